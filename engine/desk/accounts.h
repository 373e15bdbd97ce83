#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/account.h"
#include "content/model/change.h"
#include "content/model/vocabulary.h"
#include "engine/base/clock.h"
#include "engine/identity/one_time_link.h"
#include "engine/identity/vault.h"
#include "engine/store/store.h"

namespace sen::desk {

/// Makes and changes accounts: the record in the log, what opens it in the vault. Who may do so has been asked before:
/// by the page, or by being the operator at the command line. Thread-safe.
class Accounts {
 public:
  /// References must outlive it.
  Accounts(store::Store& store, identity::Vault& vault, const content::Vocabulary& vocabulary, const Clock& clock)
      : store_(store), vault_(vault), vocabulary_(vocabulary), clock_(clock), links_(vault, clock) {}

  /// A new account and the token of a link that sets its password, good for kLinkFor.
  /// Errors: InvalidInput names the field; Conflict if the name is taken; as Store::commit.
  Result<std::string> add(content::Account account, const content::Actor& by);
  /// The account as it shall be from now on. `reason`: what was done, for the audit: `give editor at mofa`.
  /// Errors: NotFound; Conflict if it changed since `based_on`; InvalidInput; as Store::commit.
  Result<void> change(content::Account account, content::Sequence based_on, const content::Actor& by,
                      std::string reason);
  /// It can do nothing from now on: sessions, links and API keys end. Errors: NotFound; as Store::commit.
  Result<void> disable(const content::AccountName& name, const content::Actor& by);
  Result<void> enable(const content::AccountName& name, const content::Actor& by);
  /// A link that sets a new password; the former one and the second factors are taken away,
  /// and all sessions end.
  /// Errors: NotFound; InvalidInput if the account is disabled.
  Result<std::string> reset(const content::AccountName& name, const content::Actor& by);

  static constexpr std::chrono::hours kLinkFor{72};

 private:
  Result<void> check(const content::Account& account, const store::Snapshot& snapshot) const;
  Result<void> set_active(const content::AccountName& name, bool active, const content::Actor& by);

  store::Store& store_;
  identity::Vault& vault_;
  const content::Vocabulary& vocabulary_;
  const Clock& clock_;
  identity::OneTimeLinks links_;
};

/// Whether `name` may be an account's: 2 to 64 of `a-z`, `0-9`, `.`, `-`, a letter first.
bool is_account_name(std::string_view name);

}  // namespace sen::desk
