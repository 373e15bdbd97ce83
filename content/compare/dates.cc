#include "content/compare/dates.h"

#include <unicode/dtfmtsym.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <map>

namespace sen::compare {
namespace {

struct MonthName {
  std::u32string name;  ///< In lower case.
  int month = 0;
};

std::u32string lower(const icu::UnicodeString& text) {
  icu::UnicodeString folded(text);
  folded.toLower();
  std::u32string out;
  for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1))
    out.push_back(static_cast<char32_t>(folded.char32At(i)));
  while (!out.empty() && out.back() == U'.') out.pop_back();
  return out;
}

/// The names of months that hold no digit, the longest first.
const std::vector<MonthName>& month_names(const content::Locale& locale) {
  thread_local std::map<std::string, std::vector<MonthName>> names;
  const auto [entry, is_new] = names.try_emplace(locale.value);
  if (!is_new) return entry->second;
  UErrorCode status = U_ZERO_ERROR;
  const icu::DateFormatSymbols symbols(icu::Locale(locale.value.c_str()), status);
  using Symbols = icu::DateFormatSymbols;
  for (const auto context : {Symbols::FORMAT, Symbols::STANDALONE})
    for (const auto width : {Symbols::WIDE, Symbols::ABBREVIATED}) {
      // Elsewhere the short forms are words too: `mar` is the sea.
      if (width == Symbols::ABBREVIATED && locale.value != "en") continue;
      std::int32_t count = 0;
      const icu::UnicodeString* months = symbols.getMonths(count, context, width);
      for (std::int32_t i = 0; i < std::min(count, 12); ++i) {
        std::u32string name = lower(months[i]);
        const bool digits =
            std::any_of(name.begin(), name.end(), [](char32_t c) { return u_isdigit(static_cast<UChar32>(c)) != 0; });
        // Without its ending, of which collect_month_names() allows two letters: сентябр-я, -е, -ь.
        if (locale.value == "ru" && name.size() > 4) name.pop_back();
        if (!digits && name.size() > 1) entry->second.push_back({std::move(name), i + 1});
      }
    }
  std::sort(entry->second.begin(), entry->second.end(),
            [](const MonthName& a, const MonthName& b) { return a.name.size() > b.name.size(); });
  return entry->second;
}

enum class Part { Number, Day, Month, Year };

/// A number or the name of a month, and what the words around it make of it.
struct Element {
  std::size_t begin = 0, end = 0;
  int value = 0;
  Part part = Part::Number;
  std::size_t figure = 0;  ///< Its index and one; 0: the name of a month.

  bool is_day() const { return (part == Part::Day || part == Part::Number) && value >= 1 && value <= 31; }
  bool is_month() const { return part == Part::Month && value >= 1 && value <= 12; }
  bool is_year() const { return (part == Part::Year || part == Part::Number) && value >= 1000 && value <= 2999; }
};

struct Mark {
  std::u32string_view word;
  Part part;
};
constexpr std::array kBefore = std::to_array<Mark>({
    {U"ngày", Part::Day},
    {U"tháng", Part::Month},
    {U"năm", Part::Year},
    {U"ວັນທີ", Part::Day},
    {U"ເດືອນ", Part::Month},
    {U"ປີ", Part::Year},
    {U"ថ្ងៃទី", Part::Day},
    {U"ថ្ងៃ", Part::Day},
    {U"ខែ", Part::Month},
    {U"ឆ្នាំ", Part::Year},
});
constexpr std::array kAfter = std::to_array<Mark>({
    {U"日", Part::Day},
    {U"月", Part::Month},
    {U"年", Part::Year},
    {U"일", Part::Day},
    {U"월", Part::Month},
    {U"년", Part::Year},
    {U"号", Part::Day},
});
/// Words that may stand between the parts of a date.
constexpr std::array kGlue = std::to_array<std::u32string_view>({
    U"",    U"de",    U"del",  U"of", U"the", U"st",  U"nd",  U"rd",   U"th",   U"er", U"º",
    U"năm", U"tháng", U"ngày", U"年", U"月",  U"日",  U"년",  U"월",   U"일",   U"ປີ",  U"ເດືອນ",
    U"ວັນທີ", U"ឆ្នាំ",   U"ខែ",   U"من", U"شهر", U"عام", U"سنة", U"года", U"году", U"г",
});

class DateReader {
 public:
  DateReader(const Readable& text, const content::Locale& locale, std::vector<Figure>& figures)
      : text_(text.text), locale_(locale), figures_(figures) {}

  Dates read() {
    collect_numbers();
    collect_month_names();
    std::sort(elements_.begin(), elements_.end(), [](const Element& a, const Element& b) { return a.begin < b.begin; });
    std::vector<bool> used(figures_.size() + 1, false);
    Dates dates;
    for (const Element& element : elements_)
      if (element.is_month()) dates.months.insert(element.value);
    for (std::size_t i = 0; i < elements_.size();) {
      const std::size_t taken = date_at(i, dates.mentions);
      for (std::size_t k = i; k < i + taken; ++k) used[elements_[k].figure] = true;
      i += std::max<std::size_t>(taken, 1);
    }
    std::vector<Figure> left;
    for (std::size_t i = 0; i < figures_.size(); ++i)
      if (!used[i + 1]) left.push_back(std::move(figures_[i]));
    for (const DateMention& date : dates.mentions) dates.months.insert(date.month);
    figures_ = std::move(left);
    return dates;
  }

 private:
  void collect_numbers() {
    for (std::size_t i = 0; i < figures_.size(); ++i) {
      const Figure& figure = figures_[i];
      const auto value = figure.readings.front().whole();
      if (!figure.document.empty() || figure.end - figure.begin > 4 || !value || *value > 2999) continue;
      elements_.push_back({figure.begin, figure.end, static_cast<int>(*value), part_of(figure), i + 1});
    }
  }

  Part part_of(const Figure& figure) const {
    for (const Mark& mark : kAfter)
      if (text_.substr(figure.end).starts_with(mark.word) ||
          text_.substr(figure.end).starts_with(U" " + std::u32string(mark.word)))
        return mark.part;
    std::size_t before = figure.begin;
    while (before > 0 && text_[before - 1] == U' ') --before;
    for (const Mark& mark : kBefore) {
      if (before < mark.word.size()) continue;
      const std::u32string_view word = text_.substr(before - mark.word.size(), mark.word.size());
      if (std::equal(word.begin(), word.end(), mark.word.begin(), [](char32_t a, char32_t b) {
            return static_cast<char32_t>(u_tolower(static_cast<UChar32>(a))) == b;
          }))
        return mark.part;
    }
    return Part::Number;
  }

  /// Names of months beside a number; `May` and `März` alone are words like others.
  void collect_month_names() {
    std::u32string folded(text_);
    for (char32_t& c : folded) c = static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
    std::vector<bool> taken(folded.size(), false);
    for (const MonthName& month : month_names(locale_)) {
      for (std::size_t at = folded.find(month.name); at != std::u32string::npos; at = folded.find(month.name, at + 1)) {
        const std::size_t end = at + month.name.size();
        if (taken[at] || !is_whole_word(folded, at, end)) continue;
        std::fill(taken.begin() + static_cast<std::ptrdiff_t>(at), taken.begin() + static_cast<std::ptrdiff_t>(end),
                  true);
        elements_.push_back({at, end, month.month, Part::Month, 0});
      }
    }
  }

  static bool is_whole_word(std::u32string_view text, std::size_t begin, std::size_t end) {
    if (is_spaceless(text[begin])) return true;
    int endings = 2;
    const auto letter = [&](std::size_t at) {
      return at < text.size() && u_isalpha(static_cast<UChar32>(text[at])) != 0;
    };
    if (text[begin] >= 0x400 && text[begin] <= 0x52F)
      while (letter(end) && end - begin < 10 && endings-- > 0) ++end;
    return (begin == 0 || !letter(begin - 1)) && !letter(end);
  }

  /// The text between two elements without blanks and commas; nothing if they are too far apart.
  std::u32string between(std::size_t i) const {
    const std::size_t begin = elements_[i].end, end = elements_[i + 1].begin;
    if (end < begin || end - begin > 12) return U"?";
    std::u32string glue;
    for (const char32_t c : text_.substr(begin, end - begin))
      if (c != U' ' && c != 0x00A0 && c != U',') glue += c;
    return glue;
  }

  bool glued(std::size_t i) const {
    if (i + 1 >= elements_.size()) return false;
    std::u32string glue = between(i);
    while (!glue.empty() && glue.back() == U'.') glue.pop_back();
    if (glue == U"/" || glue == U"-") return true;
    // 年 and its like stand behind one number, the next word before the other.
    for (const std::u32string_view first : kGlue)
      for (const std::u32string_view second : kGlue)
        if (glue.size() == first.size() + second.size() && glue.starts_with(first) && glue.ends_with(second))
          return true;
    return false;
  }

  /// Adds the date that begins at element `i`; of how many elements it is made.
  std::size_t date_at(std::size_t i, std::vector<DateMention>& dates) const {
    const auto add = [&](std::size_t count, int year, int month, int day) {
      dates.push_back({elements_[i].begin, elements_[i + count - 1].end, year, month, day});
      return count;
    };
    if (!glued(i)) return 0;
    const Element &a = elements_[i], &b = elements_[i + 1];
    const bool three = glued(i + 1);
    const Element c = three ? elements_[i + 2] : Element{};
    const std::u32string sign = between(i);
    if (three && a.figure != 0 && b.figure != 0 && c.figure != 0 && sign == between(i + 1) &&
        (sign == U"/" || sign == U"-" || sign == U".")) {
      if (a.value > 999 && b.value <= 12 && c.value <= 31) return add(3, a.value, b.value, c.value);
      if (a.value <= 31 && b.value <= 12 && c.value > 999) return add(3, c.value, b.value, a.value);
      if (a.value <= 12 && b.value <= 31 && c.value > 999) return add(3, c.value, a.value, b.value);
    }
    if (three && a.is_day() && b.is_month() && c.is_year()) return add(3, c.value, b.value, a.value);
    if (three && a.is_month() && b.is_day() && c.is_year()) return add(3, c.value, a.value, b.value);
    if (three && a.is_year() && b.is_month() && c.is_day()) return add(3, a.value, b.value, c.value);
    if (locale_.value == "vi" && sign == U"/" && a.figure != 0 && b.figure != 0) {
      if (a.value >= 1 && a.value <= 12 && b.value > 999) return add(2, b.value, a.value, 0);
      const bool fraction = a.value < b.value && a.value <= 3 && a.part != Part::Day;
      if (a.is_day() && b.value >= 1 && b.value <= 12 && !fraction) return add(2, 0, b.value, a.value);
    }
    if (a.is_month() && b.is_year() && b.value > 31) return add(2, b.value, a.value, 0);
    if (a.is_year() && a.value > 31 && b.is_month()) return add(2, a.value, b.value, 0);
    if (a.is_day() && b.is_month()) return add(2, 0, b.value, a.value);
    if (a.is_month() && b.is_day()) return add(2, 0, a.value, b.value);
    return 0;
  }

  std::u32string_view text_;
  const content::Locale& locale_;
  std::vector<Figure>& figures_;
  std::vector<Element> elements_;
};

}  // namespace

std::string DateMention::to_string() const {
  const auto two = [](int value) { return (value < 10 ? "-0" : "-") + std::to_string(value); };
  return (year == 0 ? "-" : std::to_string(year)) + two(month) + (day == 0 ? "" : two(day));
}

Dates take_dates(const Readable& text, const content::Locale& locale, std::vector<Figure>& figures) {
  return DateReader(text, locale, figures).read();
}

}  // namespace sen::compare
