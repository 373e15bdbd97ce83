#include "engine/workflow/queue.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

#include "engine/workflow/workflow.h"

namespace sen::workflow {
namespace {

using content::Review;
using content::State;
using identity::Action;
using identity::Sensitivity;

/// Collects what waits for one person.
class Collector {
 public:
  Collector(const store::Snapshot& snapshot, Deciders deciders, const identity::Actor& actor, Timestamp now)
      : snapshot_(snapshot), deciders_(std::move(deciders)), actor_(actor), now_(now) {}

  Result<std::vector<QueueItem>> collect() {
    for (const Review& review : SEN_TRY(snapshot_.open_reviews()))
      if (const auto waiting = deciders_.reason(review, actor_, now_)) add(review, *waiting);
    SEN_TRY(add_requests());
    SEN_TRY(add_scheduled());
    SEN_TRY(add_datasets());
    for (const content::Draft& draft : SEN_TRY(snapshot_.open_drafts(actor_.account)))
      items_.push_back({.waiting = Waiting::Draft,
                        .id = draft.id,
                        .locale = draft.locale,
                        .dataset = {},
                        .number = draft.revision,
                        .organisation = {},
                        .due = {},
                        .since = draft.saved});
    return std::move(items_);
  }

 private:
  /// Translations that are asked for in the person's languages, of whom he is or nobody was named.
  Result<void> add_requests() {
    for (const content::Locale& locale : actor_.languages)
      for (const content::TranslationRequest& request : SEN_TRY(snapshot_.open_requests(locale))) {
        if (!deciders_.waits(request, actor_)) continue;
        items_.push_back({.waiting = Waiting::Translate,
                          .id = request.id,
                          .locale = locale,
                          .dataset = {},
                          .number = request.source_version,
                          .organisation = request.organisation,
                          .due = request.due,
                          .overdue = request.due && *request.due <= now_,
                          .asked = request.translator == actor_.account,
                          .sensitivity = request.priority == content::Priority::Normal ? Sensitivity::Ordinary
                                                                                       : Sensitivity::Sensitive,
                          .since = request.asked});
      }
    return {};
  }

  void add(const Review& review, Waiting waiting) {
    QueueItem item{.waiting = waiting,
                   .id = review.id,
                   .locale = review.locale,
                   .dataset = {},
                   .number = review.version,
                   .organisation = review.organisation,
                   .due = review.due,
                   .since = review.submitted};
    if (waiting == Waiting::EmergencyReview) item.due = review.review_due;
    if (waiting == Waiting::EmergencyConfirm) item.due = review.emergency->started + kEmergencyConfirmWithin;
    if (waiting == Waiting::Scheduled) item.due = review.release;
    item.overdue = waiting != Waiting::Scheduled && item.due && *item.due <= now_;
    item.asked = std::find(review.asked.begin(), review.asked.end(), actor_.account) != review.asked.end();
    item.sensitivity = review.needed > 1 ? Sensitivity::Sensitive : Sensitivity::Ordinary;
    items_.push_back(std::move(item));
  }

  Result<void> add_scheduled() {
    constexpr Timestamp kEnd{std::numeric_limits<std::int64_t>::max()};
    std::map<content::ContentId, Timestamp> documents;
    for (const store::Snapshot::Due& due : SEN_TRY(snapshot_.due(kEnd)))
      if (due.kind == store::Snapshot::Due::Kind::Embargo && !due.document.empty())
        documents.emplace(due.document, due.at);
    for (const auto& [id, at] : documents)
      for (Review& review : SEN_TRY(snapshot_.reviews(id))) {
        if (review.state != State::Scheduled || !deciders_.may(actor_, Action::DocumentSchedule, review)) continue;
        if (!review.release) review.release = at;
        add(review, Waiting::Scheduled);
      }
    return {};
  }

  Result<void> add_datasets() {
    for (const content::DatasetCode& code : SEN_TRY(snapshot_.datasets())) {
      const content::Dataset dataset = SEN_TRY(snapshot_.dataset(code));
      if (dataset.releases.empty()) continue;
      const content::Release& newest = dataset.releases.back();
      identity::Resource resource;
      resource.organisation = deciders_.responsible(dataset.organisation);
      resource.state = newest.state;
      // Who handed it in is in the log and is asked when it is approved.
      resource.authors = {content::AccountName()};
      const bool returned = newest.state == State::Draft && deciders_.may(actor_, Action::DatasetSubmit, resource);
      if (!returned && !deciders_.may(actor_, Action::DatasetApprove, resource)) continue;
      items_.push_back({.waiting = returned ? Waiting::Returned : Waiting::Dataset,
                        .id = {},
                        .locale = {},
                        .dataset = code,
                        .number = newest.number,
                        .organisation = dataset.organisation,
                        .due = dataset.embargo,
                        .overdue = dataset.embargo && *dataset.embargo <= now_,
                        .since = newest.published});
    }
    return {};
  }

  const store::Snapshot& snapshot_;
  Deciders deciders_;
  const identity::Actor& actor_;
  const Timestamp now_;
  std::vector<QueueItem> items_;
};

auto place_of(const QueueItem& item) {
  constexpr Timestamp kNever{std::numeric_limits<std::int64_t>::max()};
  const bool alarms = item.overdue && item.waiting == Waiting::EmergencyReview;
  return std::make_tuple(!alarms, item.due.value_or(kNever), !item.asked, item.sensitivity != Sensitivity::Sensitive,
                         item.since, item.id, item.locale, item.dataset);
}

}  // namespace

Result<std::vector<QueueItem>> queue(const store::Snapshot& snapshot, const content::Vocabulary& vocabulary,
                                     const identity::Actor& actor, Timestamp now, std::size_t limit) {
  Deciders deciders = SEN_TRY(Deciders::read(snapshot, vocabulary));
  std::vector<QueueItem> items = SEN_TRY(Collector(snapshot, std::move(deciders), actor, now).collect());
  const auto middle = items.begin() + static_cast<std::ptrdiff_t>(std::min(limit, items.size()));
  std::partial_sort(items.begin(), middle, items.end(),
                    [](const QueueItem& a, const QueueItem& b) { return place_of(a) < place_of(b); });
  items.erase(middle, items.end());
  return items;
}

}  // namespace sen::workflow
