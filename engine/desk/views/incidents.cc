#include "engine/desk/views/incidents.h"

#include <algorithm>

#include "engine/desk/views/title.h"

namespace sen::desk::views {
namespace {

constexpr std::uint64_t kUsualMinutes = 120;  ///< Between two entries, where the incident does not say.

/// When the newest public entry of an incident came.
Result<std::optional<Timestamp>> last_entry(const Visit& visit, const content::ContentId& incident) {
  std::optional<Timestamp> last;
  for (const content::ContentId& id : SEN_TRY(visit.snapshot->relating(incident))) {
    if (SEN_TRY(visit.snapshot->document(id)).type != "incident-entry") continue;
    for (const content::Edition& edition : SEN_TRY(visit.snapshot->editions(id)))
      // A correction is no new entry: the clock runs from when the entry first came.
      if (edition.state == content::State::Published && edition.first_published &&
          (!last || *last < *edition.first_published))
        last = edition.first_published;
  }
  return last;
}

Result<RunningIncident> make_running(const Visit& visit, const content::Document& document) {
  RunningIncident one;
  one.id = document.id;
  one.title = newest_title(*visit.snapshot, document.id, visit.tongue.locale).words;
  one.opened = parse_rfc3339(document.field("opened")).value_or(document.date);
  one.last = SEN_TRY(last_entry(visit, document.id));
  const std::string minutes = document.field("update_minutes");
  const bool said = !minutes.empty() && minutes.size() < 6 &&
                    std::all_of(minutes.begin(), minutes.end(), [](char c) { return c >= '0' && c <= '9'; });
  const std::uint64_t owed = said ? std::stoul(minutes) : kUsualMinutes;
  one.due = one.last.value_or(one.opened) + std::chrono::minutes(owed);
  return one;
}

bool may_run(const Visit& visit, const content::Document& incident) {
  identity::Resource resource;
  resource.organisation = visit.directory.successor(incident.organisation);
  return visit.may(identity::Action::PressIncident, resource);
}

}  // namespace

Result<std::vector<RunningIncident>> running_incidents(const Visit& visit) {
  constexpr std::size_t kPart = 50;
  const store::Listing incidents{store::Listing::By::Type, "incident", {}};
  std::vector<RunningIncident> running;
  std::vector<store::Listed> part;
  for (std::size_t at = 0; at == 0 || part.size() == kPart; at += kPart) {
    part = SEN_TRY(visit.snapshot->list(incidents, at, kPart));
    for (const store::Listed& listed : part) {
      const content::Document document = SEN_TRY(visit.snapshot->document(listed.id));
      if (document.field("closed").empty() && may_run(visit, document))
        running.push_back(SEN_TRY(make_running(visit, document)));
    }
  }
  std::stable_sort(running.begin(), running.end(),
                   [](const RunningIncident& a, const RunningIncident& b) { return a.due < b.due; });
  return running;
}

}  // namespace sen::desk::views
