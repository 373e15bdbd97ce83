#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "ingest/xliff/inline.h"

namespace sen::xliff {

/// A paragraph, heading, item of a list or cell of a table of a CommonMark body.
struct Segment {
  Place place = Place::Paragraph;
  std::size_t begin = 0;  ///< Bytes of the body: [begin, end), without marks of headings, lists and quotes.
  std::size_t end = 0;
  Inline words;
};

/// What there is to translate in `body`, in order. Code, raw HTML, rules and link definitions are left out: they stay
/// as they are. Deterministic. Errors: TooLarge beyond markup::Limits.
Result<std::vector<Segment>> cut_segments(std::string_view body);

/// `body` with other bytes in place of its segments; what is null stays as it is, byte for byte.
std::string replace_segments(std::string_view body, const std::vector<Segment>& segments,
                             const std::vector<const std::string*>& replacements);

}  // namespace sen::xliff
