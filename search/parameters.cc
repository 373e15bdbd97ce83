#include "search/parameters.h"

namespace sen::search {
namespace {

constexpr std::size_t kMaxPage = 100;

/// A moment given as a date or time. Errors: InvalidInput names `parameter`.
Result<std::optional<Timestamp>> moment(std::string_view parameter, std::string_view text) {
  if (text.empty()) return std::optional<Timestamp>();
  return std::optional<Timestamp>(SEN_TRY(parse_rfc3339(text).within(parameter)));
}

}  // namespace

bool has_filter(const Query& query) {
  const bool code = !query.type.empty() || !query.topic.empty() || !query.organisation.empty() ||
                    !query.place.empty() || !query.year.empty();
  return code || query.language || query.from || query.to;
}

Result<Query> parse_parameters(std::span<const std::pair<std::string, std::string>> parameters,
                               const content::Locale& reader) {
  const auto value = [&](std::string_view name) -> std::string_view {
    for (const auto& [key, text] : parameters)
      if (key == name) return text;
    return {};
  };
  Query query;
  query.text = value("q");
  query.reader = reader;
  if (!value("language").empty()) query.language = content::Locale(std::string(value("language")));
  query.type = value("type");
  query.topic = value("topic");
  query.organisation = value("organisation");
  query.place = value("place");
  query.year = value("year");
  query.from = SEN_TRY(moment("from", value("from")));
  query.to = SEN_TRY(moment("to", value("to")));
  query.verbatim = value("verbatim") == "1";
  const std::string_view sort = value("sort");
  if (sort == "date")
    query.sort = Query::Sort::Date;
  else if (!sort.empty() && sort != "relevance")
    return Error(ErrorCode::InvalidInput, "sort: is relevance or date");
  if (const std::string_view page = value("page"); !page.empty()) {
    std::size_t number = 0;
    for (const char c : page.substr(0, 4)) {
      if (c < '0' || c > '9') return Error(ErrorCode::InvalidInput, "page: is a number from 1 on");
      number = number * 10 + static_cast<std::size_t>(c - '0');
    }
    if (number < 1 || number > kMaxPage)
      return Error(ErrorCode::InvalidInput, "page: is a number from 1 to " + std::to_string(kMaxPage));
    query.page = number;
  }
  return query;
}

}  // namespace sen::search
