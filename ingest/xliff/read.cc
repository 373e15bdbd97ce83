#include <algorithm>
#include <map>

#include "engine/base/text.h"
#include "ingest/xliff/document.h"
#include "ingest/xliff/rules.h"
#include "ingest/xliff/segments.h"
#include "ingest/xliff/xliff.h"

namespace sen::xliff {
namespace {

/// What a reader sees of the codes, in order: pairs and places, without words.
std::vector<Code::Kind> marks_of(const std::vector<Piece>& pieces, const std::vector<Code>& codes) {
  std::vector<Code::Kind> marks;
  for (const Piece& piece : pieces)
    if (piece.kind == Piece::Kind::Open || piece.kind == Piece::Kind::Alone) marks.push_back(codes[piece.code].kind);
  std::sort(marks.begin(), marks.end());
  return marks;
}

/// The words alone.
std::string plain(const std::vector<Piece>& pieces) {
  std::string text;
  for (const Piece& piece : pieces) text += piece.text;
  return text;
}

class Importer {
 public:
  Importer(std::string_view file, const Document& document, const Order& order, ingest::MessageLanguage language)
      : file_(file), order_(order), language_(language) {
    for (const FileUnit& unit : document.units) units_.emplace(unit.id, &unit);
    out_.original = document.original;
    out_.source = content::Locale(document.source);
    out_.target = content::Locale(document.target);
    out_.words = order.words;
  }

  Result<Translation> read() {
    if (out_.original != order_.original) add(Rule::OtherDocument, 0, {}, {order_.original, out_.original});
    if (out_.source != order_.source || out_.target != order_.target)
      add(Rule::OtherLanguages, 0, {},
          {order_.source.value + " → " + order_.target.value, out_.source.value + " → " + out_.target.value});
    if (!out_.findings.empty()) return std::move(out_);

    const std::vector<Segment> segments = SEN_TRY(cut_segments(order_.words.body));
    out_.state = State::Final;
    field("title", out_.words.title);
    field("summary", out_.words.summary);
    body(segments);
    for (const auto& [id, unit] : units_) add(Rule::UnknownUnit, unit->line, id, {});
    return std::move(out_);
  }

 private:
  void add(Rule rule, int line, std::string_view unit, std::initializer_list<std::string_view> values) {
    out_.findings.push_back(make_finding(rule, language_, file_, line, unit, values));
  }

  /// The unit of that id, taken out; null and a finding if its source stays.
  const FileUnit* take(const std::string& id, const std::vector<Piece>& source) {
    ++out_.units;
    const auto found = units_.find(id);
    const FileUnit* unit = found == units_.end() ? nullptr : found->second;
    if (unit != nullptr) {
      units_.erase(found);
      if (unit->source != source) add(Rule::SourceChanged, unit->line, id, {});
    }
    if (unit == nullptr || !unit->target) {
      add(Rule::Untranslated, unit == nullptr ? 0 : unit->line, id, {});
      out_.state = State::Initial;
      return nullptr;
    }
    out_.state = std::min(out_.state, unit->state);
    ++out_.translated;
    return unit;
  }

  /// Title and summary: plain text on one line.
  void field(const std::string& id, std::string& words) {
    if (words.empty()) return;
    const FileUnit* unit = take(id, {{Piece::Kind::Text, words, 0}});
    if (unit == nullptr) return;
    std::string text = plain(*unit->target);
    std::replace_if(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    if (!trim(text).empty()) words = trim(text);
  }

  void body(const std::vector<Segment>& segments) {
    std::vector<std::string> written(segments.size());
    std::vector<const std::string*> replacements(segments.size(), nullptr);
    for (std::size_t i = 0; i < segments.size(); ++i) {
      const std::string id = "b" + std::to_string(i + 1);
      const Segment& segment = segments[i];
      const FileUnit* unit = take(id, segment.words.pieces);
      if (unit == nullptr || *unit->target == segment.words.pieces) continue;  // Its own bytes stay.
      const std::vector<Piece> pieces = checked(*unit, segment.words);
      written[i] = write_inline(pieces, segment.words.codes, segment.place);
      if (trim(written[i]).empty()) continue;
      const Inline again = read_inline({{written[i], {}}}, labels_of(segment.words));
      if (marks_of(again.pieces, again.codes) != marks_of(pieces, segment.words.codes))
        add(Rule::LostMark, unit->line, id, {written[i].substr(0, 200)});
      replacements[i] = &written[i];
    }
    out_.words.body = replace_segments(order_.words.body, segments, replacements);
  }

  /// The labels that the codes of a unit name, so that reading it again finds its links.
  static std::set<std::string> labels_of(const Inline& words) {
    std::set<std::string> labels;
    for (const Code& code : words.codes)
      if (code.written_close.starts_with("]["))
        labels.insert(to_lower_ascii(std::string_view(code.written_close).substr(2, code.written_close.size() - 3)));
    return labels;
  }

  /// The target without codes that the source lacks or that cross; findings for these and for missing ones.
  std::vector<Piece> checked(const FileUnit& unit, const Inline& source) {
    std::vector<Piece> out;
    std::vector<std::size_t> open;
    std::vector<bool> used(source.codes.size(), false);
    bool crossed = false;
    for (const Piece& piece : *unit.target) {
      if (piece.kind == Piece::Kind::Text) {
        out.push_back(piece);
        continue;
      }
      const bool known =
          piece.code < source.codes.size() && source.codes[piece.code].pair() == (piece.kind != Piece::Kind::Alone);
      if (!known) {
        if (piece.kind != Piece::Kind::Close)
          add(Rule::UnknownCode, unit.line, unit.id,
              {piece.code == kUnknownCode ? "?" : std::to_string(piece.code + 1)});
        continue;
      }
      used[piece.code] = true;
      if (piece.kind == Piece::Kind::Open) open.push_back(piece.code);
      if (piece.kind == Piece::Kind::Close) {
        crossed = crossed || open.empty() || open.back() != piece.code;
        if (!open.empty()) open.pop_back();
      }
      out.push_back(piece);
    }
    for (std::size_t i = 0; i < used.size(); ++i)
      if (!used[i])
        add(Rule::MissingCode, unit.line, unit.id,
            {source.codes[i].open + (source.codes[i].pair() ? "…" + source.codes[i].close : "")});
    if (!crossed && open.empty()) return out;
    add(Rule::CrossedCodes, unit.line, unit.id, {});
    std::erase_if(
        out, [](const Piece& piece) { return piece.kind == Piece::Kind::Open || piece.kind == Piece::Kind::Close; });
    return out;
  }

  std::string_view file_;
  const Order& order_;
  ingest::MessageLanguage language_;
  std::map<std::string, const FileUnit*> units_;
  Translation out_;
};

}  // namespace

bool Translation::accepted() const {
  return std::none_of(findings.begin(), findings.end(),
                      [](const ingest::Finding& finding) { return finding.severity == ingest::Severity::Error; });
}

Result<Translation> read_xliff(std::string_view file, std::string_view xml, const Order& order,
                               ingest::MessageLanguage language) {
  const Document document = SEN_TRY(parse_document(xml).within(file));
  return Importer(file, document, order, language).read();
}

}  // namespace sen::xliff
