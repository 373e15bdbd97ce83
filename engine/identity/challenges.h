#pragma once

#include <string>
#include <string_view>

#include "engine/base/clock.h"
#include "engine/identity/vault.h"

namespace sen::identity {

/// The challenges of passkey ceremonies: one a session at a time, good for five minutes, taken once. Thread-safe.
class Challenges {
 public:
  Challenges(Vault& vault, const Clock& clock) : vault_(vault), clock_(clock) {}

  /// 32 random bytes for the ceremony that begins in `session` (Session::id); a former one ends. Errors: as
  /// Vault::commit.
  Result<std::string> make(std::string_view session);
  /// The challenge of `session`, which ends with that. Errors: NotFound if there is none or it has expired; as
  /// Vault::commit.
  Result<std::string> take(std::string_view session);
  /// Forgets what has expired. Returns how many. Errors: as Vault::commit.
  Result<std::size_t> sweep();

 private:
  Vault& vault_;
  const Clock& clock_;
};

}  // namespace sen::identity
