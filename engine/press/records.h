#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/clock.h"
#include "engine/identity/vault.h"

/// What journalists send, kept in a vault of its own (`DIR/press`, docs/formats/press.md): it is personal, so it is
/// never in the change log, which forgets nothing and is copied to replicas; and what is deleted leaves the disk.
namespace sen::press {

/// Something that a journalist sent: known to officers by its number, to the journalist by a private address.
struct Receipt {
  std::string number;  ///< `Q-2026-0001`, `A-2026-0001`
  std::string token;   ///< Of the private address; only its hash is kept.
};

/// A number of this year that no other record of the prefix has, and the edit and expectation that take it.
struct FreeNumber {
  std::string number;
  identity::VaultEntry edit;
  identity::VaultEntry expected;
};
/// `letter`: `Q`, `A`. Errors: Storage.
Result<FreeNumber> free_number(const identity::Vault& vault, std::string_view letter, Timestamp now);

/// Whether `text` is what free_number() gives for `letter`: what an address may name.
bool is_number(std::string_view letter, std::string_view text);

inline constexpr std::size_t kMostEmail = 254;
/// Whether `text` may be an e-mail address: one `@` between a name and a host with a dot, no spaces, at most kMostEmail
/// bytes (RFC 5321, section 4.5.3.1.3).
bool is_email(std::string_view text);

/// What an officer writes to a journalist, in code points.
inline constexpr std::size_t kMostReply = 4'000;
/// Errors: InvalidInput, naming `field`, if the text is empty or longer than kMostReply.
Result<void> check_reply(std::string_view field, std::string_view text);

}  // namespace sen::press
