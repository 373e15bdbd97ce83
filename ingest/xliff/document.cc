#include "ingest/xliff/document.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "ingest/xliff/constraints.h"
#include "ingest/xliff/xml_tree.h"

namespace sen::xliff {
namespace {

std::size_t code_of(std::string_view id) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
  return error == std::errc() && end == id.data() + id.size() && number >= 1 && number < kUnknownCode ? number - 1
                                                                                                      : kUnknownCode;
}

void append_code_point(std::string& out, std::string_view hex) {
  unsigned value = 0;
  std::from_chars(hex.data(), hex.data() + hex.size(), value, 16);
  if (value >= 0x20 && value < 0x80)
    out += static_cast<char>(value);  // `cp` is for controls, which no text of ours holds.
}

void add_text(std::vector<Piece>& pieces, const std::string& text) {
  if (text.empty()) return;
  if (pieces.empty() || pieces.back().kind != Piece::Kind::Text) pieces.push_back({Piece::Kind::Text, {}, 0});
  pieces.back().text += text;
}

/// The pieces of a source or target; annotations are left out, what they hold stays.
void add_pieces(const Element& parent, std::vector<Piece>& pieces) {
  for (const Element& child : parent.children) {
    if (child.name.empty()) add_text(pieces, child.text);
    if (child.space != kCore) continue;
    const std::size_t code =
        code_of(child.get(child.core("ec") && child.attributes.contains("startRef") ? "startRef" : "id"));
    if (child.core("ph")) pieces.push_back({Piece::Kind::Alone, {}, code});
    if (child.core("pc") || child.core("sc")) pieces.push_back({Piece::Kind::Open, {}, code});
    if (child.core("pc") || child.core("mrk")) add_pieces(child, pieces);
    if (child.core("pc") || child.core("ec")) pieces.push_back({Piece::Kind::Close, {}, code});
    if (child.core("cp")) {
      std::string text;
      append_code_point(text, child.get("hex"));
      add_text(pieces, text);
    }
  }
}

State state_of(std::string_view name) {
  return name == "translated" ? State::Translated
         : name == "reviewed" ? State::Reviewed
         : name == "final"    ? State::Final
                              : State::Initial;
}

const Element* child_of(const Element& parent, std::string_view name) {
  for (const Element& child : parent.children)
    if (child.core(name)) return &child;
  return nullptr;
}

void append(std::vector<Piece>& pieces, const std::vector<Piece>& more) {
  for (const Piece& piece : more)
    if (piece.kind == Piece::Kind::Text)
      add_text(pieces, piece.text);
    else
      pieces.push_back(piece);
}

FileUnit read_unit(const Element& element) {
  FileUnit unit{std::string(element.get("id")), element.line, {}, {}, State::Final};
  std::map<std::size_t, std::vector<Piece>>
      targets;  // By `order`, which is the place of the segment if it is not said.
  std::size_t place = 0;
  bool translated = true;
  for (const Element& part : element.children) {
    if (!part.core("segment") && !part.core("ignorable")) continue;
    ++place;
    std::vector<Piece> source;
    if (const Element* side = child_of(part, "source")) add_pieces(*side, source);
    append(unit.source, source);
    const Element* side = child_of(part, "target");
    std::size_t order = place;
    if (side != nullptr && side->attributes.contains("order")) order = code_of(side->get("order")) + 1;
    if (side != nullptr)
      add_pieces(*side, targets[order]);
    else
      targets[order] = source;
    if (!part.core("segment")) continue;
    translated = translated && side != nullptr;
    unit.state = std::min(unit.state, state_of(part.get("state", "initial")));
  }
  if (!translated) return unit;
  unit.target.emplace();
  for (const auto& [order, pieces] : targets) append(*unit.target, pieces);
  return unit;
}

void read_units(const Element& parent, std::vector<FileUnit>& units) {
  for (const Element& child : parent.children) {
    if (child.core("unit")) units.push_back(read_unit(child));
    if (child.core("group")) read_units(child, units);
  }
}

}  // namespace

Result<Document> parse_document(std::string_view xml) {
  const Element root = SEN_TRY(read_xml(xml));
  SEN_TRY(check_constraints(root));
  Document document;
  document.source = root.get("srcLang");
  document.target = root.get("trgLang");
  for (const Element& file : root.children) {
    if (!file.core("file")) continue;
    if (document.original.empty()) document.original = file.get("original");
    read_units(file, document.units);
  }
  return document;
}

}  // namespace sen::xliff
