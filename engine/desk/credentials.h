#pragma once

#include <string>
#include <string_view>

#include "content/model/ids.h"
#include "engine/identity/password.h"
#include "engine/identity/vault.h"

namespace sen::desk {

/// Passwords. Kept in the vault, never in the log: `password/NAME` holds a hash. Thread-safe.
class Credentials {
 public:
  Credentials(identity::Vault& vault, identity::PasswordHasher& hasher) : vault_(vault), hasher_(hasher) {}

  /// Whether `password` is that of `account`. For a name without password it is false and takes as long.
  /// Errors: Unavailable if too many ask at once; as Vault::get.
  Result<bool> check_password(const content::AccountName& account, std::string_view password);
  /// What to keep of `password`, so that the slow step comes before a one-time link is used up.
  /// Errors: InvalidInput if it is not UTF-8; Unavailable.
  Result<std::string> hash(std::string_view password) { return hasher_.hash(password); }
  /// Keeps what hash() gave. Errors: as Vault::commit.
  Result<void> keep(const content::AccountName& account, std::string hash);
  /// Errors: as Vault::commit.
  Result<void> set_password(const content::AccountName& account, std::string_view password);

 private:
  identity::Vault& vault_;
  identity::PasswordHasher& hasher_;
};

/// Where the vault has the hash of an account's password.
std::string password_key(const content::AccountName& account);

}  // namespace sen::desk
