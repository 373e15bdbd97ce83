#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "ingest/findings.h"

namespace sen::ingest {

struct CsvDialect {
  char delimiter = ',';
  char quote = '"';
};

/// Walks the records of a CSV text (RFC 4180; line ends LF, CRLF or CR) one by one. Cells are valid
/// until the next call. Called by one thread; the text must outlive it.
class CsvReader {
 public:
  CsvReader(std::string_view text, CsvDialect dialect) : text_(text), dialect_(dialect) {}

  /// The next record that is not an empty line; false at the end.
  bool next();
  const std::vector<std::string>& cells() const { return cells_; }
  /// From 1 for the first record.
  std::uint64_t row() const { return row_; }
  /// Whether a quoted cell of the record is not closed, or text follows its end.
  bool bad_quotes() const { return bad_quotes_; }

 private:
  void read_quoted(std::string& cell);

  std::string_view text_;
  CsvDialect dialect_;
  std::size_t at_ = 0;
  std::uint64_t row_ = 0;
  bool bad_quotes_ = false;
  std::vector<std::string> cells_;
};

/// `bytes` as UTF-8 without byte order mark: by `declared` encoding, by byte order mark, else as UTF-8,
/// else as windows-1258 (Vietnamese). Findings of repairs go to `file`.
/// Errors: InvalidInput if no reading gives text.
Result<std::string> decode_table(std::string bytes, const std::string& declared, const std::string& file,
                                 Findings& findings);

/// Which of `,` `;` tab `|` parts the header of `text` into most cells; `declared` if it parts it at all.
char find_delimiter(std::string_view text, char declared);

}  // namespace sen::ingest
