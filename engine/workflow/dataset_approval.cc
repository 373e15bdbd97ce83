// Approving what was handed in of a dataset.
#include <set>

#include "engine/store/keys.h"
#include "engine/workflow/action.h"

namespace sen::workflow {

using content::Dataset;
using content::State;

namespace {

/// A change of a dataset, as far as it says who handed something in.
struct Former {
  content::AccountName account;
  std::uint32_t number = 0;  ///< Of the newest release.
  State state = State::Draft;
  bool has_figures = false;
};

Former read_former(const content::Change& change, const content::DatasetCode& code) {
  Former former{content::AccountName(change.actor.name), 0, State::Draft, false};
  for (const content::Mutation& mutation : change.mutations) {
    if (const auto* then = std::get_if<Dataset>(&mutation); then != nullptr && then->code == code) {
      former.number = then->releases.empty() ? 0 : then->releases.back().number;
      former.state = then->releases.empty() ? State::Draft : then->releases.back().state;
    }
    former.has_figures = former.has_figures || std::holds_alternative<content::Series>(mutation) ||
                         std::holds_alternative<content::SeriesEnd>(mutation) ||
                         std::holds_alternative<content::TablePart>(mutation);
  }
  return former;
}

/// Whether `now` handed something in, and did not decide on what `before` had: figures, a release, or once more what
/// was returned.
bool hands_in(const Former& now, const Former& before) {
  return now.has_figures || now.number != before.number ||
         (before.state == State::Draft && now.state == State::Submitted);
}

/// Who handed in what of the dataset waits: everybody who did since it was public last. The log knows.
Result<std::vector<content::AccountName>> authors_of_waiting(const Case& of, const Dataset& dataset) {
  const std::vector<content::Sequence> history = SEN_TRY(of.snapshot->history(store::keys::dataset(dataset.code)));
  std::vector<Former> newest_first;
  for (auto sequence = history.rbegin(); sequence != history.rend(); ++sequence) {
    const auto changes = SEN_TRY(of.desk.store.log().read({sequence->value - 1}, 1));
    if (changes.empty()) return Error(ErrorCode::Storage, "a change that is named is not in the log");
    newest_first.push_back(read_former(changes.front(), dataset.code));
    if (newest_first.back().state == State::Published) break;
  }
  std::set<content::AccountName> authors;
  for (std::size_t at = 0; at < newest_first.size(); ++at) {
    if (newest_first[at].state == State::Published) break;
    const Former nothing;
    if (hands_in(newest_first[at], at + 1 < newest_first.size() ? newest_first[at + 1] : nothing))
      authors.insert(newest_first[at].account);
  }
  return std::vector<content::AccountName>(authors.begin(), authors.end());
}

/// A dataset whose newest release the person may decide on.
struct Figures {
  Dataset dataset;
  content::Release& newest() { return dataset.releases.back(); }
};

/// `decided`: what was approved already and waits for its hour may be decided on again, by whoever may approve.
/// Errors: NotFound; PermissionDenied; Conflict if another release is the newest, or not in a state for this.
Result<Figures> figures_to_decide(const Case& of, const content::DatasetCode& code, std::uint32_t release,
                                  bool decided) {
  Figures figures{SEN_TRY(of.snapshot->dataset(code))};
  const std::string item = store::keys::dataset(code);
  if (figures.dataset.releases.empty() || figures.newest().number != release)
    return conflict(of, "another release was handed in", item);

  const RegisterTree tree(*of.snapshot, of.desk.vocabulary);
  identity::Resource resource;
  resource.organisation = tree.responsible(figures.dataset.organisation);
  resource.state = figures.newest().state;
  if (decided && resource.state == State::Scheduled) resource.state = State::InReview;
  resource.sensitivity = identity::Sensitivity::Ordinary;
  resource.authors = SEN_TRY(authors_of_waiting(of, figures.dataset));
  const auto denied = identity::denial(of.actor, identity::Action::DatasetApprove, resource, tree);
  if (denied == identity::Denial::State) return conflict(of, "the release does not wait for approval", item);
  SEN_TRY(identity::authorise(of.actor, identity::Action::DatasetApprove, resource, tree));
  for (const content::AccountName& author : resource.authors)
    if (const auto account = SEN_TRY(maybe(of.snapshot->account(author))))
      if (account->sandbox) return Error(ErrorCode::PermissionDenied, "what was made for training is never public");
  return figures;
}

bool waits_for_decision(const content::Release& release) {
  return release.state == State::Submitted || release.state == State::InReview;
}

}  // namespace

Result<Planned> plan_dataset_approval(const Case& of, const content::DatasetCode& code, std::uint32_t release) {
  Dataset dataset = SEN_TRY(figures_to_decide(of, code, release, false)).dataset;
  const bool waits = dataset.embargo && *dataset.embargo > of.now;
  for (content::Release& one : dataset.releases) {
    if (!waits_for_decision(one)) continue;
    one.state = waits ? State::Scheduled : State::Published;
    if (!waits) one.published = of.now;
  }
  if (dataset.state != State::Published) dataset.state = waits ? State::Scheduled : State::Published;
  return Planned{"approve release " + std::to_string(release) + " of " + code.value, {std::move(dataset)}};
}

Result<Planned> plan_dataset_return(const Case& of, const content::DatasetCode& code, std::uint32_t release,
                                    const std::string& text) {
  Figures figures = SEN_TRY(figures_to_decide(of, code, release, false));
  figures.newest().remark = SEN_TRY(read_words("remark", text));
  for (content::Release& one : figures.dataset.releases)
    if (waits_for_decision(one)) one.state = State::Draft;
  return Planned{"return release " + std::to_string(release) + " of " + code.value, {std::move(figures.dataset)}};
}

Result<Planned> plan_dataset_embargo(const Case& of, const content::DatasetCode& code, std::uint32_t release,
                                     std::optional<Timestamp> until) {
  Dataset dataset = SEN_TRY(figures_to_decide(of, code, release, true)).dataset;
  if (until && *until <= of.now)
    return Error(ErrorCode::InvalidInput, "release: " + format_rfc3339(*until) + " has passed");
  const bool moves = dataset.embargo != until;
  dataset.embargo = until;
  if (!until) {
    for (content::Release& one : dataset.releases)
      if (one.state == State::Scheduled) {
        one.state = State::Published;
        one.published = of.now;
      }
    if (dataset.state == State::Scheduled) dataset.state = State::Published;
  }
  if (moves) content::count_move(dataset);
  return Planned{
      (until ? "embargo release " : "lift the embargo of release ") + std::to_string(release) + " of " + code.value,
      {std::move(dataset)}};
}

}  // namespace sen::workflow
