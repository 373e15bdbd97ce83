#include "engine/identity/password.h"

#include <sodium.h>

#include <cassert>
#include <set>

#include "engine/base/bytes.h"
#include "engine/base/text.h"
#include "engine/identity/secret.h"

namespace sen::identity {
namespace {

constexpr std::size_t kLeastCodePoints = 12;
constexpr std::size_t kMostCodePoints = 256;
constexpr std::size_t kLeastKinds = 5;
/// A shorter account name stands in many words.
constexpr std::size_t kLeastName = 3;

/// Beginnings of what is guessed first, in lower case: with digits and signs behind they make twelve characters.
constexpr std::array<std::string_view, 24> kCommon = {
    "password", "passw0rd",  "p@ssword",   "p@ssw0rd",  "matkhau",   "administrator", "welcome",  "letmein",
    "iloveyou", "anhyeuem",  "emyeuanh",   "vietnam",   "hochiminh", "changeme",      "qwertyui", "asdfghjk",
    "1qaz2wsx", "123456789", "0123456789", "987654321", "q1w2e3r4",  "abcdefgh",      "zxcvbnm",  "football",
};

/// Whether nothing but digits and signs is behind one of the common beginnings.
bool is_common(std::string_view lower) {
  for (const std::string_view word : kCommon) {
    if (!lower.starts_with(word)) continue;
    const std::string_view rest = lower.substr(word.size());
    if (rest.find_first_not_of("0123456789!@#$%^&*()-_=+.,? ") == std::string_view::npos || rest == word) return true;
  }
  return false;
}

/// The key of argon2id: the keyed hash as text.
Result<std::string> prepare(std::string_view key, std::string_view password) {
  return to_hex(keyed_hash(key, SEN_TRY(to_nfc(password))));
}

Error no_memory() {
  return Error(ErrorCode::Unavailable, "there is no memory for a password hash");
}

}  // namespace

/// Holds one of the places in which hashes are made.
class PasswordHasher::Turn {
 public:
  static Result<std::unique_ptr<Turn>> take(PasswordHasher& hasher) {
    SEN_TRY(hasher.wait_for_turn());
    return std::make_unique<Turn>(hasher);
  }
  explicit Turn(PasswordHasher& hasher) : hasher_(hasher) {}
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() { hasher_.end_turn(); }

 private:
  PasswordHasher& hasher_;
};

PasswordHasher::PasswordHasher(std::string key, const PasswordOptions& options)
    : key_(std::move(key)), options_(options) {
  assert(key_.size() == kTokenBytes && "open_secret_key() gives 32 bytes");
}

Result<void> PasswordHasher::wait_for_turn() {
  MutexLock lock(mutex_);
  if (running_ >= options_.at_once) {
    if (waiting_ >= options_.waiting)
      return Error(ErrorCode::Unavailable, "too many people sign in at once; try again in a few seconds");
    ++waiting_;
    while (running_ >= options_.at_once) free_.wait(lock.native());
    --waiting_;
  }
  ++running_;
  return {};
}

void PasswordHasher::end_turn() {
  {
    const MutexLock lock(mutex_);
    --running_;
  }
  free_.notify_one();
}

Result<std::string> PasswordHasher::hash(std::string_view password) {
  const std::string prepared = SEN_TRY(prepare(key_, password));
  const auto turn = SEN_TRY(Turn::take(*this));
  std::array<char, crypto_pwhash_argon2id_STRBYTES> text{};
  if (crypto_pwhash_argon2id_str(text.data(), prepared.data(), prepared.size(), options_.cost.passes,
                                 options_.cost.memory_bytes) != 0)
    return no_memory();
  return std::string(text.data());
}

Result<bool> PasswordHasher::verify(std::string_view hash, std::string_view password) {
  const auto prepared = prepare(key_, password);
  if (hash.empty() || !prepared) {
    SEN_TRY(this->hash("no such account"));
    return false;
  }
  const auto turn = SEN_TRY(Turn::take(*this));
  return crypto_pwhash_argon2id_str_verify(std::string(hash).c_str(), prepared->data(), prepared->size()) == 0;
}

bool PasswordHasher::needs_rehash(const std::string& hash) const {
  return crypto_pwhash_argon2id_str_needs_rehash(hash.c_str(), options_.cost.passes, options_.cost.memory_bytes) != 0;
}

std::optional<PasswordFault> password_fault(std::string_view password, const content::AccountName& account) {
  const auto text = to_nfc(password);
  if (!text) return PasswordFault::NotText;
  std::set<char32_t> kinds;
  std::size_t count = 0;
  for (std::size_t at = 0; at < text->size(); ++count) {
    const char32_t c = next_code_point(*text, at);
    if (c < U' ' || c == 0x7F) return PasswordFault::NotText;
    kinds.insert(c);
  }
  if (count < kLeastCodePoints) return PasswordFault::TooShort;
  if (count > kMostCodePoints) return PasswordFault::TooLong;
  const std::string lower = to_lower_ascii(*text);
  const std::string name = to_lower_ascii(account.value.substr(0, account.value.find('@')));
  if (name.size() >= kLeastName && lower.find(name) != std::string::npos) return PasswordFault::HoldsAccount;
  if (kinds.size() < kLeastKinds) return PasswordFault::Repetitive;
  if (is_common(lower)) return PasswordFault::Common;
  return std::nullopt;
}

}  // namespace sen::identity
