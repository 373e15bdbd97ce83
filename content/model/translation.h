#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "content/model/document.h"
#include "content/model/ids.h"
#include "engine/base/clock.h"

/// Translation as data: who asked for it, which words are agreed on, who signed it off, and where every language of a
/// document stands.
namespace sen::content {

/// Where a request for a translation stands. Stored by number: never renumber.
enum class RequestState {
  Open = 1,      ///< Waits for a translator of that language, or for the one who was named.
  Accepted = 2,  ///< Somebody is at work.
  Declined = 3,
  HandedIn = 4,  ///< A translation waits in a review.
  Done = 5,      ///< It is public, or whoever asked says that it is done.
  Cancelled = 6,
};

/// How much a request presses. Stored by number.
enum class Priority { Normal = 1, High = 2, Urgent = 3 };

/// Somebody asks for a document in a language. A document has one request a language: a later one takes its place,
/// and the log keeps the earlier.
struct TranslationRequest {
  ContentId id;
  Locale locale;                     ///< Into which.
  Locale source;                     ///< From which.
  std::uint32_t source_version = 0;  ///< The source's newest when it was asked for.
  OrganisationCode organisation;     ///< The document's.
  RequestState state = RequestState::Open;
  Priority priority = Priority::Normal;
  AccountName asked_by;
  Timestamp asked;
  std::optional<Timestamp> due;
  std::string note;        ///< For the translator.
  AccountName translator;  ///< Who was named, or accepted it; empty: whoever has the language.
  std::string agency;      ///< A translator outside, by name; empty: none.
  std::string answer;      ///< Why it was declined or cancelled.
  Timestamp changed;       ///< When `state` became what it is.
};

/// Whether somebody still has to do something about it.
bool is_open(const TranslationRequest& request);

/// What a termbase says of a word: write it, may be written, must not be written (ISO 30042, `administrativeStatus`).
/// Stored by number.
enum class TermStatus { Preferred = 1, Admitted = 2, Forbidden = 3 };

/// A word of a TermEntry.
struct Term {
  Locale locale;
  std::string text;  ///< NFC, 1 to 200 code points.
  TermStatus status = TermStatus::Preferred;
  std::string note;
};

/// The number of an entry of the termbase: `a-z`, `0-9`, `-`.
using TermId = Name<struct TermKind>;

/// One meaning and its words in all languages.
struct TermEntry {
  TermId id;
  std::string subject;  ///< A field of knowledge, such as `diplomacy`; may be empty.
  Texts definitions;
  std::string note;
  std::vector<Term> terms;  ///< By locale, then status, then text; no duplicates.
  bool locked = false;      ///< A name lock: a translation that lacks it waits for a language reviewer.
  bool removed = false;     ///< Kept so that the number is never given again.
  AccountName changed_by;
  Timestamp changed;
};

/// What must be the same in a translation and is not. Stored by number.
enum class DifferenceKind { Number = 1, Date = 2, DocumentNumber = 3, Name = 4, Term = 5, Forbidden = 6 };

struct Difference {
  DifferenceKind kind = DifferenceKind::Number;
  bool in_source = true;  ///< The source says it and the translation does not; else the other way round.
  std::string text;       ///< As it is written there.
  std::string wanted;     ///< The name or term that the other text should have; empty: none.
};

/// A language reviewer's yes to exact words: it counts only while `content` is what the review shows.
struct SignOff {
  AccountName account;
  Timestamp at;
  Digest content;
  std::string reason;  ///< Why what differs from the source may stay; empty if nothing does.
};

/// Where one language of a document stands, in few bytes.
struct EditionStatus {
  Locale locale;
  State state = State::Draft;   ///< Of the edition.
  State review = State::Draft;  ///< Of the newest version's review; the edition's state if there is none.
  std::uint32_t latest = 0;
  std::uint32_t live = 0;
  Provenance provenance = Provenance::Human;  ///< Of the newest version, as are the next two.
  Locale translates;
  std::uint32_t translates_version = 0;
  Timestamp changed;  ///< When the newest version was handed in.
};

/// Where a document stands in all its languages. Made by the store from the log.
struct DocumentStatus {
  ContentId id;
  OrganisationCode organisation;
  std::string type;
  Timestamp date;
  std::vector<EditionStatus> editions;  ///< By locale.
};

}  // namespace sen::content
