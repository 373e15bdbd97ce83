#include "search/fields.h"

#include <algorithm>

#include "engine/base/text.h"
#include "search/query_reader.h"

namespace sen::search {
namespace {

bool is_year(std::string_view text) {
  return text.size() == 4 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Whether `value` stands for something, which is then set unless the filter was.
bool set_code(const Names& names, std::string_view facet, std::string_view value, std::string& filter) {
  std::string code = names.find(facet, value);
  if (code.empty()) return false;
  if (filter.empty()) filter = std::move(code);
  return true;
}

/// `from:2024` is the first moment of that year in Viet Nam, `to:2024` the last.
bool set_moment(std::string_view value, bool end, std::optional<Timestamp>& filter) {
  std::string text(value);
  if (is_year(value)) text = end ? std::to_string(std::stoi(text) + 1) + "-01-01" : text + "-01-01";
  const auto moment = parse_rfc3339(text);
  if (!moment) return false;
  constexpr std::chrono::hours kDay{24};
  const bool whole_day = end && text.size() == std::string_view("2024-01-01").size() && !is_year(value);
  if (!filter) filter = whole_day ? *moment + kDay : *moment;
  return true;
}

bool set_filter(const Clause& clause, const Names& names, Query& query) {
  const std::string_view value = trim(clause.text);
  switch (*clause.field) {
    case Field::Title:
      break;
    case Field::Language: {
      std::string code = query.language ? query.language->value : std::string();
      if (!set_code(names, "language", value, code)) return false;
      query.language = content::Locale(std::move(code));
      return true;
    }
    case Field::Type:
      return set_code(names, "type", value, query.type);
    case Field::Organisation:
      return set_code(names, "organisation", value, query.organisation);
    case Field::Topic:
      return set_code(names, "topic", value, query.topic);
    case Field::Place:
      return set_code(names, "place", value, query.place);
    case Field::Year:
      if (!is_year(value)) return false;
      if (query.year.empty()) query.year = value;
      return true;
    case Field::From:
      return set_moment(value, false, query.from);
    case Field::To:
      return set_moment(value, true, query.to);
  }
  return false;
}

}  // namespace

Query with_fields(Query query, const Names& names) {
  std::string text;
  std::size_t copied = 0;
  const std::string typed = query.text;
  for (const Clause& clause : read_query(typed)) {
    if (!clause.field || *clause.field == Field::Title) continue;
    text += typed.substr(copied, clause.begin - copied);
    if (!set_filter(clause, names, query)) text += clause.quoted ? '"' + clause.text + '"' : clause.text;
    copied = clause.end;
  }
  query.text = trim(text + typed.substr(copied));
  return query;
}

}  // namespace sen::search
