#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/ids.h"
#include "engine/base/clock.h"

namespace sen::content {

/// Text per language.
using Texts = std::map<Locale, std::string>;

/// `texts` in `locale`, else in English, else in Vietnamese, else in any; empty if there is none.
std::string_view text_in(const Texts& texts, const Locale& locale);

/// Where an edition stands. Stored by number: never renumber.
enum class State {
  Draft = 1,
  Submitted = 2,  ///< Handed in, waits for approval.
  InReview = 3,
  Approved = 4,
  Scheduled = 5,  ///< Approved, waits for its embargo to end.
  Published = 6,
  Withdrawn = 7,  ///< Was public; the address answers 410 with the reason.
  Retracted = 8,  ///< Was public and wrong; as Withdrawn.
  Expired = 9,    ///< Its expiry has passed; not public.
  Archived = 10,  ///< Taken off every listing by its organisation without a reason to be told; the address answers 404.
};

/// What kind of change a version is. Other than minor needs a public note. Stored by number.
enum class ChangeKind { Minor = 1, Update = 2, Correction = 3, Withdrawal = 4, Retraction = 5 };

/// Who wrote an edition. Stored by number.
enum class Provenance { Human = 1, Machine = 2, MachineReviewed = 3 };

/// `human`, `machine`, `machine-reviewed`: as packages say it, and answers for programs.
std::string_view to_string(Provenance provenance);

/// A picture as one document uses it. The same file may carry other words elsewhere.
struct MediaUse {
  Digest digest;     ///< Of the original's bytes.
  std::string file;  ///< Path in the package: `images/port.jpg`.
  std::string credit;
  std::string licence;                    ///< SPDX identifier.
  std::optional<Timestamp> rights_until;  ///< From then on it is not shown.
  double focus_x = 0.5;                   ///< Focal point as parts of width and height, [0, 1].
  double focus_y = 0.5;
  Texts alt;
  Texts caption;
  bool rights_ended = false;  ///< `rights_until` has passed; set by Store::commit. Desk alone still sees it.
};

/// A field that the document's type declares (content/types).
struct Field {
  std::string name;
  std::vector<std::string> values;  ///< In the order given; one for a plain field.

  friend bool operator==(const Field&, const Field&) = default;
};

/// What is said once for all languages of a document.
struct Document {
  ContentId id;
  OrganisationCode organisation;
  std::string organisation_name_vi;  ///< As it was called when first published; empty: by vocabulary.
  std::string folder;                ///< Its name in the organisation's packages.
  std::string type;                  ///< `news`, `press-release` …
  std::string section;               ///< The section that the type declared: `news`, `press` …
  Timestamp date;                    ///< The document's own date; the package's time if it gave none.
  std::optional<Timestamp> embargo;
  std::optional<Timestamp> expiry;
  std::string licence;
  std::vector<std::string> topics;   ///< Codes, no duplicates.
  std::vector<std::string> places;   ///< Two-digit province codes.
  std::vector<std::string> markets;  ///< ISO 3166-1 alpha-2, lower case.
  std::vector<ContentId> related;
  std::string image;            ///< The lead picture's `MediaUse::file`; empty: none.
  std::vector<MediaUse> media;  ///< Every picture of the document, by file.
  std::vector<Field> fields;
  std::vector<Locale> locales;  ///< Languages that have an edition, in any state; sorted.
  bool training = false;        ///< A trainee's: no edition of it can be public. Set when it is made, never changed.
  std::uint32_t revision = 0;   ///< How often its fields were changed, such as a briefing's hour and place.
  std::optional<Timestamp> revised;  ///< When last.

  /// The first value of a field of its type; empty if it has none.
  std::string field(std::string_view name) const;
};

/// Says of `next`, which takes the place of `before` at `now`, how often the fields have been changed by then.
void count_revision(Document& next, const Document& before, Timestamp now);

/// What the public was told about a change.
struct PublicNote {
  ChangeKind kind = ChangeKind::Update;
  std::uint32_t version = 0;
  Timestamp at;
  std::string note;  ///< In the edition's language.
};

/// A document in one language: where it stands. Its words are in its versions.
struct Edition {
  ContentId id;
  Locale locale;
  State state = State::Draft;
  std::uint32_t latest = 0;  ///< Number of the newest version, from 1.
  std::uint32_t live = 0;    ///< The version that the public sees when Published; 0: none yet.
  std::optional<Timestamp> first_published;
  std::optional<Timestamp> updated;  ///< When `live` became public.
  std::vector<PublicNote> notes;     ///< Oldest first; not for minor changes.
  std::string reason;                ///< Public reason of Withdrawn and Retracted.
};

/// A piece of a body: HTML from Markdown, or a place where a picture or chart stands.
struct BodyPart {
  enum class Kind { Html = 1, Figure = 2, Chart = 3 };
  Kind kind = Kind::Html;
  std::string value;  ///< Safe HTML; a `MediaUse::file`; a dataset code.
};

/// The words of an edition at one time. Never changes once it is stored.
struct Version {
  ContentId id;
  Locale locale;
  std::uint32_t number = 0;     ///< From 1.
  std::string title;            ///< Plain text, NFC, 1 to 200 code points.
  std::string summary;          ///< Plain text, at most 500 code points.
  std::string slug;             ///< In the edition's own language.
  std::string body;             ///< CommonMark as handed in.
  std::vector<BodyPart> parts;  ///< `body` rendered at ingest.
  std::string text;             ///< `body` as plain text, paragraphs parted by `\n`; for search and feeds.
  Provenance provenance = Provenance::Human;
  Locale translates;                     ///< Source language; empty if this is an original.
  std::uint32_t translates_version = 0;  ///< The source's version when this was handed in.
  ChangeKind kind = ChangeKind::Update;
  std::string note;
  Timestamp submitted;
};

}  // namespace sen::content
