#pragma once

#include <optional>
#include <string>

#include "content/model/ids.h"
#include "engine/base/clock.h"
#include "engine/desk/form/form.h"
#include "engine/identity/session.h"
#include "engine/identity/vault.h"

namespace sen::desk {

/// A form whose session had ended when it was sent.
struct KeptForm {
  std::string path;    ///< Where it was sent to.
  http::Pairs fields;  ///< Without passwords, codes and the CSRF token.
};

/// Keeps what people wrote when their session ended before they sent it, so that they find it again after signing in.
/// In the vault: `seat/HASH` says whose a session was for a day beyond its end, `kept/NAME/NNN` holds the newest form
/// of an account for a day. Thread-safe.
class KeptForms {
 public:
  KeptForms(identity::Vault& vault, const Clock& clock) : vault_(vault), clock_(clock) {}

  /// A session of `account` has begun. Errors of all: as Vault::commit.
  Result<void> begin(const identity::SessionToken& token, const content::AccountName& account);
  /// It was ended on purpose.
  Result<void> end(const identity::SessionToken& token);
  /// Whose session `token` was; nothing if there was none, or it was ended on purpose or long ago.
  Result<std::optional<content::AccountName>> whose(const identity::SessionToken& token) const;

  /// Keeps the form in place of a former one of this account.
  Result<void> keep(const content::AccountName& account, const std::string& path, const Form& form);
  Result<std::optional<KeptForm>> find(const content::AccountName& account) const;
  Result<void> drop(const content::AccountName& account);

 private:
  Result<void> sweep(std::string_view prefix);

  identity::Vault& vault_;
  const Clock& clock_;
};

/// Whether a field may be kept and shown again: no password, code, secret or token.
bool may_be_kept(std::string_view field);

}  // namespace sen::desk
