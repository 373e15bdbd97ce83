#pragma once

#include <condition_variable>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "content/model/ids.h"
#include "engine/base/mutex.h"
#include "engine/base/result.h"

namespace sen::identity {

/// What argon2id costs (RFC 9106); one lane. The defaults take about 0.15 s and 64 MiB.
struct PasswordCost {
  std::uint64_t passes = 3;
  std::size_t memory_bytes = std::size_t{64} * 1024 * 1024;
};

struct PasswordOptions {
  PasswordCost cost;
  int at_once = 2;   ///< Hashes that are made at the same time: bounds the memory.
  int waiting = 16;  ///< Callers that wait for their turn.
};

/// Hashes passwords by argon2id. The password, in NFC, goes through a keyed BLAKE2b first, so that the hashes are of no
/// use without the key, and its length does not matter. Thread-safe.
class PasswordHasher {
 public:
  /// `key`: 32 bytes, kept in a file apart from the hashes (open_secret_key).
  explicit PasswordHasher(std::string key, const PasswordOptions& options = {});

  /// The hash to keep: `$argon2id$v=19$m=65536,t=3,p=1$…`.
  /// Errors: InvalidInput if it is not UTF-8; Unavailable if too many wait or there is no memory.
  Result<std::string> hash(std::string_view password);
  /// Whether `hash` was made of `password`. For an account that does not exist give an empty hash: it takes as long and
  /// is false, so that the time does not tell. Errors: Unavailable as in hash().
  Result<bool> verify(std::string_view hash, std::string_view password);
  /// Whether `hash` was made at another cost than today's: make it anew after the next right password.
  bool needs_rehash(const std::string& hash) const;

 private:
  class Turn;
  Result<void> wait_for_turn();
  void end_turn();

  const std::string key_;
  const PasswordOptions options_;
  Mutex mutex_;
  std::condition_variable free_;
  int running_ SEN_GUARDED_BY(mutex_) = 0;
  int waiting_ SEN_GUARDED_BY(mutex_) = 0;
};

/// What is wrong with a new password. The desk has a sentence for each.
enum class PasswordFault {
  TooShort,      ///< Fewer than 12 code points.
  TooLong,       ///< More than 256 code points.
  NotText,       ///< Not UTF-8, or with control characters.
  HoldsAccount,  ///< Contains the account name, or the part of an address before the `@`.
  Common,        ///< Among those that are guessed first, or a run of the keyboard.
  Repetitive,    ///< Fewer than five different characters.
};

/// The first fault of `password` for `account`; nothing if it may be used (NIST SP 800-63B, section 5.1.1.2:
/// length and known words count, a mixture of kinds of characters does not).
std::optional<PasswordFault> password_fault(std::string_view password, const content::AccountName& account);

}  // namespace sen::identity
