#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace sen::xliff {

/// A mark of inline CommonMark that a translator moves but does not write.
struct Code {
  enum class Kind { Strong, Emphasis, Link, Image, CodeSpan, LineBreak, Html, Entity };
  Kind kind = Kind::Emphasis;
  std::string open;           ///< `**`, `[`; the whole of a mark that holds no words.
  std::string close;          ///< `**`, `](address)`; empty for one that holds no words.
  std::string written_close;  ///< The close to write where the words have changed: `][label]` for `[label]`.
  bool pair() const {
    return kind == Kind::Strong || kind == Kind::Emphasis || kind == Kind::Link || kind == Kind::Image;
  }
};

/// Words, or a code's begin, end or place.
struct Piece {
  enum class Kind { Text, Open, Close, Alone };
  Kind kind = Kind::Text;
  std::string text;      ///< Plain, without escapes.
  std::size_t code = 0;  ///< Index of the code; not for Text.
  bool operator==(const Piece&) const = default;
};

/// Inline CommonMark as words and codes.
struct Inline {
  std::vector<Piece> pieces;  ///< No two Texts in a row, none empty; pairs are nested.
  std::vector<Code> codes;    ///< In the order of their begin.
  bool has_words() const;     ///< Whether there is a text to translate.
};

/// One line of a block: its words, and the bytes between them and the words of the next line.
struct Line {
  std::string_view words;
  std::string_view gap;  ///< Line break and marks of quotes and lists; empty for the last.
};

/// Reads the inline marks of a block (CommonMark 0.30, section 6). A soft line break is a blank. `labels` are those of
/// link reference definitions, in lower case. Differs: an entity stays as it is written, as a code.
Inline read_inline(const std::vector<Line>& lines, const std::set<std::string>& labels);

/// Where the words are to stand.
enum class Place { Paragraph, Heading, TableCell };

/// `pieces` as CommonMark on one line; what would be read as a mark is escaped. A code may be missing or stand twice.
std::string write_inline(const std::vector<Piece>& pieces, const std::vector<Code>& codes, Place place);

}  // namespace sen::xliff
