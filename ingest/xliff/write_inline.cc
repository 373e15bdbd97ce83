#include <algorithm>

#include "engine/base/text.h"
#include "ingest/xliff/inline.h"

namespace sen::xliff {
namespace {

/// `text` with what inline CommonMark would read as a mark behind a backslash; control characters are blanks.
std::string escaped(std::string_view text, Place place) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool entity = c == '&' && i + 1 < text.size() && text.find(';', i) - i < 34;
    const bool mark = std::string_view("\\`*_[]<").find(c) != std::string_view::npos;
    const bool cell = c == '|' && place == Place::TableCell;
    if (mark || entity || cell) out += '\\';
    out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return out;
}

/// `line` so that its begin opens no block: list, quote, heading, code, rule (CommonMark, section 4).
std::string as_paragraph(std::string line) {
  line.erase(0, line.find_first_not_of(' ') == std::string::npos ? 0 : line.find_first_not_of(' '));
  if (line.empty()) return line;
  if (std::string_view("#>-+=~").find(line[0]) != std::string_view::npos) return "\\" + line;
  const std::size_t digits = line.find_first_not_of("0123456789");
  const bool numbered = digits != std::string::npos && digits > 0 && (line[digits] == '.' || line[digits] == ')');
  if (numbered) line.insert(digits, "\\");
  return line;
}

/// `line` so that no `#` at its end is taken for the end of a heading.
std::string as_heading(std::string line) {
  line = std::string(trim(line));
  if (line.ends_with('#')) line.insert(line.size() - 1, "\\");
  return line;
}

}  // namespace

std::string write_inline(const std::vector<Piece>& pieces, const std::vector<Code>& codes, Place place) {
  std::string out;
  for (const Piece& piece : pieces) {
    switch (piece.kind) {
      case Piece::Kind::Text:
        out += escaped(piece.text, place);
        break;
      case Piece::Kind::Open:
      case Piece::Kind::Alone:
        if (out.ends_with('!') && codes[piece.code].open.starts_with('[')) out.insert(out.size() - 1, "\\");
        out += codes[piece.code].open;
        break;
      case Piece::Kind::Close:
        out += codes[piece.code].written_close;
        break;
    }
  }
  const bool text_first = !pieces.empty() && pieces.front().kind == Piece::Kind::Text;
  if (place == Place::Heading) return as_heading(std::move(out));
  return place == Place::Paragraph && text_first ? as_paragraph(std::move(out)) : out;
}

}  // namespace sen::xliff
