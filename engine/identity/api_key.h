#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/ids.h"
#include "engine/base/clock.h"
#include "engine/identity/roles.h"
#include "engine/identity/vault.h"

namespace sen::identity {

/// A program's way in. It acts for its account and can do less: only its scopes, and nothing that asks for a second
/// factor.
struct ApiKey {
  std::string id;  ///< Ten characters of `a-z2-7`; no secret.
  content::AccountName account;
  std::string label;  ///< What it is for; at most 200 bytes of UTF-8.
  ActionSet scopes;
  Timestamp created;
  Timestamp expires;
  std::optional<Timestamp> last_used;  ///< To the minute.
};

struct NewApiKey {
  std::string token;  ///< `sen_` and 43 characters; shown once, never kept.
  ApiKey key;
};

/// The API keys. The prefix `sen_` lets scanners find one that was published by mistake. Thread-safe.
class ApiKeys {
 public:
  /// No key lives longer.
  static constexpr std::chrono::hours kLongest{24 * 366};

  ApiKeys(Vault& vault, const Clock& clock) : vault_(vault), clock_(clock) {}

  /// Errors: InvalidInput without scopes, with a lifetime of nothing or over kLongest, or with a label that is too
  /// long; as Vault::commit.
  Result<NewApiKey> make(const content::AccountName& account, std::string_view label, const ActionSet& scopes,
                         std::chrono::hours lifetime);
  /// The key of `token`, which counts as used now. Errors: NotFound if it is unknown, revoked or expired; as
  /// Vault::commit.
  Result<ApiKey> find(std::string_view token);
  /// All keys of `account`, expired ones too, newest first. Errors: Storage.
  Result<std::vector<ApiKey>> list(const content::AccountName& account) const;
  /// From now on it opens nothing. Errors: NotFound if `account` has no such key; as Vault::commit.
  Result<void> revoke(const content::AccountName& account, std::string_view id);
  /// Revokes all keys of `account`. Errors: as Vault::commit.
  Result<void> revoke_all(const content::AccountName& account);

 private:
  Vault& vault_;
  const Clock& clock_;
};

}  // namespace sen::identity
