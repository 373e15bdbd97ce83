#include "content/compare/figures.h"

#include <unicode/uchar.h>

#include <algorithm>

namespace sen::compare {
namespace {

constexpr int kMostDigits = 17;

bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

/// A letter of a script that parts words by blanks.
bool is_letter(char32_t c) {
  return u_isalpha(static_cast<UChar32>(c)) != 0 && !is_spaceless(c);
}

bool has_decimal_comma(const content::Locale& locale) {
  static constexpr std::string_view kComma[] = {"vi", "fr", "es", "ru", "de", "lo", "km"};
  return std::find(std::begin(kComma), std::end(kComma), locale.value) != std::end(kComma);
}

/// Groups of digits and the one sign between each two: `1.234,5`.
struct Groups {
  std::vector<std::u32string_view> digits;
  std::u32string signs;
  std::size_t end = 0;
};

bool parts_groups(char32_t c) {
  return c == U'.' || c == U',' || c == U' ' || c == 0x00A0 || c == U'\'' || c == 0x2019 || c == 0x066B || c == 0x066C;
}

Groups groups_at(std::u32string_view text, std::size_t at) {
  Groups out;
  for (;;) {
    std::size_t end = at;
    while (end < text.size() && is_digit(text[end])) ++end;
    out.digits.push_back(text.substr(at, end - at));
    out.end = end;
    if (end + 1 >= text.size() || !parts_groups(text[end]) || !is_digit(text[end + 1])) return out;
    // A blank parts groups only between three digits and one to three.
    std::size_t next = end + 1;
    while (next < text.size() && is_digit(text[next])) ++next;
    const bool blank = text[end] == U' ' || text[end] == 0x00A0;
    const bool first = out.signs.empty() || out.signs.back() == text[end];
    if (blank && (next - end - 1 != 3 || out.digits.back().size() > 3 || !first)) return out;
    if (out.signs.size() > 8) return out;
    out.signs.push_back(text[end]);
    at = end + 1;
  }
}

Decimal joined(const Groups& groups, std::size_t decimals_from) {
  std::int64_t value = 0;
  int exponent = 0, digits = 0;
  for (std::size_t i = 0; i < groups.digits.size(); ++i)
    for (const char32_t c : groups.digits[i]) {
      if (++digits > kMostDigits) {
        exponent += i >= decimals_from ? 0 : 1;
        continue;
      }
      value = value * 10 + static_cast<std::int64_t>(c - U'0');
      exponent -= i >= decimals_from ? 1 : 0;
    }
  return Decimal::of(value, exponent);
}

/// The numbers that `groups` may mean; empty if it is no number (a date, a version).
std::vector<Decimal> readings_of(const Groups& groups, const content::Locale& locale) {
  const std::size_t count = groups.digits.size();
  if (count == 1) return {joined(groups, 1)};
  const auto thousands = [&](std::size_t until) {
    bool all = groups.digits[0].size() <= 3;
    for (std::size_t i = 1; i < until; ++i)
      all = all && groups.digits[i].size() == 3 && groups.signs[i - 1] == groups.signs[0];
    return all;
  };
  const char32_t last = groups.signs.back();
  const bool one_kind = std::all_of(groups.signs.begin(), groups.signs.end(), [&](char32_t c) { return c == last; });
  const Decimal whole = joined(groups, count), decimal = joined(groups, count - 1);
  if (last == 0x066B && thousands(count - 1)) return {decimal};
  if (!one_kind) return thousands(count - 1) && last != U' ' ? std::vector{decimal} : std::vector<Decimal>{};
  if (last == U' ' || last == 0x00A0 || last == 0x066C || last == U'\'' || last == 0x2019)
    return thousands(count) ? std::vector{whole} : std::vector<Decimal>{};
  if (count > 2) return thousands(count) ? std::vector{whole} : std::vector<Decimal>{};
  if (!thousands(count) || groups.digits[0] == U"0") return {decimal};
  const bool decimal_sign = (last == U',') == has_decimal_comma(locale);
  return decimal_sign ? std::vector{decimal, whole} : std::vector{whole, decimal};
}

class FigureReader {
 public:
  FigureReader(std::u32string_view text, const content::Locale& locale) : text_(text), locale_(locale) {}

  std::vector<Figure> read() {
    for (std::size_t at = 0; at < text_.size() && figures_.size() < kMostFigures;) {
      if (!is_digit(text_[at]))
        ++at;
      else
        at = read_at(at);
    }
    spread_multipliers();
    return std::move(figures_);
  }

 private:
  std::size_t read_at(std::size_t at) {
    if (const std::size_t end = document_end(at); end > at) {
      Figure figure{at, end, {Decimal{}}};
      for (std::size_t i = at; i < end; ++i) figure.document += to_utf8(text_[i]);
      figures_.push_back(figure);
      return end;
    }
    const Groups groups = groups_at(text_, at);
    std::vector<Decimal> readings = readings_of(groups, locale_);
    const bool clock =
        is_time(at, groups.end) && groups.signs == U"." && groups.digits[1].size() == 2 && groups.digits[0].size() <= 2;
    // `CO2 713` is a formula and a number, not 2,713.
    const bool formula = at > 0 && is_letter(text_[at - 1]) && groups.signs.starts_with(U' ');
    if (readings.empty() || clock || formula) {  // Each group by itself.
      std::size_t begin = at;
      for (const std::u32string_view digits : groups.digits) {
        Groups one{{digits}, {}, begin + digits.size()};
        add(begin, one.end, readings_of(one, locale_));
        figures_.back().time = figures_.back().time || clock;
        begin = one.end + 1;
      }
      return groups.end;
    }
    add(at, groups.end, std::move(readings));
    Figure& figure = figures_.back();
    if (groups.signs == U".") read_time(groups, figure), read_day_and_month(groups, figure);
    if (!figure.numbering) multiply(figure);
    return figure.end;
  }

  /// `18.30`, half past six.
  static void read_time(const Groups& groups, Figure& figure) {
    const auto hour = joined({{groups.digits[0]}, {}, 0}, 1).whole(),
               minute = joined({{groups.digits[1]}, {}, 0}, 1).whole();
    if (groups.digits[1].size() != 2 || !hour || !minute || *hour > 23 || *minute > 59) return;
    figure.hour = static_cast<int>(*hour);
    figure.minute = static_cast<int>(*minute);
  }

  /// `3.2` where the decimal sign is a comma.
  void read_day_and_month(const Groups& groups, Figure& figure) const {
    const auto day = joined({{groups.digits[0]}, {}, 0}, 1).whole(),
               month = joined({{groups.digits[1]}, {}, 0}, 1).whole();
    if (!has_decimal_comma(locale_) || !day || !month || *day < 1 || *day > 31 || *month < 1 || *month > 12) return;
    figure.day = static_cast<int>(*day);
    figure.month = static_cast<int>(*month);
  }

  void add(std::size_t begin, std::size_t end, std::vector<Decimal> readings) {
    Figure figure{begin, end, std::move(readings)};
    const char32_t before = begin > 0 ? text_[begin - 1] : U' ', after = end < text_.size() ? text_[end] : U' ';
    const bool joined_before = before == U'-' && begin > 1 && is_letter(text_[begin - 2]);
    figure.in_word = is_letter(before) || joined_before || (is_letter(after) && !multiplier_at(text_, end, locale_));
    figure.time = is_time(begin, end);
    figure.numbering = is_numbering(begin, end);
    figures_.push_back(std::move(figure));
  }

  /// `8:30`, `8h30`, `17h`, and numbers beside a word for the hour.
  bool is_time(std::size_t begin, std::size_t end) const {
    const char32_t after = end < text_.size() ? text_[end] : U' ', before = begin > 0 ? text_[begin - 1] : U' ';
    if (after == U':' || after == U'h' || before == U':' || before == U'h') return true;
    static constexpr std::u32string_view kAfter[] = {U"giờ", U"am",  U"a.m",   U"pm", U"p.m", U"AM",
                                                     U"PM",  U"Uhr", U"heure", U"h ", U"час", U"時",
                                                     U"时",  U"点",  U"點",    U"시", U"ໂມງ", U"o'clock"};
    static constexpr std::u32string_view kBefore[] = {U"ម៉ោង", U"ម៉ោង ", U"الساعة "};
    std::size_t next = end;
    while (next < text_.size() && (text_[next] == U' ' || text_[next] == 0x00A0)) ++next;
    const auto follows = [&](std::u32string_view word) { return text_.substr(next).starts_with(word); };
    const auto precedes = [&](std::u32string_view word) { return text_.substr(0, begin).ends_with(word); };
    return std::any_of(std::begin(kAfter), std::end(kAfter), follows) ||
           std::any_of(std::begin(kBefore), std::end(kBefore), precedes);
  }

  /// `3. ` and `3) ` at the start of a line, behind marks of headings and quotes.
  bool is_numbering(std::size_t begin, std::size_t end) const {
    if (end - begin > 2 || end >= text_.size() || (text_[end] != U'.' && text_[end] != U')')) return false;
    if (end + 1 < text_.size() && text_[end + 1] != U' ' && text_[end + 1] != U'\n') return false;
    const std::size_t line = begin == 0 ? 0 : text_.rfind(U'\n', begin - 1) + 1;
    return text_.substr(line, begin - line).find_first_not_of(U" #>*") == std::u32string_view::npos;
  }

  /// Takes the words behind the number that multiply it, and what these languages add: 3亿5000万, 1억 4천 2백만.
  void multiply(Figure& figure) {
    int power = 0;
    const std::size_t end = skip_multipliers(figure.end, power);
    if (end == figure.end) return;
    figure.in_word = false;
    figure.end = end;
    std::vector<std::pair<Decimal, int>> parts = {{figure.readings[0], power}};
    while (is_spaceless(text_[figure.end - 1]) && parts.size() < 6) {
      std::size_t next = figure.end;
      if (next < text_.size() && text_[next] == U' ') ++next;
      if (next >= text_.size() || !is_digit(text_[next])) break;
      const Groups groups = groups_at(text_, next);
      const std::vector<Decimal> more = readings_of(groups, locale_);
      int lower = 0;
      const std::size_t after = skip_multipliers(groups.end, lower);
      const bool unit = after > groups.end || next == figure.end;
      const bool smaller = lower < parts.back().second || (parts.back().second < 4 && lower >= 4);
      if (more.empty() || !smaller || !unit) break;
      // 4천 2백만: the thousand counts what the next unit counts.
      if (parts.back().second < 4 && lower >= 4) parts.back().second += lower / 4 * 4;
      parts.emplace_back(more[0], lower);
      figure.end = after;
    }
    for (Decimal& reading : figure.readings) reading = reading.times_ten_to(parts[0].second);
    if (parts.size() == 1) return;
    Decimal sum;
    for (const auto& [value, times] : parts) sum = sum + value.times_ten_to(times);
    figure.readings = {sum};
  }

  std::size_t skip_multipliers(std::size_t at, int& power) const {
    for (int words = 0; words < 3; ++words) {
      std::size_t next = at;
      if (next < text_.size() && (text_[next] == U' ' || text_[next] == 0x00A0 || text_[next] == U'-')) ++next;
      // 1400多万: more than 14 million.
      if (locale_.value == "zh" && next < text_.size() && (text_[next] == U'多' || text_[next] == U'余')) ++next;
      const auto multiplier = multiplier_at(text_, next, locale_);
      if (!multiplier) break;
      power += multiplier->power;
      at = multiplier->end;
    }
    return at;
  }

  /// The first of two numbers that share a multiplying word may mean it too: `1.2 to 1.5 million`.
  void spread_multipliers() {
    for (std::size_t i = 0; i + 1 < figures_.size(); ++i) {
      Figure& first = figures_[i];
      const Figure& second = figures_[i + 1];
      if (second.begin < first.end || second.begin - first.end > 8) continue;
      int power = 0;
      std::size_t digits_end = second.begin;
      while (digits_end < second.end && (is_digit(text_[digits_end]) || parts_groups(text_[digits_end]))) ++digits_end;
      while (digits_end > second.begin && !is_digit(text_[digits_end - 1])) --digits_end;
      if (skip_multipliers(digits_end, power) <= digits_end) continue;
      const std::vector<Decimal> plain = first.readings;
      for (const Decimal& reading : plain) first.readings.push_back(reading.times_ten_to(power));
    }
  }

  /// Where a document number (`47/NQ-CP`, `202/2025/QH15`) ends; `at` if there is none.
  std::size_t document_end(std::size_t at) const {
    std::size_t end = at;
    const auto digits = [&] {
      const std::size_t begin = end;
      while (end < text_.size() && is_digit(text_[end])) ++end;
      return end - begin;
    };
    const auto slash = [&] { return end < text_.size() && text_[end] == U'/' ? ++end : 0; };
    if (digits() == 0 || slash() == 0) return at;
    if (end < text_.size() && is_digit(text_[end]) && (digits() != 4 || slash() == 0)) return at;
    std::size_t capitals = 0;
    for (; end < text_.size(); ++end) {
      const char32_t c = text_[end];
      const bool capital = u_isupper(static_cast<UChar32>(c)) != 0;
      const bool dash = c == U'-' && end + 1 < text_.size() && u_isupper(static_cast<UChar32>(text_[end + 1])) != 0;
      if (!capital && !is_digit(c) && !dash) break;
      capitals += capital ? 1 : 0;
    }
    return capitals >= 2 ? end : at;
  }

  static std::string to_utf8(char32_t c) {
    std::string out;
    const auto byte = [&](char32_t bits) { out += static_cast<char>(bits); };
    if (c < 0x80) {
      byte(c);
    } else if (c < 0x800) {
      byte(0xC0 | c >> 6);
      byte(0x80 | (c & 0x3F));
    } else {
      byte(0xE0 | c >> 12);
      byte(0x80 | (c >> 6 & 0x3F));
      byte(0x80 | (c & 0x3F));
    }
    return out;
  }

  std::u32string_view text_;
  const content::Locale& locale_;
  std::vector<Figure> figures_;
};

}  // namespace

std::vector<Figure> read_figures(const Readable& text, const content::Locale& locale) {
  return FigureReader(text.text, locale).read();
}

}  // namespace sen::compare
