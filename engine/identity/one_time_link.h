#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "content/model/ids.h"
#include "engine/base/clock.h"
#include "engine/identity/vault.h"

namespace sen::identity {

/// What a one-time link lets its holder do. Stored by name.
enum class LinkPurpose { FirstSignIn, Invitation, Reset };

/// Whom a link was made for.
struct LinkHolder {
  LinkPurpose purpose;
  content::AccountName account;
  Timestamp expires;
};

/// Links that work once: to set a first password, to take up an invitation, to set a new one. The token is 256 random
/// bits and only its hash is kept. Thread-safe.
class OneTimeLinks {
 public:
  OneTimeLinks(Vault& vault, const Clock& clock) : vault_(vault), clock_(clock) {}

  /// A token for `account`; a former one of the same purpose ends. Errors: as Vault::commit.
  Result<std::string> make(LinkPurpose purpose, const content::AccountName& account, std::chrono::hours lifetime);
  /// Whom `token` is for, without using it up: for the page that it leads to, which programs may fetch before the
  /// reader. Errors: NotFound if it is unknown, used or expired; Storage.
  Result<LinkHolder> peek(std::string_view token) const;
  /// peek(), and ends it: of two who try at the same moment one succeeds. Errors: as peek() and Vault::commit.
  Result<LinkHolder> redeem(std::string_view token);
  /// Ends all links of `account`. Errors: as Vault::commit.
  Result<void> end_all(const content::AccountName& account);
  /// Forgets what has expired. Returns how many. Errors: as Vault::commit.
  Result<std::size_t> sweep();

 private:
  Vault& vault_;
  const Clock& clock_;
};

}  // namespace sen::identity
