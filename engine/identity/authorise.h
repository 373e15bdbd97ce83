#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/model/account.h"
#include "content/model/document.h"
#include "engine/identity/organisations.h"
#include "engine/identity/roles.h"

namespace sen::identity {

/// A role, for an organisation and those below it as far as the role reaches; an empty organisation is the site itself.
using Grant = content::RoleGrant;

/// Who asks, as the sign-in or the API key of this request shows him. What is left out allows nothing.
struct Actor {
  content::AccountName account;
  std::vector<Grant> grants;
  std::vector<content::Locale> languages;  ///< In which he translates or reviews.
  bool active = false;                     ///< The account is not disabled.
  bool sandbox = false;                    ///< A trainee: only the sandbox is there.
  bool second_factor = false;       ///< Signed in with TOTP, passkey or recovery code. Never true for an API key.
  std::optional<ActionSet> scopes;  ///< Set for an API key: nothing else is allowed.
};

/// Who asks when `account` has signed in.
Actor make_actor(const content::Account& account, bool second_factor);
/// Who asks when an API key of `account` with these scopes does.
Actor make_actor(const content::Account& account, const ActionSet& scopes);

/// How much care a document type asks for, as its type declares.
enum class Sensitivity { Ordinary, Sensitive };

/// Approvals by different people, none of them an author, before anything of this sensitivity is published.
constexpr std::size_t required_approvals(Sensitivity sensitivity) {
  return sensitivity == Sensitivity::Sensitive ? 2 : 1;
}

/// What the action is done to. What is left out allows nothing that depends on it.
struct Resource {
  /// Who answers for it today: for the documents of a former organisation, its successor. Empty: the site itself.
  content::OrganisationCode organisation;
  std::optional<content::State> state;  ///< Of the edition or dataset.
  Sensitivity sensitivity = Sensitivity::Sensitive;
  std::vector<content::AccountName> authors;    ///< Accounts that wrote the words in question, or started the request.
  std::vector<content::AccountName> approvers;  ///< Accounts that approved exactly these words.
  bool sandbox = false;  ///< Made in the training sandbox: it can never be public, and one person may play all parts.
  content::Locale language;      ///< Of a translation.
  content::AccountName account;  ///< The account that is made, disabled, reset or given a role.
  std::vector<Grant> grants;     ///< What changes (assign-role), is given at once (create), is held (disable, reset).
};

/// Why something is not allowed, in the order in which it is looked at. The desk has a sentence for each.
enum class Denial {
  Inactive,       ///< The account is disabled.
  Sandbox,        ///< A trainee's account, and not the sandbox.
  Scope,          ///< The API key was not made for this.
  NoRole,         ///< No role of the account allows this anywhere.
  Organisation,   ///< It does, but not in this organisation.
  State,          ///< It does, but not in the state that it is in.
  Language,       ///< The account does not have this language.
  SecondFactor,   ///< Sign in with a second factor first.
  Author,         ///< Nobody decides on his own words.
  Approver,       ///< Whoever has approved already does not decide again.
  Approvals,      ///< Approvals are missing.
  Self,           ///< Nobody changes his own account's roles, or disables it.
  RoleNotForYou,  ///< A role among the resource's grants is granted by somebody above.
};

/// Why `actor` may not do `action`; nothing if he may.
std::optional<Denial> denial(const Actor& actor, Action action, const Resource& resource, const OrganisationTree& tree);

/// The one decision on who may do what. Default deny: only what the table in authorise.cc allows.
/// Errors: PermissionDenied; the message names the action and the reason.
Result<void> authorise(const Actor& actor, Action action, const Resource& resource, const OrganisationTree& tree);

/// The reason as in the message of authorise(): `the author may not decide on it`.
std::string_view describe(Denial denial);

}  // namespace sen::identity
