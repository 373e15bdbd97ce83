#include "content/compare/facts.h"

#include <algorithm>
#include <set>

#include "content/compare/dates.h"
#include "content/compare/figures.h"
#include "content/compare/number_words.h"

namespace sen::compare {
namespace {

/// What a text says, ready to be asked.
class Facts {
 public:
  explicit Facts(const TextIn& text)
      : text_(text.text.substr(0, kMostFactBytes)),
        locale_(text.locale),
        readable_(make_readable(text_)),
        figures_(read_figures(readable_, locale_)),
        words_(text_, locale_) {
    for (const Figure& figure : figures_) {
      if (!figure.document.empty()) {
        documents_.insert(figure.document);
        continue;
      }
      if (figure.day > 0) possible_dates_.push_back({0, 0, 0, figure.month, figure.day});
      if (figure.hour >= 0) hours_.insert(figure.hour % 12), values_.insert(Decimal::of(figure.minute));
      for (const Decimal& reading : figure.readings) {
        values_.insert(reading);
        const auto whole = reading.whole();
        if (figure.time && whole) hours_.insert(*whole % 12);
      }
    }
    Dates dates = take_dates(readable_, locale_, figures_);
    dates_ = std::move(dates.mentions);
    months_ = std::move(dates.months);
  }

  std::string_view text() const { return text_; }
  const content::Locale& locale() const { return locale_; }
  const std::vector<Figure>& figures() const { return figures_; }
  const std::vector<DateMention>& dates() const { return dates_; }

  bool says(const Figure& figure) {
    if (!figure.document.empty()) return documents_.contains(figure.document);
    if (figure.hour >= 0 && hours_.contains(figure.hour % 12)) return true;
    if (figure.day > 0 && says(DateMention{0, 0, 0, figure.month, figure.day})) return true;
    return std::any_of(figure.readings.begin(), figure.readings.end(), [&](const Decimal& reading) {
      if (values_.contains(reading)) return true;
      const auto whole = reading.whole();
      return whole && says_otherwise(*whole, figure.time);
    });
  }

  bool says(const DateMention& date) {
    const auto same = [&](const DateMention& other) {
      const bool year = date.year == 0 || other.year == 0 || date.year == other.year;
      return year && date.month == other.month && (date.day == 0 || date.day == other.day);
    };
    if (std::any_of(dates_.begin(), dates_.end(), same)) return true;
    if (std::any_of(possible_dates_.begin(), possible_dates_.end(), same)) return true;
    const auto number = [&](int value) {
      return value == 0 || values_.contains(Decimal::of(value)) || words_.says(value);
    };
    return number(date.year) && (months_.contains(date.month) || number(date.month)) && number(date.day);
  }

  Fact fact(FactKind kind, std::size_t begin, std::size_t end, std::string value) const {
    return at_bytes(kind, readable_.offsets[begin], readable_.offsets[end], std::move(value));
  }
  Fact at_bytes(FactKind kind, std::size_t begin, std::size_t end, std::string value) const {
    Fact out{kind, std::string(text_.substr(begin, end - begin)), std::move(value), begin, 1};
    out.line +=
        static_cast<std::size_t>(std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(begin), '\n'));
    return out;
  }

 private:
  /// In words, on a clock of twelve hours, as a decade without its century, as half of a range (2021–25).
  bool says_otherwise(std::int64_t number, bool time) {
    if (time && number < 24 && hours_.contains(number % 12)) return true;
    const bool year = number >= 1000 && number <= 2999;
    if (year && values_.contains(Decimal::of(number % 100))) return true;
    if (number >= 10 && number < 100 && std::any_of(values_.begin(), values_.end(), [&](const Decimal& value) {
          const auto whole = value.whole();
          return whole && *whole >= 1000 && *whole <= 2999 && *whole % 100 == number;
        }))
      return true;
    return (number <= 12 && months_.contains(static_cast<int>(number))) || words_.says(number);
  }

  std::string_view text_;
  content::Locale locale_;
  Readable readable_;
  std::vector<Figure> figures_;
  NumberWords words_;
  std::vector<DateMention> dates_, possible_dates_;
  std::set<Decimal> values_;
  std::set<std::string> documents_;
  std::set<std::int64_t> hours_;
  std::set<int> months_;
};

bool is_compared(const Figure& figure) {
  if (!figure.document.empty()) return true;
  const auto whole = figure.readings.front().whole();
  return !figure.in_word && !figure.numbering && !(whole && *whole <= 2);
}

/// What `here` says and `there` does not.
std::vector<Fact> lacking(const Facts& here, Facts& there, const ProtectedNames& names, bool source) {
  std::vector<Fact> out;
  for (const Figure& figure : here.figures()) {
    if (!is_compared(figure) || there.says(figure)) continue;
    if (figure.document.empty())
      out.push_back(here.fact(FactKind::Number, figure.begin, figure.end, figure.readings.front().to_string()));
    else
      out.push_back(here.fact(FactKind::DocumentNumber, figure.begin, figure.end, figure.document));
  }
  for (const DateMention& date : here.dates())
    if (!there.says(date)) out.push_back(here.fact(FactKind::Date, date.begin, date.end, date.to_string()));
  for (const ProtectedNames::Found& found : names.find(here.text(), here.locale()))
    // A translation may name the ministry of another country where the source has words of its own.
    if ((source || names.is_place(found.group)) && !names.says(there.text(), found.group))
      out.push_back(here.at_bytes(FactKind::Name, found.begin, found.end, names.name_in(found.group, there.locale())));

  std::sort(out.begin(), out.end(), [](const Fact& a, const Fact& b) { return a.offset < b.offset; });
  std::set<std::pair<FactKind, std::string>> seen;
  std::erase_if(out, [&](const Fact& fact) { return !seen.emplace(fact.kind, fact.value).second; });
  return out;
}

}  // namespace

FactDifferences differing_facts(const TextIn& source, const TextIn& translation, const ProtectedNames& names) {
  Facts before(source), after(translation);
  return {lacking(before, after, names, true), lacking(after, before, names, false)};
}

}  // namespace sen::compare
