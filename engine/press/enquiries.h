#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/ids.h"
#include "engine/press/records.h"
#include "engine/store/visible_content.h"

namespace sen::press {

/// A question from the press. All of it is personal data.
struct Enquiry {
  /// Stored by name.
  enum class State { Open, Answered, Declined };

  std::string number;
  std::string name;
  std::string medium;
  std::string email;
  content::Locale language;                ///< In which the answer is wanted.
  content::OrganisationCode organisation;  ///< Whom it is to; empty: whoever answers for the site.
  std::string text;
  Timestamp asked;
  Timestamp due;
  content::AccountName assigned;  ///< Empty: nobody yet.
  State state = State::Open;
  std::string answer;                ///< Private, or why it was declined.
  content::ContentId public_answer;  ///< The document that holds the answer, once it is public; empty: none.
  std::optional<Timestamp> closed;

  bool is_overdue(Timestamp now) const { return state == State::Open && due < now; }
};

/// Since when everybody can read the public answer of `enquiry`, in any language; nothing: not yet, or there is none.
/// Errors: as VisibleContent.
Result<std::optional<Timestamp>> public_since(const store::VisibleContent& content, const Enquiry& enquiry);

struct EnquiryOptions {
  std::chrono::hours due{48};        ///< From the question to the answer that is owed.
  std::chrono::hours kept{24 * 90};  ///< From the answer until the record is deleted.
  std::size_t most = 5'000;          ///< Records at a time; more are refused as Unavailable.
};

/// Questions from the press: asked by anybody, answered by press officers. Thread-safe.
class Enquiries {
 public:
  Enquiries(identity::Vault& vault, const Clock& clock, EnquiryOptions options = {})
      : vault_(vault), clock_(clock), options_(options) {}

  /// Keeps the question; number, hours and state are set here. Errors: Unavailable if there are too many; as
  /// Vault::commit.
  Result<Receipt> ask(Enquiry enquiry);
  /// By the token of its private address. Errors: NotFound; Storage.
  Result<Enquiry> by_token(std::string_view token) const;
  /// Errors: NotFound; Storage.
  Result<Enquiry> find(std::string_view number) const;
  /// The open ones first, by due time; then the others, the newest first.
  Result<std::vector<Enquiry>> list() const;

  /// Errors of all: NotFound; Conflict if somebody else changed it meanwhile; InvalidInput; as Vault::commit.
  Result<void> assign(std::string_view number, const content::AccountName& officer);
  Result<void> hand_over(std::string_view number, const content::OrganisationCode& organisation);
  /// `text`: what the journalist reads at the private address. Errors: also as check_reply().
  Result<void> answer(std::string_view number, const std::string& text);
  /// The answer is to be the document `id`: it is shown once that is public, and the next sweep() closes the question.
  Result<void> answer_publicly(std::string_view number, const content::ContentId& id);
  /// `reason` as above.
  Result<void> decline(std::string_view number, const std::string& reason);
  /// Removes it and its private address for ever.
  Result<void> erase(std::string_view number);

  /// Closes what was answered in public, as `seen` shows it, and forgets what was closed long enough ago. Returns how
  /// many it forgot. What an officer does meanwhile stands. Errors: as Vault::commit, but Conflict, and VisibleContent.
  Result<std::size_t> sweep(const store::VisibleContent& seen);

 private:
  /// sweep() of one question as it was listed; gives whether it was forgotten. Errors: as change() and erase().
  Result<bool> close_or_forget(const Enquiry& listed, std::optional<Timestamp> public_since);
  /// Erases what is stored if its time is over; gives whether it was. Errors: as erase().
  Result<bool> forget_in_time(std::string_view number);
  bool is_to_forget(std::optional<Timestamp> closed) const { return closed && *closed + options_.kept <= clock_.now(); }
  template <typename Change>
  Result<void> change(std::string_view number, const Change& change);

  identity::Vault& vault_;
  const Clock& clock_;
  const EnquiryOptions options_;
};

}  // namespace sen::press
