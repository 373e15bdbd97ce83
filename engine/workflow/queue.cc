#include "engine/workflow/queue.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <tuple>

#include "content/model/review_content.h"
#include "engine/workflow/organisations.h"
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
  Collector(const store::Snapshot& snapshot, const content::Vocabulary& vocabulary, const identity::Actor& actor,
            Timestamp now)
      : snapshot_(snapshot), tree_(snapshot, vocabulary), actor_(actor), now_(now) {}

  Result<std::vector<QueueItem>> collect() {
    for (content::ContentId& id : SEN_TRY(snapshot_.training_documents())) training_.insert(std::move(id));
    for (const Review& review : SEN_TRY(snapshot_.open_reviews()))
      if (const auto waiting = reason(review)) add(review, *waiting);
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
  /// Every open review is looked at, most of them of few organisations: the tree is asked once for each.
  const content::OrganisationCode& responsible(const content::OrganisationCode& organisation) {
    const auto known = responsible_.find(organisation);
    if (known != responsible_.end()) return known->second;
    return responsible_.emplace(organisation, tree_.responsible(organisation)).first->second;
  }

  bool may(Action action, const identity::Resource& resource) const {
    return !identity::denial(actor_, action, resource, tree_);
  }

  identity::Resource resource_of(const Review& review) {
    identity::Resource resource;
    resource.organisation = responsible(review.organisation);
    resource.state = review.state;
    resource.sensitivity = review.needed > 1 ? Sensitivity::Sensitive : Sensitivity::Ordinary;
    resource.authors = content::authors_of(review);
    resource.language = review.locale;
    resource.sandbox = training_.contains(review.id);
    for (const content::Approval& approval : review.approvals)
      if (approval.content == review.content) resource.approvers.push_back(approval.account);
    return resource;
  }

  /// Why `review` waits for this person; nothing: it does not.
  std::optional<Waiting> reason(const Review& review) {
    identity::Resource resource = resource_of(review);
    // What is made for training waits for those who are trained alone.
    if (resource.sandbox != actor_.sandbox) return std::nullopt;
    if (review.review_due && !review.reviewed) {
      identity::Resource owed = resource;
      if (review.emergency)
        for (const auto& account : {review.emergency->started_by, review.emergency->confirmed_by})
          owed.authors.push_back(account);
      if (may(Action::EmergencyReview, owed)) return Waiting::EmergencyReview;
    }
    if (is_asking(review)) {
      identity::Resource asked = resource;
      asked.authors.push_back(review.emergency->started_by);
      if (may(Action::EmergencyConfirm, asked)) return Waiting::EmergencyConfirm;
    }
    switch (review.state) {
      case State::Draft:
        if (review.author == actor_.account) return Waiting::Returned;
        return std::nullopt;
      case State::Submitted:
      case State::InReview:
        if (may(Action::DocumentApprove, resource) || may_cosign(review, resource)) return Waiting::Approve;
        if (may_sign_off(review, resource)) return Waiting::SignOff;
        // Who may only read it has nothing to decide; who may edit or return it has.
        if (may(Action::DocumentEdit, resource)) return Waiting::Review;
        return std::nullopt;
      case State::Approved:
        if (may_sign_off(review, resource)) return Waiting::SignOff;
        if (may(Action::DocumentPublish, resource)) return Waiting::Publish;
        return std::nullopt;
      default:
        return std::nullopt;
    }
  }

  bool is_asking(const Review& review) const {
    return review.emergency && review.emergency->confirmed_by.empty() && review.emergency->content == review.content &&
           content::is_on_its_way(review) && now_ < review.emergency->started + kEmergencyConfirmWithin;
  }

  bool may_cosign(const Review& review, identity::Resource resource) {
    return std::any_of(review.cosigners.begin(), review.cosigners.end(), [&](const content::OrganisationCode& one) {
      const bool done = std::any_of(review.approvals.begin(), review.approvals.end(), [&](const auto& approval) {
        return approval.organisation == one && approval.content == review.content;
      });
      resource.organisation = responsible(one);
      return !done && may(Action::DocumentCosign, resource);
    });
  }

  bool may_sign_off(const Review& review, const identity::Resource& resource) const {
    return content::awaits_sign_off(review) && may(Action::TranslationSignOff, resource);
  }

  /// Translations that are asked for in the person's languages, of whom he is or nobody was named.
  Result<void> add_requests() {
    for (const content::Locale& locale : actor_.languages)
      for (const content::TranslationRequest& request : SEN_TRY(snapshot_.open_requests(locale))) {
        const bool is_another = !request.translator.empty() && request.translator != actor_.account;
        if (is_another || request.state == content::RequestState::HandedIn) continue;
        identity::Resource resource;
        resource.organisation = responsible(request.organisation);
        resource.language = locale;
        if (!may(Action::TranslationSubmit, resource)) continue;
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
        if (review.state != State::Scheduled || !may(Action::DocumentSchedule, resource_of(review))) continue;
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
      resource.organisation = responsible(dataset.organisation);
      resource.state = newest.state;
      // Who handed it in is in the log and is asked when it is approved.
      resource.authors = {content::AccountName()};
      const bool returned = newest.state == State::Draft && may(Action::DatasetSubmit, resource);
      if (!returned && !may(Action::DatasetApprove, resource)) continue;
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
  const RegisterTree tree_;
  const identity::Actor& actor_;
  const Timestamp now_;
  std::map<content::OrganisationCode, content::OrganisationCode> responsible_;
  std::set<content::ContentId> training_;
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
  std::vector<QueueItem> items = SEN_TRY(Collector(snapshot, vocabulary, actor, now).collect());
  const auto middle = items.begin() + static_cast<std::ptrdiff_t>(std::min(limit, items.size()));
  std::partial_sort(items.begin(), middle, items.end(),
                    [](const QueueItem& a, const QueueItem& b) { return place_of(a) < place_of(b); });
  items.erase(middle, items.end());
  return items;
}

}  // namespace sen::workflow
