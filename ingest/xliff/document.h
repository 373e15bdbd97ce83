#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "ingest/xliff/inline.h"
#include "ingest/xliff/xliff.h"

namespace sen::xliff {

/// A unit as a file holds it, its segments joined. A piece's code is its id less one; ids that are no numbers from 1
/// on get kUnknownCode.
struct FileUnit {
  std::string id;
  int line = 0;
  std::vector<Piece> source;
  std::optional<std::vector<Piece>> target;  ///< None if any segment with words lacks one.
  State state = State::Initial;              ///< Of the least advanced segment.
};
inline constexpr std::size_t kUnknownCode = 0xFFFF;

struct Document {
  std::string source, target;  ///< Languages.
  std::string original;        ///< Of the first file.
  std::vector<FileUnit> units;
};

/// Any XLIFF 2.0 or 2.1 document. Errors: InvalidInput if it is none (read_xml, check_constraints), TooLarge.
Result<Document> parse_document(std::string_view xml);

}  // namespace sen::xliff
