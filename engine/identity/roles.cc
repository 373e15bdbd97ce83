#include "engine/identity/roles.h"

#include <algorithm>

namespace sen::identity {
namespace {

constexpr std::array<std::string_view, kRoleCount> kRoleNames = {
    "contributor",  "editor",        "approver", "translator",    "language-reviewer",
    "data-steward", "press-officer", "auditor",  "administrator",
};

constexpr std::array<std::string_view, kActionCount> kActionNames = {
    "package.upload",       "document.read",     "document.draft",     "document.edit",       "document.submit",
    "document.review",      "document.return",   "document.approve",   "document.cosign",     "document.publish",
    "document.schedule",    "document.withdraw", "document.retract",   "document.correct",    "document.archive",
    "emergency.start",      "emergency.confirm", "emergency.review",   "translation.request", "translation.submit",
    "translation.sign-off", "dataset.submit",    "dataset.approve",    "press.statement",     "press.incident",
    "press.question",       "press.accredit",    "account.create",     "account.disable",     "account.reset",
    "account.assign-role",  "organisation.edit", "organisation.merge", "organisation.split",  "organisation.delegate",
    "key.create",           "key.revoke",        "audit.read",         "audit.export",        "register.read",
    "sandbox.use",
};
static_assert(!kActionNames.back().empty() && static_cast<std::size_t>(Action::SandboxUse) + 1 == kActionCount);
static_assert(role_index(Role::Contributor) == 0 && role_index(Role::Administrator) + 1 == kRoleCount);

/// The place of `name` in `names`; nothing if it is not there.
std::optional<std::size_t> place_of(std::string_view name, std::span<const std::string_view> names) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names.begin());
}

constexpr std::array<Action, kActionCount> kActions = [] {
  std::array<Action, kActionCount> actions{};
  for (std::size_t i = 0; i < kActionCount; ++i) actions[i] = static_cast<Action>(i);
  return actions;
}();

}  // namespace

std::string_view role_name(Role role) {
  return role_index(role) < kRoleCount ? kRoleNames[role_index(role)] : std::string_view();
}

Result<Role> parse_role(std::string_view name) {
  if (const auto place = place_of(name, kRoleNames)) return static_cast<Role>(*place + 1);
  return Error(ErrorCode::InvalidInput, "there is no such role");
}

std::string_view action_name(Action action) {
  return kActionNames[static_cast<std::size_t>(action)];
}

Result<Action> parse_action(std::string_view name) {
  if (const auto place = place_of(name, kActionNames)) return static_cast<Action>(*place);
  return Error(ErrorCode::InvalidInput, "there is no such action");
}

std::span<const Action> all_actions() {
  return kActions;
}

}  // namespace sen::identity
