#pragma once

#include "content/model/account.h"
#include "engine/identity/authorise.h"
#include "engine/identity/second_factors.h"
#include "engine/identity/session.h"

namespace sen::desk {

/// Somebody who is signed in: the account as the log has it, and the session that shows it.
struct Person {
  content::Account account;
  identity::Session session;
  identity::SessionToken token;
  identity::Actor actor;
};

/// Whether this account's sessions count only with a second factor: it approves, administers, or speaks to the press
/// (accreditation, emergencies). A trainee's never: nothing that it does leaves the training.
bool needs_second_factor(const content::Account& account);

/// Whether this session still has to show a second factor: the account needs one or has one, and none was shown.
/// Errors: Storage.
Result<bool> awaits_second_step(const identity::SecondFactors& factors, const Person& person);

/// Whether the person may do `action` anywhere at all: what the navigation shows, and the first question at the door.
bool may_somewhere(const identity::Actor& actor, identity::Action action);

}  // namespace sen::desk
