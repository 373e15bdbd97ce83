#include "feeds/release_calendar.h"

#include <algorithm>

#include "content/model/address.h"
#include "engine/base/network.h"
#include "engine/base/text.h"

namespace sen::feeds {
namespace {

/// A UID: the host behind the `@` is the same for ever.
std::string uid_of(const std::string& name, const FeedSite& site) {
  return name + "@" + host_of(site.address);
}

std::optional<Timestamp> moment_of(const content::Document& document, std::string_view name) {
  const auto at = parse_rfc3339(document.field(name));
  return at ? std::optional<Timestamp>(*at) : std::nullopt;
}

std::string filled(std::string pattern, std::string_view title) {
  constexpr std::string_view kPlace = "{title}";
  const std::size_t at = pattern.find(kPlace);
  return at == std::string::npos ? pattern + " " + std::string(title) : pattern.replace(at, kPlace.size(), title);
}

/// `organisation`: the name of who announced it.
CalendarEvent release_event(const store::Announcement& announced, std::string organisation, const FeedSite& site,
                            const content::Locale& locale, const CalendarWords& words) {
  CalendarEvent event;
  event.uid = uid_of("release-" + announced.dataset.value + "-" + std::to_string(announced.release), site);
  event.change = announced.revision;
  event.starts = announced.at;
  event.updated = announced.since;
  event.title = filled(words.release, content::text_in(announced.titles, locale));
  event.description = std::move(organisation);
  if (!announced.is_new) event.url = site.address + content::dataset_path(locale, announced.dataset);
  event.categories = {announced.dataset.value};
  return event;
}

/// Nothing for a document whose hour cannot be read.
std::optional<CalendarEvent> document_event(const store::VisibleEdition& visible, const content::Vocabulary& vocabulary,
                                            const FeedSite& site) {
  const auto starts = moment_of(visible.document, "starts");
  if (!starts) return std::nullopt;
  const content::Locale& locale = visible.edition.locale;
  CalendarEvent event;
  event.uid = uid_of(visible.document.id.value, site);
  event.change = visible.document.revision + std::max(visible.version.number, 1U) - 1;
  event.starts = *starts;
  event.ends = moment_of(visible.document, "ends");
  event.updated = std::max(visible.edition.updated.value_or(*starts), visible.document.revised.value_or(Timestamp()));
  event.title = visible.version.title;
  event.description = visible.version.summary;
  event.location = visible.document.field("venue");
  event.url = site.address +
              content::document_path(locale, visible.document.section, visible.version.slug, visible.document.id);
  if (const content::DocumentType* type = vocabulary.type(visible.document.type))
    event.categories = {std::string(content::text_in(type->labels, locale))};
  return event;
}

}  // namespace

Result<BuiltCalendar> build_calendar(const store::VisibleContent& content, const content::Vocabulary& vocabulary,
                                     const FeedSite& site, const content::Locale& locale, const CalendarWords& words) {
  BuiltCalendar built;
  Calendar& calendar = built.calendar;
  calendar.name = words.title + " – " + std::string(content::text_in(site.names, locale));
  calendar.url = site.address + "/" + locale.value + "/calendar.ics";
  calendar.language = locale.value;
  built.reads.push_back({"announcements"});
  for (const store::Announcement& announced : SEN_TRY(content.announcements())) {
    built.reads.push_back({"organisation:" + announced.organisation.value});
    calendar.events.push_back(
        release_event(announced, SEN_TRY(content.organisation_name(announced.organisation, {}, locale, vocabulary)),
                      site, locale, words));
  }

  for (const char* type : {"event", "briefing"}) {
    const store::Listing listing{.by = store::Listing::By::Type, .code = type, .locale = {}};
    built.reads.push_back({"list:" + store::to_string(listing)});
    const store::ListedPage page = SEN_TRY(content.list(listing, 0, kCalendarEvents));
    for (const store::Listed& listed : page.entries) {
      built.reads.push_back({"document:" + listed.id.value});
      const auto visible = content.find(listed.id, locale);
      if (!visible && visible.error().code() != ErrorCode::NotFound && visible.error().code() != ErrorCode::Gone)
        return visible.error();
      if (!visible) continue;
      if (auto event = document_event(*visible, vocabulary, site)) calendar.events.push_back(std::move(*event));
    }
  }
  std::stable_sort(calendar.events.begin(), calendar.events.end(),
                   [](const CalendarEvent& a, const CalendarEvent& b) { return a.starts < b.starts; });
  return built;
}

}  // namespace sen::feeds
