#include "engine/desk/views/queue.h"

#include <algorithm>
#include <array>

#include "engine/desk/review_words.h"

namespace sen::desk::views {
namespace {

using workflow::QueueItem;
using workflow::Waiting;

constexpr std::array kReasons = {Waiting::EmergencyReview, Waiting::EmergencyConfirm, Waiting::Approve,
                                 Waiting::Publish,         Waiting::Review,           Waiting::Dataset,
                                 Waiting::Returned,        Waiting::Scheduled,        Waiting::Draft};

/// What cannot wait: it stands above everything else.
bool is_alarm(const QueueItem& item) {
  return (item.waiting == Waiting::EmergencyReview && item.overdue) || item.waiting == Waiting::EmergencyConfirm;
}

/// The newest words of an edition, else of any language of the document.
struct Title {
  std::string words;
  content::Locale language;
};
Title title_of(const Visit& visit, const content::ContentId& id, const content::Locale& locale) {
  const auto editions = visit.snapshot->editions(id);
  if (!editions) return {};
  const auto own = std::find_if(editions->begin(), editions->end(), [&](const auto& one) {
    return one.locale == (locale.empty() ? visit.tongue.locale : locale);
  });
  const auto shown = own != editions->end() ? own : editions->begin();
  if (shown == editions->end()) return {};
  const auto version = visit.snapshot->version(id, shown->locale, shown->latest);
  return version ? Title{version->title, shown->locale} : Title{};
}

QueueRow dataset_row(const Visit& visit, const QueueItem& item) {
  QueueRow row;
  const auto dataset = visit.snapshot->dataset(item.dataset);
  row.title = dataset ? std::string(visit.tongue.name(dataset->titles)) : item.dataset.value;
  return row;
}

QueueRow draft_row(const Visit& visit, const QueueItem& item) {
  QueueRow row;
  row.href = "/desk/documents/" + item.id.value + "/" + item.locale.value + "/edit";
  if (const auto draft = visit.snapshot->draft(item.id, item.locale)) row.title = draft->title;
  row.title_language = item.locale;
  return row;
}

QueueRow review_row(const Visit& visit, const QueueItem& item) {
  QueueRow row;
  row.href = "/desk/documents/" + item.id.value + (item.locale.empty() ? "" : "/" + item.locale.value);
  Title title = title_of(visit, item.id, item.locale);
  row.title = std::move(title.words);
  row.title_language = title.language;
  if (const auto review = visit.snapshot->review(item.id, item.locale)) {
    row.who = person_label(visit, review->author);
    row.state = state_label(visit.tongue, review->state);
  }
  return row;
}

QueueRow make_row(const Visit& visit, const QueueItem& item, Timestamp now) {
  QueueRow row = !item.dataset.empty()            ? dataset_row(visit, item)
                 : item.waiting == Waiting::Draft ? draft_row(visit, item)
                                                  : review_row(visit, item);
  if (row.title.empty()) row.title = visit.t("Without a title");
  row.reason = waiting_label(visit.tongue, item.waiting);
  if (!item.locale.empty()) row.language = language_label(visit, item.locale);
  content::OrganisationCode organisation = item.organisation;
  if (organisation.empty())
    if (const auto document = visit.snapshot->document(item.id)) organisation = document->organisation;
  row.organisation = visit.directory.name(organisation, visit.tongue.locale);
  row.since = item.since;
  row.due = item.due;
  if (item.due) row.due_words = until_words(visit.tongue, now, *item.due);
  row.overdue = item.overdue;
  row.asked = item.asked;
  row.sensitive = item.sensitivity == identity::Sensitivity::Sensitive;
  return row;
}

std::vector<QueueFilter> reasons_of(const Visit& visit, const std::vector<QueueItem>& items, std::string_view chosen) {
  std::vector<QueueFilter> filters;
  for (const Waiting reason : kReasons) {
    const auto count = static_cast<std::size_t>(
        std::count_if(items.begin(), items.end(), [&](const QueueItem& item) { return item.waiting == reason; }));
    const std::string_view name = waiting_name(reason);
    if (count > 0 || name == chosen)
      filters.push_back({std::string(name), waiting_label(visit.tongue, reason), name == chosen, count});
  }
  return filters;
}

std::vector<QueueFilter> languages_of(const Visit& visit, const std::vector<QueueItem>& items,
                                      std::string_view chosen) {
  std::vector<QueueFilter> filters;
  for (const content::Language& language : visit.context.parts.vocabulary.languages()) {
    const auto count = static_cast<std::size_t>(
        std::count_if(items.begin(), items.end(), [&](const QueueItem& item) { return item.locale == language.code; }));
    if (count > 0 || language.code.value == chosen)
      filters.push_back(
          {language.code.value, language_label(visit, language.code), language.code.value == chosen, count});
  }
  return filters;
}

}  // namespace

std::string_view waiting_name(Waiting waiting) {
  switch (waiting) {
    case Waiting::EmergencyReview:
      return "emergency-review";
    case Waiting::EmergencyConfirm:
      return "emergency-confirm";
    case Waiting::Approve:
      return "approve";
    case Waiting::Publish:
      return "publish";
    case Waiting::Review:
      return "review";
    case Waiting::Dataset:
      return "dataset";
    case Waiting::Returned:
      return "returned";
    case Waiting::Scheduled:
      return "scheduled";
    case Waiting::Draft:
      return "draft";
  }
  return {};
}

Result<Queue> make_queue(const Visit& visit, const QueueQuery& query, std::size_t page_size) {
  const Timestamp now = visit.context.parts.clock.now();
  const std::vector<QueueItem> items =
      SEN_TRY(workflow::queue(*visit.snapshot, visit.context.parts.vocabulary, visit.person->actor, now));
  Queue queue;
  queue.all = items.size();
  queue.reasons = reasons_of(visit, items, query.reason);
  queue.languages = languages_of(visit, items, query.language);

  std::vector<const QueueItem*> found;
  for (const QueueItem& item : items) {
    const bool fits = (query.reason.empty() || waiting_name(item.waiting) == query.reason) &&
                      (query.language.empty() || item.locale.value == query.language);
    if (fits) found.push_back(&item);
  }
  queue.found = found.size();
  queue.pages = std::max<std::size_t>(1, (found.size() + page_size - 1) / page_size);
  queue.page = std::clamp<std::size_t>(query.page, 1, queue.pages);
  if (queue.page == 1)
    for (const QueueItem& item : items)
      if (is_alarm(item)) queue.alarms.push_back(make_row(visit, item, now));
  const std::size_t first = (queue.page - 1) * page_size;
  for (std::size_t at = first; at < std::min(found.size(), first + page_size); ++at)
    queue.rows.push_back(make_row(visit, *found[at], now));
  return queue;
}

}  // namespace sen::desk::views
