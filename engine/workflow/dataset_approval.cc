// Approving what was handed in of a dataset.
#include <set>

#include "engine/store/keys.h"
#include "engine/workflow/action.h"

namespace sen::workflow {

using content::Dataset;
using content::State;

namespace {

/// Who handed in what of the dataset waits: everybody who changed it since it was public last. The log knows.
Result<std::vector<content::AccountName>> authors_of_waiting(const Case& of, const Dataset& dataset) {
  const std::string item = store::keys::dataset(dataset.code);
  const std::vector<content::Sequence> history = SEN_TRY(of.snapshot->history(item));
  std::set<content::AccountName> authors;
  for (auto sequence = history.rbegin(); sequence != history.rend(); ++sequence) {
    const auto changes = SEN_TRY(of.desk.store.log().read({sequence->value - 1}, 1));
    if (changes.empty()) return Error(ErrorCode::Storage, "a change that is named is not in the log");
    bool is_public = false;
    for (const content::Mutation& mutation : changes.front().mutations)
      if (const auto* then = std::get_if<Dataset>(&mutation); then != nullptr && then->code == dataset.code)
        is_public = !then->releases.empty() && then->releases.back().state == State::Published;
    if (is_public) break;
    authors.emplace(changes.front().actor.name);
  }
  return std::vector<content::AccountName>(authors.begin(), authors.end());
}

}  // namespace

Result<Planned> plan_dataset_approval(const Case& of, const content::DatasetCode& code, std::uint32_t release) {
  Dataset dataset = SEN_TRY(of.snapshot->dataset(code));
  const std::string item = store::keys::dataset(code);
  if (dataset.releases.empty() || dataset.releases.back().number != release)
    return conflict(of, "another release was handed in", item);
  content::Release& newest = dataset.releases.back();

  const RegisterTree tree(*of.snapshot, of.desk.vocabulary);
  identity::Resource resource;
  resource.organisation = tree.responsible(dataset.organisation);
  resource.state = newest.state;
  resource.sensitivity = identity::Sensitivity::Ordinary;
  resource.authors = SEN_TRY(authors_of_waiting(of, dataset));
  const auto denied = identity::denial(of.actor, identity::Action::DatasetApprove, resource, tree);
  if (denied == identity::Denial::State) return conflict(of, "the release does not wait for approval", item);
  SEN_TRY(identity::authorise(of.actor, identity::Action::DatasetApprove, resource, tree));
  for (const content::AccountName& author : resource.authors)
    if (const auto account = SEN_TRY(maybe(of.snapshot->account(author))))
      if (account->sandbox) return Error(ErrorCode::PermissionDenied, "what was made for training is never public");

  const bool waits = dataset.embargo && *dataset.embargo > of.now;
  for (content::Release& one : dataset.releases) {
    if (one.state != State::Submitted && one.state != State::InReview) continue;
    one.state = waits ? State::Scheduled : State::Published;
    if (!waits) one.published = of.now;
  }
  if (dataset.state != State::Published) dataset.state = waits ? State::Scheduled : State::Published;
  return Planned{"approve release " + std::to_string(release) + " of " + code.value, {std::move(dataset)}};
}

}  // namespace sen::workflow
