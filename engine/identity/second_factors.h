#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/ids.h"
#include "engine/base/clock.h"
#include "engine/identity/vault.h"
#include "engine/identity/webauthn.h"

namespace sen::identity {

/// A passkey of an account, as it is listed to its owner.
struct Passkey {
  webauthn::Credential credential;
  std::string label;  ///< As its owner calls it; at most 200 bytes of UTF-8.
  Timestamp added;
  std::optional<Timestamp> last_used;
};

/// The second factors of every account: an authenticator's secret, recovery codes, passkeys. In the vault under
/// `totp/NAME`, `recovery/NAME`, `passkey/NAME/ID`. What was shown once is not taken again, even if two try at the same
/// moment. Thread-safe.
class SecondFactors {
 public:
  SecondFactors(Vault& vault, const Clock& clock) : vault_(vault), clock_(clock) {}

  /// Whether the account has TOTP or a passkey. Errors: Storage, as in all that follow; as Vault::commit where they
  /// write.
  Result<bool> any(const content::AccountName& account) const;

  /// Takes `secret`, a former one ends, if `code` is right for it: so that nobody enrols what does not work.
  /// False: it is wrong.
  Result<bool> enrol_totp(const content::AccountName& account, std::string_view secret, std::string_view code);
  Result<bool> has_totp(const content::AccountName& account) const;
  /// Whether `code` is right and was not used before.
  Result<bool> check_totp(const content::AccountName& account, std::string_view code);
  Result<void> remove_totp(const content::AccountName& account);

  /// Ten new codes; the former end. They are shown once.
  Result<std::vector<std::string>> renew_recovery_codes(const content::AccountName& account);
  /// How many have not been used.
  Result<std::size_t> recovery_codes_left(const content::AccountName& account) const;
  /// Whether `code` is one that was not used; it ends.
  Result<bool> check_recovery_code(const content::AccountName& account, std::string_view code);

  /// Errors: Conflict if the authenticator is there already; InvalidInput if the label is too long.
  Result<void> add_passkey(const content::AccountName& account, const webauthn::Credential& credential,
                           std::string_view label);
  /// In order of adding.
  Result<std::vector<Passkey>> passkeys(const content::AccountName& account) const;
  /// Whether `assertion` answers `expected` with one of the account's passkeys; keeps its counter.
  /// Errors: PermissionDenied with what is wrong; as Vault::commit.
  Result<void> check_passkey(const content::AccountName& account, const webauthn::Expectation& expected,
                             const webauthn::Assertion& assertion);
  /// Errors: NotFound.
  Result<void> remove_passkey(const content::AccountName& account, std::string_view id);

  /// Takes all of them away: a reset by an administrator.
  Result<void> remove_all(const content::AccountName& account);

 private:
  Vault& vault_;
  const Clock& clock_;
};

}  // namespace sen::identity
