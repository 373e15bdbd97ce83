#pragma once

#include <string_view>

#include "content/model/ids.h"
#include "engine/desk/person.h"
#include "engine/identity/password.h"
#include "engine/identity/vault.h"

namespace sen::desk {

/// What people prove with who they are. Kept in the vault, never in the log: `password/NAME` holds a hash.
/// Thread-safe.
class Credentials {
 public:
  Credentials(identity::Vault& vault, identity::PasswordHasher& hasher) : vault_(vault), hasher_(hasher) {}

  /// Whether `password` is that of `account`. For a name without password it is false and takes as long.
  /// Errors: Unavailable if too many ask at once; as Vault::get.
  Result<bool> check_password(const content::AccountName& account, std::string_view password);
  /// Errors: InvalidInput if it is not UTF-8; as Vault::commit.
  Result<void> set_password(const content::AccountName& account, std::string_view password);
  /// Errors: as Vault::get.
  Result<bool> has_password(const content::AccountName& account) const;

  /// Whether this session still has to show a second factor: the account needs one, and none was shown.
  Result<bool> awaits_second_step(const Person& person) const;

 private:
  identity::Vault& vault_;
  identity::PasswordHasher& hasher_;
};

}  // namespace sen::desk
