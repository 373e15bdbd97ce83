#pragma once

#include <bitset>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

#include "content/model/account.h"
#include "engine/base/result.h"

namespace sen::identity {

/// What somebody may do for an organisation; the names below stand in commands and the audit: never rename.
using Role = content::DeskRole;
inline constexpr std::size_t kRoleCount = 9;
/// The role's place in a table of kRoleCount, from 0. What was stored as another number is in none: kRoleCount or more.
constexpr std::size_t role_index(Role role) {
  return static_cast<std::size_t>(role) - 1;
}

/// `contributor`, `language-reviewer` …
std::string_view role_name(Role role);
/// Errors: InvalidInput if there is no such role.
Result<Role> parse_role(std::string_view name);

/// What somebody may be allowed to do. Names (`document.approve`) stand in the scopes of API keys: never rename.
enum class Action : std::uint8_t {
  PackageUpload,
  DocumentRead,  ///< What is not public: drafts, reports, comments, history.
  DocumentDraft,
  DocumentEdit,
  DocumentSubmit,
  DocumentReview,
  DocumentReturn,
  DocumentApprove,
  DocumentCosign,  ///< Approves for another organisation that was asked; the resource names that organisation.
  DocumentPublish,
  DocumentSchedule,
  DocumentWithdraw,
  DocumentRetract,
  DocumentCorrect,
  DocumentArchive,
  EmergencyStart,    ///< The first of the two people of an emergency publication.
  EmergencyConfirm,  ///< The second.
  EmergencyReview,   ///< The review that must follow, by a third.
  TranslationRequest,
  TranslationSubmit,
  TranslationSignOff,
  DatasetSubmit,
  DatasetApprove,
  PressStatement,
  PressIncident,
  PressQuestion,
  PressAccredit,
  AccountCreate,
  AccountDisable,
  AccountReset,  ///< A new one-time link, second factors taken away.
  AccountAssignRole,
  OrganisationEdit,
  OrganisationMerge,
  OrganisationSplit,
  OrganisationDelegate,  ///< Makes an organisation below the one that the resource names.
  KeyCreate,             ///< Signing keys of an organisation. One's own API keys need no right of their own.
  KeyRevoke,
  AuditRead,
  AuditExport,
  RegisterRead,  ///< The officer register: who is responsible where.
  SandboxUse,    ///< Everything inside the training sandbox; nothing there reaches the portal.
};
inline constexpr std::size_t kActionCount = 41;

/// `document.approve`
std::string_view action_name(Action action);
/// Errors: InvalidInput if there is no such action.
Result<Action> parse_action(std::string_view name);
/// In the order of the enumeration.
std::span<const Action> all_actions();

/// A set of actions: the scopes of an API key.
class ActionSet {
 public:
  ActionSet() = default;
  ActionSet(std::initializer_list<Action> actions) {
    for (const Action action : actions) add(action);
  }
  void add(Action action) { bits_.set(static_cast<std::size_t>(action)); }
  bool contains(Action action) const { return bits_.test(static_cast<std::size_t>(action)); }
  bool operator==(const ActionSet&) const = default;

 private:
  std::bitset<kActionCount> bits_;
};

}  // namespace sen::identity
