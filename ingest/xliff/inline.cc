#include "ingest/xliff/inline.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <list>
#include <optional>

#include "engine/base/text.h"

namespace sen::xliff {
namespace {

constexpr std::size_t kMostMarks = 2000;  ///< Beyond, marks are text: a bound for hostile blocks.

bool is_punctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// What stands while marks are being paired: words, a code, or a run of `*` or `_` that may open or close.
struct Node {
  Piece piece;
  char mark = 0;  ///< `*`, `_`, `[`, `!` (an image's bracket); 0: piece is settled.
  std::size_t count = 0, original = 0;
  bool opens = false, closes = false;
  std::size_t at = 0;  ///< Of a bracket: byte behind it.
};
using Nodes = std::list<Node>;

class Reader {
 public:
  Reader(const std::vector<Line>& lines, const std::set<std::string>& labels) : labels_(labels) {
    for (const Line& line : lines) {
      text_ += line.words;
      if (&line == &lines.back()) break;
      gaps_.emplace_back(text_.size(), line.gap);
      text_ += '\n';
    }
  }

  Inline read() {
    while (at_ < text_.size()) step();
    pair_emphasis(nodes_.begin());
    return finish();
  }

 private:
  void step() {
    const char c = text_[at_];
    if (c == '\\' && at_ + 1 < text_.size() && is_punctuation(text_[at_ + 1]))
      return add_text(std::string(1, text_[at_ + 1])), skip(2);
    if (c == '\\' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') return add_alone(Code::Kind::LineBreak, at_ + 2);
    if (c == ' ' && line_break_at(at_)) return;
    if (c == '\n') return add_text(" "), skip(1);
    if (c == '`' && code_span()) return;
    if (c == '<')
      if (const std::size_t end = html_end(); end > at_) return add_alone(Code::Kind::Html, end);
    if (c == '&')
      if (const std::size_t end = entity_end(); end > at_) return add_alone(Code::Kind::Entity, end);
    if ((c == '*' || c == '_') && marks_ < kMostMarks) return delimiter_run(c);
    if (c == '!' && at_ + 1 < text_.size() && text_[at_ + 1] == '[' && marks_ < kMostMarks) return bracket('!', 2);
    if (c == '[' && marks_ < kMostMarks) return bracket('[', 1);
    if (c == ']' && close_bracket()) return;
    const std::size_t start = at_;
    next_code_point(text_, at_);
    add_text(text_.substr(start, at_ - start));
  }

  void skip(std::size_t bytes) { at_ += bytes; }

  void add_text(std::string text) {
    if (!nodes_.empty() && nodes_.back().mark == 0 && nodes_.back().piece.kind == Piece::Kind::Text)
      nodes_.back().piece.text += text;
    else
      nodes_.push_back({.piece = {Piece::Kind::Text, std::move(text), 0}});
  }

  /// The bytes of the block as they are written: line breaks with what stands before the next line's words.
  std::string raw(std::size_t begin, std::size_t end) const {
    std::string out;
    for (std::size_t i = begin; i < end; ++i) {
      if (text_[i] != '\n') {
        out += text_[i];
        continue;
      }
      const auto gap = std::lower_bound(gaps_.begin(), gaps_.end(), i,
                                        [](const auto& one, std::size_t at) { return one.first < at; });
      out += gap->second;
    }
    return out;
  }

  void add_alone(Code::Kind kind, std::size_t end) {
    codes_.push_back({kind, raw(at_, end), {}, {}});
    nodes_.push_back({.piece = {Piece::Kind::Alone, {}, codes_.size() - 1}});
    at_ = end;
  }

  /// Blanks in front of a line break: two or more are a hard one.
  bool line_break_at(std::size_t at) {
    const std::size_t end = text_.find_first_not_of(' ', at);
    if (end == std::string::npos || text_[end] != '\n') return false;
    if (end - at >= 2)
      add_alone(Code::Kind::LineBreak, end + 1);
    else
      at_ = end;
    return true;
  }

  bool code_span() {
    std::size_t length = 0;
    while (at_ + length < text_.size() && text_[at_ + length] == '`') ++length;
    for (std::size_t from = at_ + length; failed_runs_ < 200;) {
      from = text_.find('`', from);
      if (from == std::string::npos) break;
      std::size_t run = 0;
      while (from + run < text_.size() && text_[from + run] == '`') ++run;
      if (run == length) return add_alone(Code::Kind::CodeSpan, from + run), true;
      from += run;
    }
    ++failed_runs_;
    add_text(std::string(length, '`'));
    at_ += length;
    return true;
  }

  std::size_t html_end() const {
    const std::size_t end = text_.find_first_of("<>", at_ + 1);
    if (end == std::string::npos || text_[end] != '>' || end == at_ + 1) return at_;
    const char first = text_[at_ + 1];
    const bool tag = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || first == '/' || first == '!' ||
                     first == '?';
    return tag || is_alphanumeric(first) ? end + 1 : at_;
  }

  std::size_t entity_end() const {
    std::size_t end = at_ + 1;
    if (end < text_.size() && text_[end] == '#') ++end;
    const std::size_t name = end;
    while (end < text_.size() && end - name < 32 && is_alphanumeric(text_[end])) ++end;
    return end > name && end < text_.size() && text_[end] == ';' ? end + 1 : at_;
  }

  /// Section 6.2: left- and right-flanking.
  void delimiter_run(char mark) {
    std::size_t end = at_;
    while (end < text_.size() && text_[end] == mark) ++end;
    const char32_t before = code_point_before(at_);
    std::size_t next = end;
    const char32_t after = end < text_.size() ? next_code_point(text_, next) : U' ';
    const auto blank = [](char32_t c) { return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0; };
    const auto sign = [](char32_t c) {
      return c < 0x80 ? is_punctuation(static_cast<char>(c)) : u_ispunct(static_cast<UChar32>(c)) != 0;
    };
    const bool left = !blank(after) && (!sign(after) || blank(before) || sign(before));
    const bool right = !blank(before) && (!sign(before) || blank(after) || sign(after));
    Node node;
    node.mark = mark;
    node.count = node.original = end - at_;
    node.opens = left && (mark == '*' || !right || sign(before));
    node.closes = right && (mark == '*' || !left || sign(after));
    nodes_.push_back(node);
    ++marks_;
    at_ = end;
  }

  char32_t code_point_before(std::size_t at) const {
    if (at == 0) return U' ';
    do --at;
    while (at > 0 && (static_cast<unsigned char>(text_[at]) & 0xC0U) == 0x80U);
    return next_code_point(text_, at);
  }

  void bracket(char mark, std::size_t size) {
    at_ += size;
    nodes_.push_back({.piece = {}, .mark = mark, .at = at_});
    ++marks_;
  }

  bool close_bracket() {
    auto opener = nodes_.end();
    for (auto node = nodes_.end(); node != nodes_.begin() && opener == nodes_.end();)
      if (--node; node->mark == '[' || node->mark == '!') opener = node;
    if (opener == nodes_.end()) return false;
    const bool image = opener->mark == '!';
    Code code{image ? Code::Kind::Image : Code::Kind::Link, image ? "![" : "[", {}, {}};
    const std::size_t end =
        opener->closes ? at_ : link_end(opener->at, code);  // `closes`: a link within is already one.
    if (end == at_) {
      opener->mark = 0;
      opener->piece = {Piece::Kind::Text, code.open, 0};
      return false;
    }
    pair_emphasis(std::next(opener));
    for (auto inner = std::next(opener); inner != nodes_.end(); ++inner)
      if (inner->mark == '*' || inner->mark == '_') inner->opens = inner->closes = false;
    codes_.push_back(code);
    opener->mark = 0;
    opener->piece = {Piece::Kind::Open, {}, codes_.size() - 1};
    nodes_.push_back({.piece = {Piece::Kind::Close, {}, codes_.size() - 1}});
    if (!image)
      for (auto node = nodes_.begin(); node != opener; ++node)
        if (node->mark == '[') node->closes = true;
    at_ = end;
    return true;
  }

  /// Where the link that the bracket at `at_` closes ends; `at_` if it is none. Sets its closes.
  std::size_t link_end(std::size_t words, Code& code) const {
    const std::size_t next = at_ + 1;
    if (next < text_.size() && text_[next] == '(')
      if (const std::size_t end = destination_end(next); end > next) {
        code.close = code.written_close = raw(at_, end);
        return end;
      }
    std::string label = text_.substr(words, at_ - words);
    std::size_t end = next;
    if (next < text_.size() && text_[next] == '[') {
      const std::size_t close = text_.find(']', next);
      if (close != std::string::npos) {
        if (close > next + 1) label = text_.substr(next + 1, close - next - 1);
        end = close + 1;
      }
    }
    if (label.size() > 999 || !labels_.contains(to_lower_ascii(label))) return at_;
    code.close = raw(at_, end);
    code.written_close = "][" + label + "]";
    return end;
  }

  /// Behind `(address "title")` that begins at `open`; `open` if it is none.
  std::size_t destination_end(std::size_t open) const {
    std::size_t at = text_.find_first_not_of(" \n", open + 1);
    if (at == std::string::npos) return open;
    if (text_[at] == '<') {
      at = text_.find_first_of(">\n", at);
      if (at == std::string::npos || text_[at] != '>') return open;
      ++at;
    } else {
      int depth = 0;
      for (; at < text_.size() && text_[at] != ' ' && text_[at] != '\n'; ++at) {
        if (text_[at] == '\\' && at + 1 < text_.size() && is_punctuation(text_[at + 1]))
          ++at;
        else if (text_[at] == '(')
          ++depth;
        else if (text_[at] == ')' && depth-- == 0)
          break;
      }
    }
    at = text_.find_first_not_of(" \n", at);
    if (at == std::string::npos) return open;
    if (text_[at] == '"' || text_[at] == '\'' || text_[at] == '(') {
      const char quote = text_[at] == '(' ? ')' : text_[at];
      do at = text_.find(quote, at + 1);
      while (at != std::string::npos && text_[at - 1] == '\\');
      if (at == std::string::npos) return open;
      at = text_.find_first_not_of(" \n", at + 1);
    }
    return at != std::string::npos && text_[at] == ')' ? at + 1 : open;
  }

  /// Section 6.2 "process emphasis", for the nodes from `first` on.
  void pair_emphasis(Nodes::iterator first) {
    for (auto closer = first; closer != nodes_.end();) {
      const bool closes = closer->closes && (closer->mark == '*' || closer->mark == '_') && closer->count > 0;
      const auto opener = closes ? opener_for(first, closer) : nodes_.end();
      if (opener == nodes_.end()) {
        ++closer;
        continue;
      }
      const std::size_t size = opener->count >= 2 && closer->count >= 2 ? 2 : 1;
      const std::string marks(size, closer->mark);
      codes_.push_back({size == 2 ? Code::Kind::Strong : Code::Kind::Emphasis, marks, marks, marks});
      for (auto inner = std::next(opener); inner != closer; ++inner)
        if (inner->mark == '*' || inner->mark == '_') inner->opens = inner->closes = false;
      nodes_.insert(std::next(opener), {.piece = {Piece::Kind::Open, {}, codes_.size() - 1}});
      nodes_.insert(closer, {.piece = {Piece::Kind::Close, {}, codes_.size() - 1}});
      opener->count -= size;
      closer->count -= size;
      if (closer->count == 0) ++closer;
    }
  }

  Nodes::iterator opener_for(Nodes::iterator first, Nodes::iterator closer) {
    for (auto node = closer; node != first;) {
      --node;
      if (node->mark != closer->mark || !node->opens || node->count == 0) continue;
      const bool either = node->closes || closer->opens;
      const bool three = either && (node->original + closer->original) % 3 == 0 &&
                         (node->original % 3 != 0 || closer->original % 3 != 0);
      if (!three) return node;
    }
    return nodes_.end();
  }

  /// Marks that paired with none are text; codes are numbered by their begin.
  Inline finish() {
    Inline out;
    std::vector<std::size_t> numbers(codes_.size(), codes_.size());
    for (Node& node : nodes_) {
      Piece piece = std::move(node.piece);
      if (node.mark == '*' || node.mark == '_') piece = {Piece::Kind::Text, std::string(node.count, node.mark), 0};
      if (node.mark == '[' || node.mark == '!') piece = {Piece::Kind::Text, node.mark == '!' ? "![" : "[", 0};
      if (piece.kind != Piece::Kind::Text) {
        std::size_t& number = numbers[piece.code];
        if (number == codes_.size()) {
          number = out.codes.size();
          out.codes.push_back(std::move(codes_[piece.code]));
        }
        piece.code = number;
      } else if (piece.text.empty()) {
        continue;
      } else if (!out.pieces.empty() && out.pieces.back().kind == Piece::Kind::Text) {
        out.pieces.back().text += piece.text;
        continue;
      }
      out.pieces.push_back(std::move(piece));
    }
    return out;
  }

  const std::set<std::string>& labels_;
  std::string text_;
  std::vector<std::pair<std::size_t, std::string>> gaps_;
  std::size_t at_ = 0, marks_ = 0, failed_runs_ = 0;
  Nodes nodes_;
  std::vector<Code> codes_;
};

}  // namespace

bool Inline::has_words() const {
  return std::any_of(pieces.begin(), pieces.end(), [](const Piece& piece) {
    return piece.kind == Piece::Kind::Text && piece.text.find_first_not_of(' ') != std::string::npos;
  });
}

Inline read_inline(const std::vector<Line>& lines, const std::set<std::string>& labels) {
  return Reader(lines, labels).read();
}

}  // namespace sen::xliff
