#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// HTML is written through one door. What is not a literal of the program says by its type what it
/// is, and is escaped for the place where it stands; a bare string does not compile.
namespace sen::portal::html {

/// HTML that the program itself contains. Made from string literals alone, at compile time; a literal with
/// inline style, an inline handler or a script address does not compile (Content-Security-Policy).
class Literal {
 public:
  template <std::size_t N>
  consteval Literal(const char (&text)[N])  // NOLINT(google-explicit-constructor): a literal is HTML
      : text_(text, N - 1) {
    for (const std::string_view forbidden : {" style=", " onclick=", " onload=", " onchange=", "javascript:", "<style"})
      if (text_.find(forbidden) != std::string_view::npos) throw "inline code or style in a page";
  }
  constexpr std::string_view view() const { return text_; }

 private:
  std::string_view text_;
};

/// Text between tags: `&`, `<`, `>` escaped.
struct Text {
  std::string_view value;
};

/// The value of an attribute, between double quotes: `&`, `<`, `>`, `"`, `'` escaped.
struct Attr {
  std::string_view value;
};

/// An address in an attribute. Only http, https, mailto, tel and relative addresses pass; any
/// other becomes `#`.
struct Url {
  std::string_view value;
};

/// JSON inside `<script type="application/ld+json">`: `<`, `>`, `&` and U+2028/9 as `\uXXXX`.
struct Json {
  std::string_view value;
};

/// HTML that another part of Sen made safe: a rendered body, a snippet, a chart.
struct Safe {
  std::string_view value;
};

/// Whether an address may stand in a link.
bool is_safe_url(std::string_view url);

/// Appends to one string. Called by one thread.
class Writer {
 public:
  explicit Writer(std::size_t expected_bytes = 16 * 1024) { out_.reserve(expected_bytes); }

  Writer& operator<<(Literal literal) {
    out_.append(literal.view());
    return *this;
  }
  Writer& operator<<(Text text);
  Writer& operator<<(Attr attribute);
  Writer& operator<<(Url url);
  Writer& operator<<(Json json);
  Writer& operator<<(Safe safe) {
    out_.append(safe.value);
    return *this;
  }
  Writer& operator<<(std::int64_t number);
  Writer& operator<<(std::uint32_t number) { return *this << static_cast<std::int64_t>(number); }
  Writer& operator<<(int number) { return *this << static_cast<std::int64_t>(number); }
  /// A length in a drawing, with at most one decimal: `12.5`.
  Writer& operator<<(double length);

  const std::string& view() const { return out_; }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

}  // namespace sen::portal::html
