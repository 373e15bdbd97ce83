#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/model/ids.h"
#include "engine/base/result.h"
#include "ingest/report.h"

namespace sen::xliff {

/// The words of an edition.
struct Words {
  std::string title;
  std::string summary;
  std::string body;  ///< CommonMark.
  bool operator==(const Words&) const = default;
};

/// What is handed to a translator.
struct Order {
  std::string original;  ///< What is translated, for good: `{id}/v{n}`.
  content::Locale source, target;
  Words words;
  std::vector<std::string> notes;  ///< For the translator, in his language; may be empty.
};

/// How far a translation is (XLIFF 2.1, section 4.3.1.37 "state").
enum class State { Initial, Translated, Reviewed, Final };

/// An order as XLIFF 2.1 core (docs/formats/xliff.md): a unit for title, summary, and each paragraph, heading, item and
/// cell of the body; inline marks are codes. Errors: TooLarge beyond the limits of a body.
Result<std::string> write_xliff(const Order& order);

/// A translation that came back.
struct Translation {
  std::string original;
  content::Locale source, target;
  Words words;                   ///< In the target language; a unit without translation keeps the source's bytes.
  State state = State::Initial;  ///< Of the least advanced unit.
  std::size_t units = 0, translated = 0;
  std::vector<ingest::Finding> findings;  ///< `field` is the unit's id.
  /// Whether no finding is an error.
  bool accepted() const;
};

/// Reads the answer to `order` from `xml`. `file` names it in findings, which are in `language`. Segments that a tool
/// has split or joined, `sc`/`ec` for `pc`, and annotations are understood. A unit that was not touched gives the
/// source's bytes. Errors: InvalidInput if it is no XLIFF 2.0 or 2.1 (parse_document), TooLarge over 4 MiB; both name
/// the line.
Result<Translation> read_xliff(std::string_view file, std::string_view xml, const Order& order,
                               ingest::MessageLanguage language);

}  // namespace sen::xliff
