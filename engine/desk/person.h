#pragma once

#include "content/model/account.h"
#include "engine/identity/authorise.h"
#include "engine/identity/session.h"

namespace sen::desk {

/// Somebody who is signed in: the account as the log has it, and the session that shows it.
struct Person {
  content::Account account;
  identity::Session session;
  identity::SessionToken token;
  identity::Actor actor;
};

/// Whether this account's sessions count only with a second factor: it approves, or administers.
bool needs_second_factor(const content::Account& account);

/// Whether the person may do `action` anywhere at all: what the navigation shows, and the first question at the door.
bool may_somewhere(const identity::Actor& actor, identity::Action action);

}  // namespace sen::desk
