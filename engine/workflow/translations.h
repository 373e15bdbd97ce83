#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/workflow/workflow.h"

namespace sen::workflow {

/// Somebody asks for a translation.
struct TranslationWish {
  content::ContentId id;
  content::Locale locale;  ///< Into which.
  content::Locale source;  ///< From which: an edition of the document.
  content::Priority priority = content::Priority::Normal;
  std::optional<Timestamp> due;
  std::string note;                 ///< For the translator.
  content::AccountName translator;  ///< Empty: whoever translates into the language.
  std::string agency;               ///< A translator outside; may be empty.
};

/// What people do about translations beside writing them: ask, answer, sign off. The rules: docs/workflow.md.
/// Thread-safe, cheap to make. References must outlive it. Errors of all: as Workflow.
class Translations {
 public:
  using Outcome = Workflow::Outcome;

  Translations(store::Store& store, const content::Vocabulary& vocabulary, const Clock& clock);
  ~Translations();
  Translations(const Translations&) = delete;
  Translations& operator=(const Translations&) = delete;

  /// A language reviewer's yes to exactly `subject.content`, without which a version is not published that its type or
  /// language asks it for, that says that people wrote what was labelled as machine translated, or that differs from
  /// its source in figures, dates and names; then `reason` says why it may.
  Outcome sign_off(const identity::Actor& actor, const Subject& subject, std::string reason);
  /// Whether sign_off() would be taken, but for what is typed into it.
  bool may_sign_off(const identity::Actor& actor, const Subject& subject) const;

  /// Asks for a translation. Errors: Conflict if it is asked for already.
  Outcome request(const identity::Actor& actor, const TranslationWish& wish);
  /// What becomes of a request: Accepted, Declined (with a reason), Open (given back), HandedIn (what came from
  /// outside), Done, Cancelled (with a reason). Handing a translation in and publishing it move it by themselves.
  Outcome answer(const identity::Actor& actor, const content::ContentId& id, const content::Locale& locale,
                 content::RequestState answer, std::string why);

  /// As Workflow::save_draft(), all of them in one change or none. Errors: as there, naming document and language.
  Outcome save_drafts(const identity::Actor& actor, std::vector<content::Draft> drafts);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace sen::workflow
