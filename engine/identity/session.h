#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/ids.h"
#include "engine/base/clock.h"
#include "engine/identity/vault.h"

namespace sen::identity {

/// What the browser holds in its cookie: 256 random bits in base64url. Only its hash is kept here.
using SessionToken = content::Name<struct SessionTokenKind>;

struct SessionLimits {
  std::chrono::minutes idle{30};
  std::chrono::minutes absolute{8 * 60};  ///< From the sign-in, whatever is done.
  std::size_t per_account = 20;           ///< One more ends the one that was longest idle.
};

/// Somebody who is signed in.
struct Session {
  std::string id;  ///< The hash of the token: to name it in a list and to end it; no secret.
  content::AccountName account;
  std::string client;  ///< As the browser calls itself, for the list of one's sessions; at most 200 bytes.
  Timestamp begun;
  Timestamp seen;                          ///< To the minute: a session is written at most once a minute.
  std::optional<Timestamp> second_factor;  ///< When a second factor was shown.
  Timestamp ends;                          ///< If nothing more is done: the earlier of idle and absolute expiry.
};

struct NewSession {
  SessionToken token;
  Session session;
};

/// Who is signed in (ASVS 5.0, chapter 7). Kept in the vault, so that sessions survive a restart. Thread-safe.
class Sessions {
 public:
  Sessions(Vault& vault, const Clock& clock, const SessionLimits& limits = {})
      : vault_(vault), clock_(clock), limits_(limits) {}

  /// `account` has signed in. `second_factor`: and has shown a second factor. Errors: as Vault::commit.
  Result<NewSession> begin(const content::AccountName& account, std::string_view client, bool second_factor);
  /// The session of `token`, which counts as used now. Idle expiry is exact to the minute, never late.
  /// Errors: NotFound if there is none, or it has expired or was ended; as Vault::commit.
  Result<Session> find(const SessionToken& token);
  /// The same session, with a second factor from now on if `second_factor`, under a new token: after every change of
  /// what it may do. The old token ends. Errors: as find().
  Result<NewSession> rotate(const SessionToken& token, bool second_factor);

  /// Signs out; a token without session is signed out already. Errors: as Vault::commit.
  Result<void> end(const SessionToken& token);
  /// Ends the session of `account` with this id. Errors: NotFound; as Vault::commit.
  Result<void> end(const content::AccountName& account, std::string_view id);
  /// Ends all sessions of `account` but `keep`: after a new password, or when the account is disabled.
  Result<void> end_all(const content::AccountName& account, const SessionToken& keep = {});
  /// The sessions of `account` that have not expired, last used first. Errors: Storage.
  Result<std::vector<Session>> list(const content::AccountName& account) const;
  /// Forgets what has expired; to be called now and then. Returns how many. Errors: as Vault::commit.
  Result<std::size_t> sweep();

 private:
  Result<std::vector<std::pair<VaultEntry, Session>>> all() const;
  Result<std::pair<VaultEntry, Session>> read(const SessionToken& token) const;
  Session decode(const VaultEntry& entry) const;
  Result<void> make_room(const content::AccountName& account);

  Vault& vault_;
  const Clock& clock_;
  const SessionLimits limits_;
};

/// What a form of this session carries to show that Sen made it (RFC 9110 knows no such thing; OWASP: HMAC-based
/// token): BLAKE2b under the session's token, which no other site knows. Changes with the token.
std::string csrf_token(const SessionToken& token);
/// Whether `given` is csrf_token(token), in constant time.
bool csrf_matches(const SessionToken& token, std::string_view given);

}  // namespace sen::identity
