#include <charconv>

#include "engine/base/text.h"
#include "ingest/value.h"

namespace sen::ingest {
namespace {

/// A recursive-descent reader; depth and number of values are bounded.
class JsonReader {
 public:
  explicit JsonReader(std::string_view text) : text_(text) {}

  bool read(Value& value) {
    skip_space();
    if (!read_value(value, 0)) return false;
    skip_space();
    return at_ == text_.size() || fail({Phrase::TextAfterValue});
  }
  SyntaxError error() const { return {line_, what_}; }

 private:
  bool fail(Reason what) {
    if (what_.phrase == Phrase::Count) what_ = std::move(what);
    return false;
  }
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool take(char c) {
    if (peek() != c || at_ >= text_.size()) return false;
    ++at_;
    return true;
  }
  void skip_space() {
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '\n') ++line_;
      if (c != ' ' && c != '\t' && c != '\n' && c != '\r') break;
    }
  }

  bool read_value(Value& value, std::size_t depth) {
    if (depth > kMaxDepth) return fail({Phrase::NestedTooDeep, {std::to_string(kMaxDepth)}});
    if (++values_ > kMaxValues) return fail({Phrase::TooManyValues, {std::to_string(kMaxValues)}});
    value.line = line_;
    switch (peek()) {
      case '{':
        return read_map(value, depth);
      case '[':
        return read_list(value, depth);
      case '"':
        value.kind = Value::Kind::Scalar;
        return read_string(value.text);
      default:
        return read_word(value);
    }
  }

  bool read_map(Value& value, std::size_t depth) {
    value.kind = Value::Kind::Map;
    take('{');
    skip_space();
    if (take('}')) return true;
    do {
      skip_space();
      std::string name;
      if (peek() != '"') return fail({Phrase::NoName});
      if (!read_string(name)) return false;
      if (value.find(name) != nullptr) return fail({Phrase::NameTwice, {name}});
      skip_space();
      if (!take(':')) return fail({Phrase::NoColon, {name}});
      skip_space();
      value.members.push_back({std::move(name), Value()});
      if (!read_value(value.members.back().value, depth + 1)) return false;
      skip_space();
    } while (take(','));
    return take('}') || fail({Phrase::NoCommaOrBrace});
  }

  bool read_list(Value& value, std::size_t depth) {
    value.kind = Value::Kind::List;
    take('[');
    skip_space();
    if (take(']')) return true;
    do {
      skip_space();
      value.items.emplace_back();
      if (!read_value(value.items.back(), depth + 1)) return false;
      skip_space();
    } while (take(','));
    return take(']') || fail({Phrase::NoCommaOrBracket});
  }

  bool read_hex(std::uint32_t& out) {
    if (at_ + 4 > text_.size()) return fail({Phrase::HexDigits});
    const auto [end, error] = std::from_chars(text_.data() + at_, text_.data() + at_ + 4, out, 16);
    if (error != std::errc() || end != text_.data() + at_ + 4) return fail({Phrase::HexDigits});
    at_ += 4;
    return true;
  }

  static void append_utf8(std::string& out, std::uint32_t c) {
    const auto byte = [&](std::uint32_t value) { out += static_cast<char>(value); };
    if (c < 0x80) return byte(c);
    if (c < 0x800) return byte(0xC0 | c >> 6), byte(0x80 | (c & 0x3F));
    if (c < 0x10000) return byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F));
    byte(0xF0 | c >> 18), byte(0x80 | (c >> 12 & 0x3F)), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F));
  }

  bool read_escape(std::string& out) {
    constexpr std::string_view kNames = "\"\\/bfnrt", kBytes = "\"\\/\b\f\n\r\t";
    const char c = peek();
    ++at_;
    if (const std::size_t place = kNames.find(c); place != std::string_view::npos && c != '\0') {
      out += kBytes[place];
      return true;
    }
    if (c != 'u') return fail({Phrase::UnknownEscape});
    std::uint32_t high = 0;
    if (!read_hex(high)) return false;
    if (high >= 0xDC00 && high < 0xE000) return fail({Phrase::HalfSurrogate});
    if (high >= 0xD800 && high < 0xDC00) {
      std::uint32_t low = 0;
      if (!take('\\') || !take('u') || !read_hex(low)) return fail({Phrase::HalfSurrogate});
      if (low < 0xDC00 || low > 0xDFFF) return fail({Phrase::HalfSurrogate});
      high = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
    }
    append_utf8(out, high);
    return true;
  }

  bool read_string(std::string& out) {
    ++at_;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"') {
        ++at_;
        auto nfc = to_nfc(out);
        if (!nfc) return fail({Phrase::NotUtf8});
        out = *std::move(nfc);
        return true;
      }
      if (static_cast<unsigned char>(c) < 0x20) return fail({Phrase::ControlInString});
      ++at_;
      if (c != '\\') {
        out += c;
      } else if (!read_escape(out)) {
        return false;
      }
    }
    return fail({Phrase::StringOpen});
  }

  /// A number (kept as text), `true`, `false` or `null`.
  bool read_word(Value& value) {
    const std::size_t start = at_;
    while (at_ < text_.size() &&
           std::string_view("+-.0123456789abcdefghijklmnopqrstuvwxyzE").find(text_[at_]) != std::string_view::npos)
      ++at_;
    const std::string_view word = text_.substr(start, at_ - start);
    if (word == "null") return true;
    value.kind = Value::Kind::Scalar;
    value.text = word;
    if (word == "true" || word == "false" || is_number(word)) return true;
    return fail(word.empty() ? Reason{Phrase::NoValue} : Reason{Phrase::NoJsonValue, {std::string(word)}});
  }

  static bool is_number(std::string_view word) {
    const auto digits = [&] {
      const std::size_t end = std::min(word.find_first_not_of("0123456789"), word.size());
      word.remove_prefix(end);
      return end;
    };
    if (word.starts_with('-')) word.remove_prefix(1);
    const bool zero = word.starts_with('0');
    const std::size_t whole = digits();
    if (whole == 0 || (zero && whole > 1)) return false;
    if (word.starts_with('.')) {
      word.remove_prefix(1);
      if (digits() == 0) return false;
    }
    if (word.starts_with('e') || word.starts_with('E')) {
      word.remove_prefix(1);
      if (word.starts_with('+') || word.starts_with('-')) word.remove_prefix(1);
      if (digits() == 0) return false;
    }
    return word.empty();
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::uint64_t line_ = 1;
  std::size_t values_ = 0;
  Reason what_;
};

}  // namespace

const Value* Value::find(std::string_view name) const {
  for (const auto& [member, value] : members)
    if (member == name) return &value;
  return nullptr;
}

std::variant<Value, SyntaxError> read_json(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  JsonReader reader(text);
  Value value;
  if (reader.read(value)) return value;
  return reader.error();
}

}  // namespace sen::ingest
