#include "ingest/table_schema.h"

#include <unicode/regex.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <map>

#include "engine/base/text.h"

namespace sen::ingest {
namespace {

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

int number_in(std::string_view text) {
  int value = -1;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

bool is_between(std::string_view text, std::size_t size, int low, int high) {
  return text.size() == size && all_digits(text) && number_in(text) >= low && number_in(text) <= high;
}

bool is_year(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return text.size() == 4 && all_digits(text);
}

bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const std::string_view year = text.substr(0, 4), month = text.substr(5, 2), day = text.substr(8, 2);
  if (!all_digits(year) || !is_between(month, 2, 1, 12) || !is_between(day, 2, 1, 31)) return false;
  return std::chrono::year_month_day(std::chrono::year(number_in(year)),
                                     std::chrono::month(static_cast<unsigned>(number_in(month))),
                                     std::chrono::day(static_cast<unsigned>(number_in(day))))
      .ok();
}

bool is_time(std::string_view text) {
  return text.size() >= 8 && is_between(text.substr(0, 2), 2, 0, 24) && text[2] == ':' &&
         is_between(text.substr(3, 2), 2, 0, 59) && text[5] == ':' && is_between(text.substr(6, 2), 2, 0, 60);
}

bool is_datetime(std::string_view text) {
  return text.size() >= 19 && is_date(text.substr(0, 10)) && (text[10] == 'T' || text[10] == ' ') &&
         is_time(text.substr(11));
}

bool contains(const std::vector<std::string>& values, const std::string& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

std::string scalar(const Value* map, std::string_view name) {
  const Value* value = map == nullptr ? nullptr : map->find(name);
  return value != nullptr && value->is_scalar() ? value->text : std::string();
}

std::optional<std::size_t> size_in(const std::string& text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc()) return std::nullopt;
  return value;
}

std::vector<std::string> scalars(const Value* list) {
  std::vector<std::string> values;
  if (list == nullptr || !list->is_list()) return values;
  for (const Value& item : list->items)
    if (item.is_scalar()) values.push_back(item.text);
  return values;
}

/// A type of Table Schema in words; one that is not checked stays as the schema names it.
Said shown_type(const std::string& type) {
  static const std::map<std::string_view, Phrase> kTypes = {
      {"number", Phrase::Number},  {"integer", Phrase::Integer},     {"boolean", Phrase::Boolean},
      {"year", Phrase::Year},      {"yearmonth", Phrase::YearMonth}, {"date", Phrase::Date},
      {"time", Phrase::TimeOfDay}, {"datetime", Phrase::DateTime}};
  const auto found = kTypes.find(type);
  if (found == kTypes.end()) return type;
  return found->second;
}

/// Whether a is below b: as numbers if both are, else as texts (dates and years sort as texts).
bool is_below(const std::string& a, const std::string& b) {
  char *end_a = nullptr, *end_b = nullptr;
  const long double x = std::strtold(a.c_str(), &end_a), y = std::strtold(b.c_str(), &end_b);
  const bool numbers = end_a == a.c_str() + a.size() && end_b == b.c_str() + b.size();
  return numbers ? x < y : a < b;
}

}  // namespace

/// A compiled pattern (ICU; time and stack of a match are bounded).
struct FieldSchema::Pattern {
  std::unique_ptr<icu::RegexPattern> compiled;

  bool matches(const std::string& text) const {
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString wide = icu::UnicodeString::fromUTF8(text);
    const std::unique_ptr<icu::RegexMatcher> matcher(compiled->matcher(wide, status));
    if (U_FAILURE(status)) return true;
    matcher->setTimeLimit(100, status);
    matcher->setStackLimit(1 << 20, status);
    const bool matched = matcher->matches(status) != 0;
    return matched || U_FAILURE(status);
  }
};

std::optional<std::string> plain_number(std::string_view text, const NumberStyle& style) {
  text = trim(text);
  if (text == "NaN" || text == "INF" || text == "-INF") return std::string(text);
  if (!style.bare) {
    const auto inner = [](char c) { return (c >= '0' && c <= '9') || c == '-' || c == '+'; };
    while (!text.empty() && !inner(text.front()) && text.front() != style.decimal) text.remove_prefix(1);
    while (!text.empty() && !(text.back() >= '0' && text.back() <= '9')) text.remove_suffix(1);
  }
  std::string out;
  std::size_t at = 0, digits = 0;
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) {
    if (text[at] == '-') out += '-';
    ++at;
  }
  const auto take_digits = [&](char group) {
    for (; at < text.size(); ++at) {
      if (text[at] >= '0' && text[at] <= '9') {
        out += text[at];
        ++digits;
      } else if (group == '\0' || text[at] != group || digits == 0) {
        break;
      }
    }
  };
  take_digits(style.group);
  if (at < text.size() && text[at] == style.decimal) {
    if (digits == 0) out += '0';
    out += '.';
    ++at;
    const std::size_t before = digits;
    take_digits('\0');
    if (digits == before) return std::nullopt;
  }
  if (digits == 0) return std::nullopt;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    out += text[at++];
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) out += text[at++];
    const std::size_t before = digits;
    take_digits('\0');
    if (digits == before) return std::nullopt;
  }
  if (at != text.size()) return std::nullopt;
  return out;
}

bool is_period(std::string_view text) {
  if (is_year(text) || is_date(text) || is_datetime(text)) return true;
  if (text.size() < 6 || !all_digits(text.substr(0, 4)) || text[4] != '-') return false;
  const std::string_view part = text.substr(5);
  switch (part.front()) {
    case 'Q':
      return is_between(part.substr(1), 1, 1, 4);
    case 'S':
      return is_between(part.substr(1), 1, 1, 2);
    case 'T':
      return is_between(part.substr(1), 1, 1, 3);
    case 'W':
      return is_between(part.substr(1), 2, 1, 53);
    case 'M':
      return is_between(part.substr(1), 2, 1, 12);
    case 'A':
      return part == "A1";
    default:
      return is_between(part, 2, 1, 12);
  }
}

FieldSchema::FieldSchema(const Value& descriptor, const Place& place, Findings& findings) {
  name_ = scalar(&descriptor, "name");
  title_ = scalar(&descriptor, "title");
  if (const std::string type = scalar(&descriptor, "type"); !type.empty()) type_ = type;
  if (const std::string format = scalar(&descriptor, "format"); !format.empty()) format_ = format;
  if (const std::string decimal = scalar(&descriptor, "decimalChar"); decimal.size() == 1)
    numbers_.decimal = decimal.front();
  if (const std::string group = scalar(&descriptor, "groupChar"); group.size() == 1) numbers_.group = group.front();
  numbers_.bare = scalar(&descriptor, "bareNumber") != "false";
  if (auto values = scalars(descriptor.find("trueValues")); !values.empty()) true_values_ = std::move(values);
  if (auto values = scalars(descriptor.find("falseValues")); !values.empty()) false_values_ = std::move(values);
  const Value* constraints = descriptor.find("constraints");
  required_ = scalar(constraints, "required") == "true";
  unique_ = scalar(constraints, "unique") == "true";
  min_length_ = size_in(scalar(constraints, "minLength"));
  max_length_ = size_in(scalar(constraints, "maxLength"));
  minimum_ = scalar(constraints, "minimum");
  maximum_ = scalar(constraints, "maximum");
  for (std::string& value : scalars(constraints == nullptr ? nullptr : constraints->find("enum")))
    enum_.insert(std::move(value));
  pattern_text_ = scalar(constraints, "pattern");
  if (pattern_text_.empty()) return;
  UErrorCode status = U_ZERO_ERROR;
  auto pattern = std::make_shared<Pattern>();
  pattern->compiled.reset(icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(pattern_text_), 0, status));
  if (U_SUCCESS(status)) {
    pattern_ = std::move(pattern);
  } else {
    findings.add(Rule::BadPattern, place, {name_});
  }
}

bool FieldSchema::fits_type(const std::string& cell) const {
  const std::string_view text = trim(cell);
  if (type_ == "number") return plain_number(text, numbers_).has_value();
  if (type_ == "integer") {
    const auto number = plain_number(text, {.decimal = '\0', .group = numbers_.group, .bare = numbers_.bare});
    return number && number->find_first_of("eENI") == std::string::npos;
  }
  if (type_ == "boolean")
    return contains(true_values_, std::string(text)) || contains(false_values_, std::string(text));
  if (type_ == "year") return is_year(text);
  if (type_ == "yearmonth")
    return text.size() == 7 && is_year(text.substr(0, 4)) && text[4] == '-' && is_between(text.substr(5), 2, 1, 12);
  if (type_ == "date") return format_ != "default" || is_date(text);
  if (type_ == "datetime") return format_ != "default" || is_datetime(text);
  if (type_ == "time") return format_ != "default" || is_time(text);
  return true;
}

void FieldSchema::check(const std::string& cell, const Place& place, Findings& findings) {
  if (!fits_type(cell)) {
    findings.add(Rule::CellType, place, {cell.substr(0, 100), shown_type(type_)});
    return;
  }
  check_constraints(cell, place, findings);
}

void FieldSchema::check_constraints(const std::string& cell, const Place& place, Findings& findings) {
  const auto refuse = [&](Reason rule) {
    findings.add(Rule::CellConstraint, place, {cell.substr(0, 100), std::move(rule)});
  };
  if (min_length_ && count_code_points(cell) < *min_length_)
    refuse({Phrase::AtLeastCharacters, {std::to_string(*min_length_)}});
  if (max_length_ && count_code_points(cell) > *max_length_)
    refuse({Phrase::AtMostCharacters, {std::to_string(*max_length_)}});
  const std::string value = is_numeric() ? plain_number(cell, numbers_).value_or(cell) : cell;
  if (!minimum_.empty() && is_below(value, minimum_)) refuse({Phrase::AtLeast, {minimum_}});
  if (!maximum_.empty() && is_below(maximum_, value)) refuse({Phrase::AtMost, {maximum_}});
  if (!enum_.empty() && !enum_.contains(cell) && !enum_.contains(value)) refuse({Phrase::OneOf});
  if (pattern_ && !pattern_->matches(cell)) refuse({Phrase::LikePattern, {pattern_text_}});
  if (unique_ && !seen_.insert(cell)) findings.add(Rule::CellUnique, place, {cell.substr(0, 100)});
}

void FieldSchema::check_missing(const Place& place, Findings& findings) const {
  if (required_) findings.add(Rule::CellRequired, place);
}

}  // namespace sen::ingest
