#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/ids.h"
#include "engine/press/records.h"

namespace sen::press {

/// A journalist who asked to read material under embargo. All of it is personal data.
struct Accreditation {
  /// Stored by name.
  enum class State { Waiting, Accepted, Declined, Revoked };

  std::string number;
  std::string name;
  std::string medium;
  std::string email;
  content::Locale language;
  std::string about;  ///< What the person reports on, and for whom.
  std::string proof;  ///< Address of a page that shows the work; may be empty.
  State state = State::Waiting;
  Timestamp applied;
  std::optional<Timestamp> decided;
  content::AccountName decided_by;
  std::string reason;                ///< Why it was declined or revoked, as the journalist reads it.
  std::optional<Timestamp> expires;  ///< Of an accepted one.

  bool is_valid(Timestamp now) const { return state == State::Accepted && expires && now < *expires; }
};

/// That somebody opened something under embargo.
struct Access {
  Timestamp at;
  content::ContentId document;
};

struct AccreditationOptions {
  std::chrono::hours valid{24 * 365};  ///< From the decision.
  std::chrono::hours link{72};         ///< How long a sign-in link waits.
  std::chrono::hours idle{12};         ///< A session ends without use after this,
  std::chrono::hours session{24 * 7};  ///< and after this in any case.
  std::chrono::hours waits{24 * 60};   ///< For a decision; then the application is deleted.
  std::chrono::hours kept{24 * 30};    ///< From a refusal, a revocation or the end until the record is deleted.
  std::size_t most = 5'000;            ///< Records at a time; more are refused as Unavailable.
  std::size_t most_accesses = 500;     ///< Kept of each, the newest.
};

/// Who of the press may read what is under embargo: applications, decisions, one-time links, sessions and the record of
/// what was opened. A revocation ends links and sessions in the same commit. Thread-safe.
class Accreditations {
 public:
  Accreditations(identity::Vault& vault, const Clock& clock, AccreditationOptions options = {})
      : vault_(vault), clock_(clock), options_(options) {}

  /// Keeps the application. Errors: Unavailable if there are too many; as Vault::commit.
  Result<Receipt> apply(Accreditation application);
  /// By the token of its private address. Errors: NotFound; Storage.
  Result<Accreditation> by_token(std::string_view token) const;
  Result<Accreditation> find(std::string_view number) const;
  /// Those that wait first, the oldest at the top; then the others, the newest decision first.
  Result<std::vector<Accreditation>> list() const;

  /// Errors of all: NotFound; InvalidInput if its state does not allow it; Conflict; as Vault::commit.
  Result<void> accept(std::string_view number, const content::AccountName& by);
  Result<void> decline(std::string_view number, const content::AccountName& by, const std::string& reason);
  /// From the next request on nothing is open any more.
  Result<void> revoke(std::string_view number, const content::AccountName& by, const std::string& reason);

  /// Removes it with its links, sessions and openings and its private address for ever.
  Result<void> erase(std::string_view number);

  /// The token of a link that opens the press area once; a former one ends.
  /// Errors: NotFound; InvalidInput if the accreditation is not valid; as Vault::commit.
  Result<std::string> make_link(std::string_view number);
  /// Whom a link is for, without using it up. Errors: NotFound if it is unknown, used or expired.
  Result<Accreditation> peek(std::string_view link) const;
  /// The token of a session; the link ends. Errors: as peek() and Vault::commit.
  Result<std::string> redeem(std::string_view link);
  /// Whose session it is. Errors: NotFound if it has ended, or the accreditation has.
  Result<Accreditation> visitor(std::string_view session);
  Result<void> sign_out(std::string_view session);

  /// Notes that `document` was opened. Errors: as Vault::commit.
  Result<void> note_access(std::string_view number, const content::ContentId& document);
  /// Oldest first.
  Result<std::vector<Access>> accesses(std::string_view number) const;

  /// Forgets what has ended long enough ago. Returns how many records. Errors: as Vault::commit.
  Result<std::size_t> sweep();

 private:
  Result<void> decide(std::string_view number, Accreditation::State state, const content::AccountName& by,
                      const std::string& reason);

  identity::Vault& vault_;
  const Clock& clock_;
  const AccreditationOptions options_;
};

}  // namespace sen::press
