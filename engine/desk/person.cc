#include "engine/desk/person.h"

namespace sen::desk {
using content::DeskRole;
using identity::Denial;

bool needs_second_factor(const content::Account& account) {
  if (account.sandbox) return false;
  return std::any_of(account.grants.begin(), account.grants.end(), [](const content::RoleGrant& grant) {
    return grant.role == DeskRole::Approver || grant.role == DeskRole::Administrator ||
           grant.role == DeskRole::PressOfficer;
  });
}

Result<bool> awaits_second_step(const identity::SecondFactors& factors, const Person& person) {
  if (person.session.second_factor) return false;
  return needs_second_factor(person.account) || SEN_TRY(factors.any(person.account.name));
}

bool may_somewhere(const identity::Actor& actor, identity::Action action) {
  const identity::ParentTable nobody_above;
  identity::Resource here;
  here.sandbox = actor.sandbox;
  const auto no = identity::denial(actor, action, here, nobody_above);
  return no != Denial::Inactive && no != Denial::Scope && no != Denial::NoRole;
}

}  // namespace sen::desk
