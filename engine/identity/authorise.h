#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/model/document.h"
#include "engine/identity/organisations.h"
#include "engine/identity/roles.h"

namespace sen::identity {

/// A role, at an organisation; an empty organisation is the site itself.
using Grant = content::RoleGrant;

/// Who asks, as the sign-in or the API key of this request shows him. What is left out allows nothing.
struct Actor {
  std::string account;
  std::vector<Grant> grants;
  std::vector<content::Locale> languages;  ///< In which he translates or reviews.
  bool active = false;                     ///< The account is not disabled.
  bool second_factor = false;       ///< Signed in with TOTP, passkey or recovery code. Never true for an API key.
  std::optional<ActionSet> scopes;  ///< Set for an API key: nothing else is allowed.
};

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
  std::vector<std::string> authors;    ///< Accounts that wrote the words in question, or started the request.
  std::vector<std::string> approvers;  ///< Accounts that approved exactly these words.
  content::Locale language;            ///< Of a translation.
  std::string account;                 ///< The account that is made, disabled, reset or given a role.
  std::vector<Grant> grants;  ///< What changes (assign-role), is given at once (create), is held (disable, reset).
};

/// Why something is not allowed, in the order in which it is looked at. The desk has a sentence for each.
enum class Denial {
  Inactive,       ///< The account is disabled.
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
