#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "content/model/change.h"

namespace sen::ingest {

enum class Severity { Error, Warning };
/// In which messages and hints are written.
enum class MessageLanguage { English, Vietnamese };

/// A sentence that a finding is about, and the words in it that are meant.
struct Quote {
  std::string file;
  std::uint64_t line = 0;            ///< From 1; 0: the title or summary.
  std::string language;              ///< BCP 47.
  std::string text;                  ///< Plain, UTF-8.
  std::uint64_t begin = 0, end = 0;  ///< Bytes of `text`: [begin, end); equal: no words of it.
};

/// What may be typed beside the package to mend a finding, as content::Amendment names it.
struct Fix {
  std::string file, field, key;
  bool operator==(const Fix&) const = default;
};

/// One thing that a check found, for a person: what is wrong, where, why that matters, and what to do.
struct Finding {
  Severity severity = Severity::Error;
  std::string file;                   ///< Path in the package; empty: the package as a whole.
  std::optional<std::uint64_t> line;  ///< From 1, of a text file.
  std::optional<std::uint64_t> row;   ///< From 1, of a table; 1 is the header.
  std::string field;                  ///< Of a manifest or front matter; may be empty.
  std::string column;                 ///< Of a table; may be empty.
  std::string rule;                   ///< Stable code: `missing-title`.
  std::string message;                ///< In the asked language.
  std::string why;                    ///< Why the rule is there.
  std::string hint;                   ///< What to do; may be empty.
  std::vector<Quote> quotes;          ///< Of what differs: the source first, then the translation.
  std::optional<Fix> fix;             ///< If it can be mended beside the package.
  std::string document;               ///< The public document of another organisation that it is about; may be empty.
};

struct Counts {
  std::uint64_t files = 0, documents = 0, editions = 0, images = 0, datasets = 0, observations = 0;
  std::uint64_t tables = 0, rows = 0;  ///< Plain tables; datasets are statistics.
};

/// By whom a package was signed (docs/formats/signatures.md).
struct SignedBy {
  std::string key;    ///< Its id: sixteen capital hexadecimal digits.
  std::string label;  ///< As the organisation calls it.
  std::uint64_t sequence = 0;
};

/// All that a check found in one pass.
struct Report {
  std::string package;            ///< Its name, or the file's if it has none.
  std::vector<Finding> findings;  ///< By file, then line or row.
  Counts counts;
  std::vector<content::Amendment> amendments;  ///< What was typed beside the package and is in force.
  std::optional<SignedBy> signed_by = {};      ///< Set if it came with a good signature.

  /// Whether no finding is an error.
  bool accepted() const;
  /// What was said to accept what `finding` found; null: nothing.
  const content::Amendment* explanation(const Finding& finding) const;
  /// Warnings that nobody has accepted with an explanation.
  std::uint64_t open_warnings() const;
};

/// The object that `sen check --json` prints (DESIGN, section 5), on one line.
std::string to_json(const Report& report);
/// Its list of what was typed beside the package.
std::string to_json(const std::vector<content::Amendment>& amendments);
/// The report for a terminal, grouped by file. Its findings are in the language that they were made in, which should be
/// `language`; that of all around them. `colour` adds ANSI colours.
std::string to_text(const Report& report, MessageLanguage language, bool colour);

}  // namespace sen::ingest
