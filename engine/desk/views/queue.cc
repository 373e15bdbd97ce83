#include "engine/desk/views/queue.h"

#include <algorithm>
#include <array>
#include <set>

#include "engine/desk/review_words.h"
#include "engine/desk/translation_words.h"
#include "engine/desk/views/title.h"

namespace sen::desk::views {
namespace {

using workflow::QueueItem;
using workflow::Waiting;

constexpr std::array kReasons = {
    Waiting::EmergencyReview, Waiting::EmergencyConfirm, Waiting::Approve, Waiting::Publish,
    Waiting::SignOff,         Waiting::Translate,        Waiting::Review,  Waiting::Dataset,
    Waiting::Returned,        Waiting::Scheduled,        Waiting::Draft};

/// What cannot wait: it stands above everything else.
bool is_alarm(const QueueItem& item) {
  return (item.waiting == Waiting::EmergencyReview && item.overdue) || item.waiting == Waiting::EmergencyConfirm;
}

QueueRow dataset_row(const Visit& visit, const QueueItem& item) {
  QueueRow row;
  const auto dataset = visit.snapshot->dataset(item.dataset);
  row.href = "/desk/datasets/" + item.dataset.value;
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
  Title title = newest_title(*visit.snapshot, item.id, item.locale.empty() ? visit.tongue.locale : item.locale);
  row.title = std::move(title.words);
  row.title_language = title.language;
  if (const auto review = visit.snapshot->review(item.id, item.locale)) {
    row.who = person_label(visit, review->author);
    row.state = state_label(visit.tongue, review->state);
    for (const content::AccountName& name : review->asked)
      if (name != visit.person->account.name)
        row.others += (row.others.empty() ? "" : ", ") + person_label(visit, name);
  }
  return row;
}

QueueRow request_row(const Visit& visit, const QueueItem& item) {
  QueueRow row;
  row.href = "/desk/documents/" + item.id.value + "/" + item.locale.value + "/request";
  if (const auto request = visit.snapshot->translation_request(item.id, item.locale)) {
    Title title = newest_title(*visit.snapshot, item.id, request->source);
    row.title = std::move(title.words);
    row.title_language = title.language;
    row.who = person_label(visit, request->asked_by);
    row.state = request_label(visit.tongue, request->state);
  }
  return row;
}

QueueRow make_row(const Visit& visit, const QueueItem& item, Timestamp now) {
  QueueRow row = !item.dataset.empty()                ? dataset_row(visit, item)
                 : item.waiting == Waiting::Draft     ? draft_row(visit, item)
                 : item.waiting == Waiting::Translate ? request_row(visit, item)
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

/// Something that waits, with what it is filtered by.
struct Sorted {
  const QueueItem* item = nullptr;
  std::string type;  ///< `dataset` of figures.
  content::OrganisationCode organisation;
  bool mine = false;
};

constexpr std::string_view kFigures = "dataset";

std::vector<Sorted> sort_out(const Visit& visit, const std::vector<QueueItem>& items) {
  std::vector<Sorted> sorted;
  for (const QueueItem& item : items) {
    Sorted one{&item, std::string(kFigures), item.organisation, false};
    if (item.dataset.empty()) {
      const auto document = visit.snapshot->document(item.id);
      one.type = document ? document->type : std::string();
      if (document) one.organisation = document->organisation;
    }
    one.mine = item.asked || item.waiting == Waiting::Draft || item.waiting == Waiting::Returned;
    sorted.push_back(std::move(one));
  }
  return sorted;
}

/// The choices of one filter with how many things each has; what nothing has is left out unless it is chosen.
class Filters {
 public:
  Filters(const std::vector<Sorted>& sorted, std::string chosen) : sorted_(sorted), chosen_(std::move(chosen)) {}

  template <typename Has>
  void add(std::string value, std::string label, Has has) {
    const auto count = static_cast<std::size_t>(std::count_if(sorted_.begin(), sorted_.end(), has));
    const bool chosen = value == chosen_;
    if (count > 0 || chosen) filters_.push_back({std::move(value), std::move(label), chosen, count});
  }
  std::vector<QueueFilter> take() { return std::move(filters_); }

 private:
  const std::vector<Sorted>& sorted_;
  const std::string chosen_;
  std::vector<QueueFilter> filters_;
};

void add_filters(const Visit& visit, const std::vector<Sorted>& sorted, const QueueQuery& query, Queue& queue) {
  const content::Vocabulary& vocabulary = visit.context.parts.vocabulary;
  Filters reasons(sorted, query.reason);
  for (const Waiting reason : kReasons)
    reasons.add(std::string(waiting_name(reason)), waiting_label(visit.tongue, reason),
                [&](const Sorted& one) { return one.item->waiting == reason; });
  queue.reasons = reasons.take();
  Filters languages(sorted, query.language);
  for (const content::Language& language : vocabulary.languages())
    languages.add(language.code.value, language_label(visit, language.code),
                  [&](const Sorted& one) { return one.item->locale == language.code; });
  queue.languages = languages.take();
  Filters types(sorted, query.type);
  for (const content::DocumentType& type : vocabulary.types())
    types.add(type.code, std::string(visit.tongue.name(type.labels)),
              [&](const Sorted& one) { return one.type == type.code; });
  types.add(std::string(kFigures), visit.t("Figures"), [](const Sorted& one) { return one.type == kFigures; });
  queue.types = types.take();
  std::set<content::OrganisationCode> codes;
  for (const Sorted& one : sorted) codes.insert(one.organisation);
  Filters organisations(sorted, query.organisation);
  for (const content::OrganisationCode& code : codes)
    organisations.add(code.value, visit.directory.name(code, visit.tongue.locale),
                      [&](const Sorted& one) { return one.organisation == code; });
  queue.organisations = organisations.take();
  queue.mine =
      static_cast<std::size_t>(std::count_if(sorted.begin(), sorted.end(), [](const Sorted& one) { return one.mine; }));
}

bool fits(const Sorted& one, const QueueQuery& query) {
  return (query.reason.empty() || waiting_name(one.item->waiting) == query.reason) &&
         (query.language.empty() || one.item->locale.value == query.language) &&
         (query.type.empty() || one.type == query.type) &&
         (query.organisation.empty() || one.organisation.value == query.organisation) && (!query.mine || one.mine);
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
    case Waiting::SignOff:
      return "sign-off";
    case Waiting::Translate:
      return "translate";
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
  const std::vector<Sorted> sorted = sort_out(visit, items);
  add_filters(visit, sorted, query, queue);
  std::vector<const QueueItem*> found;
  for (const Sorted& one : sorted)
    if (fits(one, query)) found.push_back(one.item);
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
