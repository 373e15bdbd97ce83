#include "engine/workflow/action.h"

#include <algorithm>
#include <set>

#include "content/model/publication.h"
#include "engine/base/text.h"
#include "engine/store/keys.h"
#include "engine/workflow/translation.h"

namespace sen::workflow {
namespace {

using content::ContentId;
using content::Locale;
using content::Review;
using content::State;

constexpr int kMostConflicts = 20;

Result<content::Account> active_account(const store::Snapshot& snapshot, const identity::Actor& actor) {
  const auto account = SEN_TRY(maybe(snapshot.account(actor.account)));
  if (!account || !account->active || !actor.active)
    return Error(ErrorCode::PermissionDenied, "the account is not active");
  return *account;
}

Result<bool> is_trainee(const store::Snapshot& snapshot, const content::AccountName& name) {
  const auto account = SEN_TRY(maybe(snapshot.account(name)));
  return account && account->sandbox;
}

}  // namespace

const content::Edition* Dossier::edition(const Locale& locale) const {
  const auto found =
      std::find_if(editions.begin(), editions.end(), [&](const auto& one) { return one.locale == locale; });
  return found == editions.end() ? nullptr : &*found;
}

Result<Case> case_of(const Desk& desk, const identity::Actor& actor) {
  std::shared_ptr<const store::Snapshot> snapshot = SEN_TRY(desk.store.snapshot());
  content::Account account = SEN_TRY(active_account(*snapshot, actor));
  identity::Actor current = identity::make_actor(account, actor.second_factor);
  current.scopes = actor.scopes;
  return Case{desk, std::move(current), std::move(snapshot), desk.clock.now(), std::move(account)};
}

Result<content::Sequence> perform(const Desk& desk, const identity::Actor& actor,
                                  const std::function<Result<Planned>(const Case&)>& plan) {
  for (int conflicts = 0; conflicts < kMostConflicts; ++conflicts) {
    const Case of = SEN_TRY(case_of(desk, actor));
    const content::Sequence based_on = of.snapshot->sequence();
    Planned planned = SEN_TRY(plan(of));
    const auto done =
        desk.store.commit({.based_on = based_on,
                           .sequence = {},
                           .committed_at = {},
                           .actor = {.name = of.account.name.value, .organisation = of.account.organisation},
                           .reason = std::move(planned.reason),
                           .mutations = std::move(planned.mutations),
                           .touches = {}});
    if (done || done.error().code() != ErrorCode::Conflict) return done;
  }
  return Error(ErrorCode::Unavailable, "it is being changed by others all the time");
}

Result<Dossier> dossier_of(const Case& of, const ContentId& id) {
  Dossier dossier;
  dossier.document = SEN_TRY(of.snapshot->document(id));
  dossier.editions = SEN_TRY(of.snapshot->editions(id));
  dossier.type = of.desk.vocabulary.type(dossier.document.type);
  dossier.responsible = RegisterTree(*of.snapshot, of.desk.vocabulary).responsible(dossier.document.organisation);
  dossier.was_public = std::any_of(dossier.editions.begin(), dossier.editions.end(),
                                   [](const content::Edition& edition) { return edition.live != 0; });
  dossier.training = dossier.document.training;
  return dossier;
}

Result<Matter> matter_of(const Case& of, const ContentId& id, const Locale& locale) {
  Matter matter;
  matter.dossier = SEN_TRY(dossier_of(of, id));
  matter.review = SEN_TRY(of.snapshot->review(id, locale));
  if (locale.empty()) return matter;
  const content::Edition* edition = matter.dossier.edition(locale);
  if (edition == nullptr) return Error(ErrorCode::Storage, "a review of an edition that is not there");
  matter.edition = *edition;
  return matter;
}

Result<Matter> matter_as_seen(const Case& of, const Subject& subject) {
  Matter matter = SEN_TRY(matter_of(of, subject.id, subject.locale));
  if (matter.review.content != subject.content) return document_conflict(of, subject.id);
  return matter;
}

identity::Resource resource_of(const Matter& matter) {
  identity::Resource resource = resource_of(matter.dossier, matter.review.state, matter.review.author);
  resource.sensitivity =
      needed_approvals(matter) > 1 ? identity::Sensitivity::Sensitive : identity::Sensitivity::Ordinary;
  resource.authors = content::authors_of(matter.review);
  resource.language = matter.review.locale;
  for (const content::Approval& approval : matter.review.approvals)
    if (approval.content == matter.review.content) resource.approvers.push_back(approval.account);
  return resource;
}

identity::Resource resource_of(const Dossier& dossier, State state, const content::AccountName& author) {
  identity::Resource resource;
  resource.organisation = dossier.responsible;
  resource.state = state;
  if (dossier.type != nullptr && dossier.type->approvals < 2) resource.sensitivity = identity::Sensitivity::Ordinary;
  resource.authors = {author};
  resource.sandbox = dossier.training;
  return resource;
}

Result<void> allow(const Case& of, identity::Action action, const identity::Resource& resource, const ContentId& id) {
  const RegisterTree tree(*of.snapshot, of.desk.vocabulary);
  if (identity::denial(of.actor, action, resource, tree) == identity::Denial::State)
    return conflict(of, "not while it is " + std::string(state_name(resource.state.value_or(State::Draft))),
                    store::keys::document(id));
  return identity::authorise(of.actor, action, resource, tree);
}

Result<State> next_state(const Case& of, const Review& review, Step step) {
  if (const auto to = transition(review.state, step)) return *to;
  return document_conflict(of, review.id);
}

void move(Matter& matter, State to, std::vector<content::Mutation>& mutations) {
  matter.review.state = to;
  mutations.emplace_back(matter.review);
  if (!matter.edition || matter.edition->live != 0) return;
  matter.edition->state = to;
  mutations.emplace_back(*matter.edition);
}

std::uint32_t needed_approvals(const Matter& matter) {
  const std::uint32_t by_type = matter.dossier.type == nullptr ? 2 : matter.dossier.type->approvals;
  return std::max({by_type, matter.review.needed, 1U});
}

bool is_approved(const Matter& matter) {
  const Review& review = matter.review;
  const std::vector<content::AccountName> authors = content::authors_of(review);
  std::set<content::AccountName> persons;
  std::set<content::OrganisationCode> cosigned;
  for (const content::Approval& approval : review.approvals) {
    const bool is_author = std::find(authors.begin(), authors.end(), approval.account) != authors.end();
    // In the training one person may play all parts.
    if (approval.content != review.content || (is_author && !matter.dossier.training)) continue;
    if (approval.organisation == review.organisation)
      persons.insert(approval.account);
    else
      cosigned.insert(approval.organisation);
  }
  return persons.size() >= needed_approvals(matter) &&
         std::all_of(review.cosigners.begin(), review.cosigners.end(),
                     [&](const content::OrganisationCode& one) { return cosigned.contains(one); });
}

Result<void> make_public(const Case& of, Matter& matter, std::vector<content::Mutation>& mutations) {
  if (matter.dossier.training) return make_public_in_training(of, matter, mutations);
  for (const content::AccountName& author : content::authors_of(matter.review))
    if (SEN_TRY(is_trainee(*of.snapshot, author)))
      return Error(ErrorCode::PermissionDenied, "what was made for training is never public");
  const ContentId& id = matter.review.id;
  content::Document document = matter.dossier.document;
  if (!matter.edition) {
    document = SEN_TRY(of.snapshot->proposal(id));
    if (content::document_content(document) != matter.review.content) return document_conflict(of, id);
    document.locales = matter.dossier.document.locales;
    content::count_revision(document, matter.dossier.document, of.now);
    mutations.emplace_back(document);
  } else {
    const content::Version version = SEN_TRY(of.snapshot->version(id, matter.review.locale, matter.review.version));
    const bool is_bound =
        matter.edition->latest == matter.review.version &&
        (matter.dossier.was_public || content::version_content(version, &document) == matter.review.content);
    if (!is_bound) return document_conflict(of, id);
    content::publish(*matter.edition, version, of.now);
    SEN_TRY(advance_request(*of.snapshot, version, content::RequestState::Done, of.now, mutations));
    mutations.emplace_back(*matter.edition);
  }
  if (document.expiry && *document.expiry <= of.now)
    return Error(ErrorCode::InvalidInput, "its expiry has passed: set another first");
  matter.review.state = State::Published;
  mutations.emplace_back(matter.review);
  return {};
}

std::string reason_of(std::string_view action, const ContentId& id, const Locale& locale) {
  std::string reason(action);
  reason += ' ';
  reason += locale.empty() ? "proposal" : locale.value;
  reason += " of ";
  reason += id.value;
  return reason;
}

Result<LastChange> last_change_of(const store::Store& store, const store::Snapshot& snapshot, std::string_view item) {
  const std::vector<content::Sequence> history = SEN_TRY(snapshot.history(item));
  if (history.empty()) return Error(ErrorCode::NotFound, "nothing was changed there");
  const auto changes = SEN_TRY(store.log().read({history.back().value - 1}, 1));
  if (changes.empty()) return Error(ErrorCode::Storage, "a change that is named is not in the log");
  const content::Change& change = changes.front();
  return LastChange{change.actor.name, change.committed_at, change.reason};
}

Error conflict(const Case& of, std::string_view what, std::string_view item) {
  std::string message(what);
  if (const auto last = last_change_of(of.desk.store, *of.snapshot, item))
    message += ": " + last->account + " changed it at " + format_rfc3339(last->at) + " (" + last->reason + ")";
  return Error(ErrorCode::Conflict, std::move(message));
}

Error document_conflict(const Case& of, const ContentId& id) {
  return conflict(of, "it is no longer as it was shown", store::keys::document(id));
}

Result<std::string> read_words(std::string_view field, std::string_view text) {
  constexpr std::size_t kMostBytes = 4'000;
  std::string words = SEN_TRY(to_nfc(trim(text)).within(field));
  if (words.empty()) return Error(ErrorCode::InvalidInput, std::string(field) + ": it is missing");
  if (words.size() > kMostBytes)
    return Error(ErrorCode::InvalidInput, std::string(field) + ": it is longer than 4,000 bytes");
  return words;
}

}  // namespace sen::workflow
