#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sen::ingest {

enum class Severity { Error, Warning };
/// In which messages and hints are written.
enum class MessageLanguage { English, Vietnamese };

/// One thing that a check found, for a person: what is wrong, where, and what to do.
struct Finding {
  Severity severity = Severity::Error;
  std::string file;                   ///< Path in the package; empty: the package as a whole.
  std::optional<std::uint64_t> line;  ///< From 1, of a text file.
  std::optional<std::uint64_t> row;   ///< From 1, of a table; 1 is the header.
  std::string field;                  ///< Of a manifest or front matter; may be empty.
  std::string column;                 ///< Of a table; may be empty.
  std::string rule;                   ///< Stable code: `missing-title`.
  std::string message;                ///< In the asked language.
  std::string hint;                   ///< What to do; may be empty.
};

struct Counts {
  std::uint64_t files = 0, documents = 0, editions = 0, images = 0, datasets = 0, observations = 0;
  std::uint64_t tables = 0, rows = 0;  ///< Plain tables; datasets are statistics.
};

/// All that a check found in one pass.
struct Report {
  std::string package;            ///< Its name, or the file's if it has none.
  std::vector<Finding> findings;  ///< By file, then line or row.
  Counts counts;

  /// Whether no finding is an error.
  bool accepted() const;
};

/// The object that `sen check --json` prints (DESIGN, section 5), on one line.
std::string to_json(const Report& report);
/// The report for a terminal, grouped by file. Its findings are in the language that they were made in, which should be
/// `language`; that of all around them. `colour` adds ANSI colours.
std::string to_text(const Report& report, MessageLanguage language, bool colour);

}  // namespace sen::ingest
