#include "search/query_reader.h"

#include "engine/base/text.h"

namespace sen::search {
namespace {

enum class Mark { None, Quote, Minus, Blank, Colon };

constexpr char32_t kWideColon = 0xFF1A, kMinusSign = 0x2212, kIdeographicSpace = 0x3000, kNoBreakSpace = 0x00A0;

/// The marks that keyboards put for `"`. Those that texts quote names with (« », 「 」) are left to the text,
/// as are apostrophes.
bool is_quote(char32_t c) {
  static constexpr std::u32string_view kQuotes = U"\"\u201C\u201D\u201E\u201F\uFF02";
  return kQuotes.find(c) != std::u32string_view::npos;
}

Mark mark_of(char32_t c) {
  if (is_quote(c)) return Mark::Quote;
  if (c == '-' || c == kMinusSign) return Mark::Minus;
  if (c == ':' || c == kWideColon) return Mark::Colon;
  if (c <= ' ' || c == kIdeographicSpace || c == kNoBreakSpace) return Mark::Blank;
  return Mark::None;
}

/// `typed` without what lies behind the limit, cut between characters.
std::string_view within_limit(std::string_view typed) {
  if (typed.size() <= kLongestQuery) return typed;
  std::size_t end = kLongestQuery;
  while (end > 0 && (static_cast<unsigned char>(typed[end]) & 0xC0U) == 0x80U) --end;
  return typed.substr(0, end);
}

class Reader {
 public:
  explicit Reader(std::string_view typed) : typed_(typed) {}

  std::vector<Clause> read() {
    Clause plain;
    while (at_ < typed_.size()) {
      const std::size_t begin = at_;
      const Mark mark = next();
      if (mark == Mark::Quote) {
        add({.text = quoted(), .quoted = true});
      } else if (mark == Mark::Minus && starts_word(begin)) {
        read_excluded();
      } else if (mark == Mark::Colon && read_field(begin, plain.text)) {
        continue;
      } else {
        plain.text += typed_.substr(begin, at_ - begin);
      }
    }
    if (!trim(plain.text).empty()) clauses_.insert(clauses_.begin(), std::move(plain));
    return std::move(clauses_);
  }

 private:
  Mark next() { return mark_of(next_code_point(typed_, at_)); }
  Mark peek() const {
    std::size_t at = at_;
    return at < typed_.size() ? mark_of(next_code_point(typed_, at)) : Mark::Blank;
  }

  /// A minus excludes only in front of a word: `COVID-19` and `a - b` are text.
  bool starts_word(std::size_t begin) const {
    const bool first = begin == 0 || typed_[begin - 1] == ' ';
    const Mark after = peek();
    return first && (after == Mark::None || after == Mark::Quote);
  }

  void read_excluded() {
    if (peek() == Mark::Quote) {
      next();
      return add({.text = quoted(), .quoted = true, .excluded = true});
    }
    const std::size_t begin = at_;
    while (peek() != Mark::Blank && peek() != Mark::Quote) next();
    add({.text = std::string(typed_.substr(begin, at_ - begin)), .excluded = true});
  }

  /// The value behind the colon at `colon`, if a field's name ends there, with which `plain` ends too; else the colon
  /// is text.
  bool read_field(std::size_t colon, std::string& plain) {
    const Mark after = peek();
    if (after != Mark::None && after != Mark::Quote) return false;
    const auto name = field_at_end(plain);
    if (!name) return false;
    const std::string_view written = std::string_view(plain).substr(name->begin);
    if (colon < written.size() || typed_.substr(colon - written.size(), written.size()) != written) return false;
    Clause clause;
    clause.field = name->field;
    clause.begin = colon - written.size();
    plain.resize(name->begin);
    if (after == Mark::Quote) {
      next();
      clause.text = quoted();
      clause.quoted = true;
    } else {
      const std::size_t begin = at_;
      while (peek() != Mark::Blank && peek() != Mark::Quote) next();
      clause.text = typed_.substr(begin, at_ - begin);
    }
    clause.end = at_;
    add(std::move(clause));
    return true;
  }

  /// Up to the next quotation mark, or to the end: an open quotation is still one.
  std::string quoted() {
    const std::size_t begin = at_;
    while (at_ < typed_.size()) {
      const std::size_t end = at_;
      if (next() == Mark::Quote) return std::string(typed_.substr(begin, end - begin));
    }
    return std::string(typed_.substr(begin));
  }

  void add(Clause clause) {
    if (!trim(clause.text).empty()) clauses_.push_back(std::move(clause));
  }

  std::string_view typed_;
  std::size_t at_ = 0;
  std::vector<Clause> clauses_;
};

}  // namespace

std::vector<Clause> read_query(std::string_view typed) {
  return Reader(within_limit(typed)).read();
}

}  // namespace sen::search
