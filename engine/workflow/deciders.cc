#include "engine/workflow/deciders.h"

#include <algorithm>

#include "content/model/review_content.h"
#include "engine/workflow/workflow.h"

namespace sen::workflow {

using content::Review;
using content::State;
using identity::Action;
using identity::Actor;
using identity::Resource;

namespace {

bool is_asking(const Review& review, Timestamp now) {
  return review.emergency && review.emergency->confirmed_by.empty() && review.emergency->content == review.content &&
         content::is_on_its_way(review) && now < review.emergency->started + kEmergencyConfirmWithin;
}

}  // namespace

Result<Deciders> Deciders::read(const store::Snapshot& snapshot, const content::Vocabulary& vocabulary) {
  Deciders deciders(snapshot, vocabulary);
  for (content::ContentId& id : SEN_TRY(snapshot.training_documents())) deciders.training_.insert(std::move(id));
  return deciders;
}

// Every open review is looked at for every person, most of them of few organisations.
content::OrganisationCode Deciders::KnownTree::parent(const content::OrganisationCode& organisation) const {
  const auto known = parents_.find(organisation);
  if (known != parents_.end()) return known->second;
  return parents_.emplace(organisation, tree_.parent(organisation)).first->second;
}

const content::OrganisationCode& Deciders::KnownTree::responsible(const content::OrganisationCode& organisation) const {
  const auto known = responsible_.find(organisation);
  if (known != responsible_.end()) return known->second;
  return responsible_.emplace(organisation, tree_.responsible(organisation)).first->second;
}

const content::OrganisationCode& Deciders::responsible(const content::OrganisationCode& organisation) {
  return tree_.responsible(organisation);
}

bool Deciders::may(const Actor& actor, Action action, const Resource& resource) const {
  return resource.sandbox == actor.sandbox && !identity::denial(actor, action, resource, tree_);
}

bool Deciders::may(const Actor& actor, Action action, const Review& review) {
  return may(actor, action, resource_of(review));
}

Resource Deciders::resource_of(const Review& review) {
  Resource resource;
  resource.organisation = responsible(review.organisation);
  resource.state = review.state;
  resource.sensitivity = review.needed > 1 ? identity::Sensitivity::Sensitive : identity::Sensitivity::Ordinary;
  resource.authors = content::authors_of(review);
  resource.language = review.locale;
  resource.sandbox = training_.contains(review.id);
  for (const content::Approval& approval : review.approvals)
    if (approval.content == review.content) resource.approvers.push_back(approval.account);
  return resource;
}

bool Deciders::may_cosign(const Actor& actor, const Review& review, Resource resource) {
  return std::any_of(review.cosigners.begin(), review.cosigners.end(), [&](const content::OrganisationCode& one) {
    const bool done = std::any_of(review.approvals.begin(), review.approvals.end(), [&](const auto& approval) {
      return approval.organisation == one && approval.content == review.content;
    });
    resource.organisation = responsible(one);
    return !done && may(actor, Action::DocumentCosign, resource);
  });
}

bool Deciders::may_sign_off(const Actor& actor, const Review& review, const Resource& resource) const {
  return content::awaits_sign_off(review) && may(actor, Action::TranslationSignOff, resource);
}

std::optional<Waiting> Deciders::reason(const Review& review, const Actor& actor, Timestamp now) {
  const Resource resource = resource_of(review);
  if (resource.sandbox != actor.sandbox) return std::nullopt;
  if (review.review_due && !review.reviewed) {
    Resource owed = resource;
    if (review.emergency)
      for (const auto& account : {review.emergency->started_by, review.emergency->confirmed_by})
        owed.authors.push_back(account);
    if (may(actor, Action::EmergencyReview, owed)) return Waiting::EmergencyReview;
  }
  if (is_asking(review, now)) {
    Resource asked = resource;
    asked.authors.push_back(review.emergency->started_by);
    if (may(actor, Action::EmergencyConfirm, asked)) return Waiting::EmergencyConfirm;
  }
  switch (review.state) {
    case State::Draft:
      if (review.author == actor.account) return Waiting::Returned;
      return std::nullopt;
    case State::Submitted:
    case State::InReview:
      if (may(actor, Action::DocumentApprove, resource) || may_cosign(actor, review, resource)) return Waiting::Approve;
      if (may_sign_off(actor, review, resource)) return Waiting::SignOff;
      // Who may only read it has nothing to decide; who may edit or return it has.
      if (may(actor, Action::DocumentEdit, resource)) return Waiting::Review;
      return std::nullopt;
    case State::Approved:
      if (may_sign_off(actor, review, resource)) return Waiting::SignOff;
      if (may(actor, Action::DocumentPublish, resource)) return Waiting::Publish;
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

bool Deciders::waits(const content::TranslationRequest& request, const Actor& actor) {
  const bool is_another = !request.translator.empty() && request.translator != actor.account;
  if (is_another || request.state == content::RequestState::HandedIn) return false;
  Resource resource;
  resource.organisation = responsible(request.organisation);
  resource.language = request.locale;
  resource.sandbox = training_.contains(request.id);
  return may(actor, Action::TranslationSubmit, resource);
}

}  // namespace sen::workflow
