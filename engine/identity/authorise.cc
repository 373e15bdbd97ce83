#include "engine/identity/authorise.h"

#include <algorithm>

namespace sen::identity {
namespace {

using content::AccountName;
using content::OrganisationCode;
using content::State;

/// How far a role reaches from the organisation that it was granted at.
enum Scope : std::uint8_t {
  No,
  Own,      ///< That organisation.
  Below,    ///< Those below it.
  Subtree,  ///< Both.
  All,      ///< Every organisation.
};

bool reaches(Scope scope, Relation relation) {
  switch (scope) {
    case No:
      return false;
    case Own:
      return relation == Relation::Same;
    case Below:
      return relation == Relation::Below;
    case Subtree:
      return relation != Relation::Elsewhere;
    case All:
      return true;
  }
  return false;
}

enum class Independence {
  Anyone,
  NotAuthor,  ///< Four eyes.
  NewPerson,  ///< Neither author nor one of those who approved already.
};

/// States by bit; 0 is every state, and resources without one.
using States = std::uint32_t;
constexpr States in(std::initializer_list<State> states) {
  States bits = 0;
  for (const State state : states) bits |= 1U << static_cast<unsigned>(state);
  return bits;
}

constexpr States kAny = 0;
constexpr States kDraft = in({State::Draft});
constexpr States kHandedIn = in({State::Submitted, State::InReview});
constexpr States kBeforeOut = in({State::Submitted, State::InReview, State::Approved, State::Scheduled});
constexpr States kApproved = in({State::Approved, State::Scheduled});
constexpr States kOut = in({State::Published});
constexpr States kWasOut = in({State::Published, State::Withdrawn, State::Expired});
constexpr States kEverOut = in({State::Published, State::Withdrawn, State::Expired, State::Archived});
constexpr States kEmergency = in({State::Draft, State::Submitted, State::InReview, State::Approved, State::Scheduled});

constexpr auto kAnyone = Independence::Anyone;
constexpr auto kNotAuthor = Independence::NotAuthor;
constexpr auto kNewPerson = Independence::NewPerson;
constexpr bool kTwo = true;  ///< Asks for a second factor.
constexpr bool kOne = false;

struct Rule {
  Action action;
  States states;
  Independence independence;
  bool second_factor;
  std::array<Scope, kRoleCount> scopes;  ///< By role.
};

/// What is allowed; what is not here is not. An action with several rows takes the one with the resource's state.
/// tests/data/authorise.csv says the same in its own words, and a test compares every cell.
// clang-format off
constexpr Rule kRules[] = {
    //                                                              contrib  editor   approver transl.  lang.rev. steward  press    auditor  admin
    {Action::PackageUpload,        kAny,       kAnyone,    kOne, {{Own,     Subtree, No,      No,      No,       Own,     Own,     No,      No}}},
    {Action::DocumentRead,         kAny,       kAnyone,    kOne, {{Own,     Subtree, Subtree, Subtree, Subtree,  Subtree, Subtree, Subtree, No}}},
    {Action::DocumentDraft,        kAny,       kAnyone,    kOne, {{Own,     Subtree, No,      No,      No,       No,      Own,     No,      No}}},
    {Action::DocumentEdit,         kDraft,     kAnyone,    kOne, {{Own,     Subtree, No,      No,      No,       No,      Own,     No,      No}}},
    {Action::DocumentEdit,         kBeforeOut, kAnyone,    kOne, {{No,      Subtree, No,      No,      No,       No,      No,      No,      No}}},
    {Action::DocumentSubmit,       kDraft,     kAnyone,    kOne, {{Own,     Subtree, No,      No,      No,       No,      Own,     No,      No}}},
    {Action::DocumentReview,       kHandedIn,  kAnyone,    kOne, {{No,      Subtree, Subtree, No,      No,       No,      No,      No,      No}}},
    {Action::DocumentReturn,       kBeforeOut, kAnyone,    kOne, {{No,      Subtree, Subtree, No,      No,       No,      No,      No,      No}}},
    {Action::DocumentApprove,      kHandedIn,  kNewPerson, kTwo, {{No,      No,      Subtree, No,      No,       No,      No,      No,      No}}},
    {Action::DocumentCosign,       kBeforeOut, kNewPerson, kTwo, {{No,      No,      Subtree, No,      No,       No,      No,      No,      No}}},
    {Action::DocumentPublish,      kApproved,  kAnyone,    kTwo, {{No,      Subtree, Subtree, No,      No,       No,      No,      No,      No}}},
    {Action::DocumentSchedule,     kApproved,  kAnyone,    kTwo, {{No,      Subtree, Subtree, No,      No,       No,      No,      No,      No}}},
    {Action::DocumentWithdraw,     kOut,       kAnyone,    kTwo, {{No,      No,      Subtree, No,      No,       No,      No,      No,      No}}},
    {Action::DocumentRetract,      kEverOut,   kAnyone,    kTwo, {{No,      No,      Subtree, No,      No,       No,      No,      No,      No}}},
    {Action::DocumentCorrect,      kOut,       kAnyone,    kOne, {{Own,     Subtree, No,      No,      No,       No,      Own,     No,      No}}},
    {Action::DocumentArchive,      kWasOut,    kAnyone,    kOne, {{No,      Subtree, Subtree, No,      No,       No,      No,      No,      No}}},
    {Action::EmergencyStart,       kEmergency, kAnyone,    kTwo, {{No,      Subtree, Subtree, No,      No,       No,      Subtree, No,      No}}},
    {Action::EmergencyConfirm,     kEmergency, kNewPerson, kTwo, {{No,      No,      Subtree, No,      No,       No,      No,      No,      No}}},
    {Action::EmergencyReview,      kAny,       kNewPerson, kTwo, {{No,      No,      Subtree, No,      No,       No,      No,      No,      No}}},
    {Action::TranslationRequest,   kAny,       kAnyone,    kOne, {{Own,     Subtree, Subtree, No,      No,       No,      Subtree, No,      No}}},
    {Action::TranslationSubmit,    kAny,       kAnyone,    kOne, {{No,      No,      No,      Subtree, No,       No,      No,      No,      No}}},
    {Action::TranslationSignOff,   kAny,       kNotAuthor, kOne, {{No,      No,      No,      No,      Subtree,  No,      No,      No,      No}}},
    {Action::DatasetSubmit,        kAny,       kAnyone,    kOne, {{Own,     No,      No,      No,      No,       Subtree, No,      No,      No}}},
    {Action::DatasetApprove,       kHandedIn,  kNewPerson, kTwo, {{No,      No,      Subtree, No,      No,       Subtree, No,      No,      No}}},
    {Action::PressStatement,       kAny,       kAnyone,    kOne, {{No,      No,      No,      No,      No,       No,      Subtree, No,      No}}},
    {Action::PressIncident,        kAny,       kAnyone,    kOne, {{No,      No,      No,      No,      No,       No,      Subtree, No,      No}}},
    {Action::PressQuestion,        kAny,       kAnyone,    kOne, {{No,      No,      No,      No,      No,       No,      Subtree, No,      No}}},
    {Action::PressAccredit,        kAny,       kAnyone,    kTwo, {{No,      No,      No,      No,      No,       No,      Subtree, No,      No}}},
    {Action::AccountCreate,        kAny,       kAnyone,    kTwo, {{No,      No,      No,      No,      No,       No,      No,      No,      Subtree}}},
    {Action::AccountDisable,       kAny,       kAnyone,    kTwo, {{No,      No,      No,      No,      No,       No,      No,      No,      Subtree}}},
    {Action::AccountReset,         kAny,       kAnyone,    kTwo, {{No,      No,      No,      No,      No,       No,      No,      No,      Subtree}}},
    {Action::AccountAssignRole,    kAny,       kAnyone,    kTwo, {{No,      No,      No,      No,      No,       No,      No,      No,      Subtree}}},
    {Action::OrganisationEdit,     kAny,       kAnyone,    kOne, {{No,      No,      No,      No,      No,       No,      No,      No,      Subtree}}},
    {Action::OrganisationMerge,    kAny,       kAnyone,    kTwo, {{No,      No,      No,      No,      No,       No,      No,      No,      Below}}},
    {Action::OrganisationSplit,    kAny,       kAnyone,    kTwo, {{No,      No,      No,      No,      No,       No,      No,      No,      Below}}},
    {Action::OrganisationDelegate, kAny,       kAnyone,    kTwo, {{No,      No,      No,      No,      No,       No,      No,      No,      Subtree}}},
    {Action::KeyCreate,            kAny,       kAnyone,    kTwo, {{No,      No,      No,      No,      No,       No,      No,      No,      Subtree}}},
    {Action::KeyRevoke,            kAny,       kAnyone,    kOne, {{No,      No,      No,      No,      No,       No,      No,      No,      Subtree}}},
    {Action::AuditRead,            kAny,       kAnyone,    kOne, {{No,      No,      No,      No,      No,       No,      No,      Subtree, Subtree}}},
    {Action::AuditExport,          kAny,       kAnyone,    kOne, {{No,      No,      No,      No,      No,       No,      No,      Subtree, No}}},
    {Action::RegisterRead,         kAny,       kAnyone,    kOne, {{Own,     Subtree, Subtree, Own,     Own,      Own,     All,     Subtree, Subtree}}},
    {Action::SandboxUse,           kAny,       kAnyone,    kOne, {{Own,     Subtree, Subtree, Subtree, Subtree,  Subtree, Subtree, No,      Subtree}}},
};
// clang-format on

bool holds(const std::vector<AccountName>& names, const AccountName& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_in(States states, const std::optional<State>& state) {
  return states == kAny || (state && (states & 1U << static_cast<unsigned>(*state)) != 0);
}

bool is_about_accounts(Action action) {
  return action == Action::AccountCreate || action == Action::AccountDisable || action == Action::AccountReset ||
         action == Action::AccountAssignRole;
}

/// What a trainee may do outside the sandbox.
bool is_for_trainees(Action action) {
  return action == Action::SandboxUse || action == Action::RegisterRead;
}

bool is_about_translation(Action action) {
  return action == Action::TranslationSubmit || action == Action::TranslationSignOff;
}

/// The rule of `action` whose states fit, or why none allows it: the reason that is closest to being allowed.
struct Search {
  const Rule* rule = nullptr;
  Denial reason = Denial::NoRole;
};

Search find_rule(const Actor& actor, Action action, const Resource& resource, const OrganisationTree& tree) {
  Search search;
  for (const Rule& rule : kRules) {
    if (rule.action != action) continue;
    for (const Grant& grant : actor.grants) {
      const Scope scope = role_index(grant.role) < kRoleCount ? rule.scopes[role_index(grant.role)] : No;
      if (scope == No) continue;
      if (!reaches(scope, relation(tree, grant.organisation, resource.organisation)))
        search.reason = std::max(search.reason, Denial::Organisation);
      else if (!is_in(rule.states, resource.state))
        search.reason = std::max(search.reason, Denial::State);
      else
        return {&rule, {}};
    }
  }
  return search;
}

/// Whether an administrator may grant or take `grant`: below his organisation every role but the auditor's, in it
/// none that is his equal or his judge. The site's administrator may grant all.
bool may_grant(const Actor& actor, const Grant& grant, const OrganisationTree& tree) {
  return std::any_of(actor.grants.begin(), actor.grants.end(), [&](const Grant& own) {
    if (own.role != Role::Administrator) return false;
    if (own.organisation.empty()) return true;
    if (grant.role == Role::Auditor) return false;
    const Relation to = relation(tree, own.organisation, grant.organisation);
    return to == Relation::Below || (to == Relation::Same && grant.role != Role::Administrator);
  });
}

std::optional<Denial> account_denial(const Actor& actor, Action action, const Resource& resource,
                                     const OrganisationTree& tree) {
  if (resource.account.empty() || resource.account == actor.account) return Denial::Self;
  if (action == Action::AccountAssignRole && resource.grants.empty()) return Denial::RoleNotForYou;
  for (const Grant& grant : resource.grants)
    if (!may_grant(actor, grant, tree)) return Denial::RoleNotForYou;
  return std::nullopt;
}

/// Different people who approved and did not write.
std::size_t independent_approvals(const Resource& resource) {
  std::vector<AccountName> people = resource.approvers;
  std::sort(people.begin(), people.end());
  people.erase(std::unique(people.begin(), people.end()), people.end());
  return static_cast<std::size_t>(std::count_if(
      people.begin(), people.end(), [&](const AccountName& person) { return !holds(resource.authors, person); }));
}

std::optional<Denial> independence_denial(const Actor& actor, const Rule& rule, const Resource& resource) {
  if (rule.independence == Independence::Anyone) return std::nullopt;
  // Without a known author nobody can be said to be another.
  if (resource.authors.empty() || actor.account.empty() || holds(resource.authors, actor.account))
    return Denial::Author;
  if (rule.independence == Independence::NewPerson && holds(resource.approvers, actor.account)) return Denial::Approver;
  return std::nullopt;
}

/// What protects the portal and the accounts whoever has the role.
std::optional<Denial> safeguard_denial(const Actor& actor, const Rule& rule, const Resource& resource) {
  if (rule.second_factor && (!actor.second_factor || actor.scopes)) return Denial::SecondFactor;
  if (const auto denied = independence_denial(actor, rule, resource)) return denied;
  const bool goes_out = rule.action == Action::DocumentPublish || rule.action == Action::DocumentSchedule;
  if (goes_out &&
      (resource.authors.empty() || independent_approvals(resource) < required_approvals(resource.sensitivity)))
    return Denial::Approvals;
  return std::nullopt;
}

}  // namespace

Actor make_actor(const content::Account& account, bool second_factor) {
  return {.account = account.name,
          .grants = account.grants,
          .languages = account.languages,
          .active = account.active,
          .sandbox = account.sandbox,
          .second_factor = second_factor,
          .scopes = std::nullopt};
}

Actor make_actor(const content::Account& account, const ActionSet& scopes) {
  Actor actor = make_actor(account, false);
  actor.scopes = scopes;
  return actor;
}

std::optional<Denial> denial(const Actor& actor, Action action, const Resource& resource,
                             const OrganisationTree& tree) {
  if (!actor.active) return Denial::Inactive;
  if (actor.sandbox && !resource.sandbox && !is_for_trainees(action)) return Denial::Sandbox;
  if (actor.scopes && !actor.scopes->contains(action)) return Denial::Scope;
  const Search search = find_rule(actor, action, resource, tree);
  if (search.rule == nullptr) return search.reason;
  if (is_about_translation(action) &&
      std::find(actor.languages.begin(), actor.languages.end(), resource.language) == actor.languages.end())
    return Denial::Language;
  if (is_about_accounts(action) || !resource.sandbox)
    if (const auto denied = safeguard_denial(actor, *search.rule, resource)) return denied;
  if (is_about_accounts(action)) return account_denial(actor, action, resource, tree);
  return std::nullopt;
}

std::string_view describe(Denial denial) {
  switch (denial) {
    case Denial::Inactive:
      return "the account is not active";
    case Denial::Sandbox:
      return "a trainee's account works in the sandbox only";
    case Denial::Scope:
      return "the key was not made for this";
    case Denial::NoRole:
      return "it needs a role that the account does not have";
    case Denial::Organisation:
      return "the account has no such role in this organisation";
    case Denial::State:
      return "not in the state that it is in";
    case Denial::Language:
      return "the account does not have this language";
    case Denial::SecondFactor:
      return "it needs a sign-in with a second factor";
    case Denial::Author:
      return "the author may not decide on it";
    case Denial::Approver:
      return "whoever has approved may not decide again";
    case Denial::Approvals:
      return "approvals are missing";
    case Denial::Self:
      return "nobody changes an account of his own";
    case Denial::RoleNotForYou:
      return "the role is granted by an administrator above";
  }
  return {};
}

Result<void> authorise(const Actor& actor, Action action, const Resource& resource, const OrganisationTree& tree) {
  const auto denied = denial(actor, action, resource, tree);
  if (!denied) return {};
  std::string message(action_name(action));
  message += " is not permitted: ";
  message += describe(*denied);
  return Error(ErrorCode::PermissionDenied, std::move(message));
}

}  // namespace sen::identity
