#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sen::compare {

/// What became of a piece of text between two versions.
enum class Fate { Same, Inserted, Deleted };

struct Run {
  Fate fate = Fate::Same;
  std::string text;
  bool operator==(const Run&) const = default;
};

/// A paragraph of one version or of both, with the line breaks behind it.
struct Paragraph {
  Fate fate = Fate::Same;  ///< Inserted or Deleted if only one version has it, in whatever words.
  std::vector<Run> runs;   ///< Deleted before Inserted where both stand together; no empty run.
  /// Whether both versions have it, word for word.
  bool unchanged() const;
};

/// Two versions of a text as one. The runs that are not Inserted, joined, are the old version byte for byte;
/// those that are not Deleted are the new one.
struct Diff {
  std::vector<Paragraph> paragraphs;
  bool coarse = false;  ///< Whether a limit was reached: still right, but more is marked than changed.
  bool unchanged() const;
};

/// Where a paragraph ends.
enum class Form {
  Text,      ///< At each line break (content::Version::text).
  Markdown,  ///< At blank lines; the address of a link is one word.
};

struct DiffLimits {
  std::size_t max_bytes = 1024 * 1024;   ///< Of both texts together; longer ones are compared by paragraph only.
  std::uint64_t max_steps = 20'000'000;  ///< Comparisons of words and paragraphs: about 0.2 s.
};

/// What changed from `before` to `after`, UTF-8: paragraphs are aligned first, equal ones and then similar ones, and
/// the words (UAX #29, ICU dictionaries) of those that changed are compared. Never fails: bounded by `limits`, beyond
/// which the answer is coarser. Thread-safe.
Diff diff(std::string_view before, std::string_view after, Form form, const DiffLimits& limits = {});

/// `<p dir="auto">` a paragraph with `<del>` and `<ins>` around what changed; everything is escaped, Markdown is
/// shown as it is written. Paragraphs of one version only have the class `deleted` or `inserted`.
std::string to_html(const Diff& diff);

}  // namespace sen::compare
