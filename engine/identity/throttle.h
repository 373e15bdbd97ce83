#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "content/model/ids.h"
#include "engine/base/clock.h"
#include "engine/base/mutex.h"

namespace sen::identity {

/// `tries` at once, and one more each `tries`-th part of `per`.
struct Allowance {
  std::uint32_t tries;
  std::chrono::seconds per;
};

struct ThrottleOptions {
  Allowance of_client{20, std::chrono::minutes(15)};  ///< Wrong tries of one client, whatever the account.
  Allowance of_account{10,
                       std::chrono::minutes(15)};  ///< Wrong passwords for one account from clients it does not know.
  Allowance of_known_client{10, std::chrono::minutes(15)};  ///< Wrong passwords for an account from one that it knows.
  Allowance of_codes{10, std::chrono::hours(1)};            ///< Wrong six-digit codes for one account and client.
  Allowance of_all_codes{
      100, std::chrono::hours(24)};    ///< Wrong six-digit codes for one account from clients it does not know.
  std::size_t slots = 65'536;          ///< Of each of five tables, 8 bytes each.
  std::size_t known_clients = 20'000;  ///< The one that was longest away is forgotten first.
};

/// What may be tried now.
struct Admission {
  enum class Kind {
    Open,               ///< Look at the password, or the code.
    SecondFactorFirst,  ///< Many strangers guess: look at the password only after a right code, six digits as far as
                        ///< code() allows or a recovery code.
    Wait,               ///< Look at nothing before `retry_after`.
  } kind = Kind::Open;
  std::chrono::seconds retry_after{0};
};

/// Slows the guessing of passwords and codes without locking out whom they belong to: strangers to an account share
/// what it allows, a client that it knows (because it signed in from there before) has its own. When strangers, or
/// those who share its address, used it up, a recovery code still opens the way, and so do six digits until wrong ones
/// have used up what is allowed of those. Recovery codes and passkeys (after the password) cannot be guessed and are
/// never slowed per account. Memory is bounded and nobody can push another's counts out: a count is a slot of a table,
/// chosen by a keyed hash, which it shares with others by chance; so a limit may be met early, never late. In memory
/// only: a restart forgets. Thread-safe.
///
/// A client is what the caller can tell apart: a network address, of which network_of() counts, or the id in a signed
/// cookie.
class SignInThrottle {
 public:
  explicit SignInThrottle(const Clock& clock, const ThrottleOptions& options = {});

  /// Whether a password for `account` from `client` may be looked at. `has_second_factor`: the account has one, so that
  /// it can be asked for first; otherwise a stranger waits. Asking does not count.
  Admission password(const content::AccountName& account, std::string_view client, bool has_second_factor);
  /// Whether a six-digit code may be looked at: Open or Wait. Asking does not count.
  Admission code(const content::AccountName& account, std::string_view client);

  /// A wrong password, or a name that does not exist.
  void wrong_password(const content::AccountName& account, std::string_view client);
  void wrong_code(const content::AccountName& account, std::string_view client);
  /// A whole sign-in succeeded: the account knows the client from now on, and their own counts begin anew. The client's
  /// and the account's shared counts stay: an attacker with one account of his own gains nothing.
  void signed_in(const content::AccountName& account, std::string_view client);

 private:
  /// Tries that leak away with time (GCRA, ITU-T I.371, annex A).
  struct Slot {
    std::int64_t empty_at = 0;  ///< When no try is remembered any more; milliseconds since 1970.
  };
  using Table = std::vector<Slot>;
  enum class Count : std::size_t { Client, Account, KnownClient, Codes, AllCodes };
  static constexpr std::size_t kCounts = 5;

  const Allowance& allowance(Count count) const;
  Slot& slot(Count count, std::string_view name) SEN_REQUIRES(mutex_);
  std::chrono::milliseconds wait(Count count, std::string_view name) SEN_REQUIRES(mutex_);
  void add(Count count, std::string_view name) SEN_REQUIRES(mutex_);
  bool knows(const std::string& pair) SEN_REQUIRES(mutex_);

  const Clock& clock_;
  const ThrottleOptions options_;
  const std::string key_;
  Mutex mutex_;
  std::array<Table, kCounts> tables_ SEN_GUARDED_BY(mutex_);
  std::list<std::string> known_order_ SEN_GUARDED_BY(mutex_);  ///< Last seen first.
  std::unordered_map<std::string, std::list<std::string>::iterator> known_ SEN_GUARDED_BY(mutex_);
};

}  // namespace sen::identity
