#include "engine/http/conditional.h"

#include "engine/base/text.h"
#include "engine/http/response.h"
#include "engine/http/syntax.h"

namespace sen::http {
namespace {

std::string_view without_weak_mark(std::string_view etag) {
  if (etag.starts_with("W/")) etag.remove_prefix(2);
  return etag;
}

}  // namespace

bool matches_etag(std::string_view header, std::string_view etag) {
  header = trim_spaces(header);
  if (header == "*") return true;
  etag = without_weak_mark(etag);
  bool found = false;
  while (!header.empty()) {
    std::string_view rest = without_weak_mark(header);
    if (!rest.starts_with('"')) return false;
    const std::size_t close = rest.find('"', 1);
    if (close == std::string_view::npos) return false;
    found = found || rest.substr(0, close + 1) == etag;
    rest = trim_spaces(rest.substr(close + 1));
    if (!rest.empty() && rest.front() != ',') return false;
    while (rest.starts_with(',')) rest = trim_spaces(rest.substr(1));
    header = rest;
  }
  return found;
}

bool is_not_modified(const Request& request, std::string_view etag, std::optional<Timestamp> last_modified) {
  if (request.method != Method::Get && request.method != Method::Head) return false;
  if (request.header("if-none-match")) {
    return !etag.empty() && matches_etag(request.joined_header("if-none-match"), etag);
  }
  const auto since = request.header("if-modified-since");
  if (!since || !last_modified) return false;
  const Result<Timestamp> date = parse_http_date(*since);
  return date.has_value() && last_modified->milliseconds / 1000 <= date->milliseconds / 1000;
}

bool if_range_holds(const Request& request, std::string_view etag, std::string_view last_modified) {
  const auto condition = request.header("if-range");
  if (!condition) return true;
  if (condition->starts_with('"')) return !etag.empty() && *condition == etag;
  return !last_modified.empty() && *condition == last_modified;
}

RangeRequest read_range(std::string_view header, std::uint64_t size) {
  const RangeRequest whole;
  const std::size_t equals = header.find('=');
  if (equals == std::string_view::npos || !equals_ignoring_ascii_case(trim_spaces(header.substr(0, equals)), "bytes")) {
    return whole;
  }
  const std::string_view set = trim_spaces(header.substr(equals + 1));
  const std::size_t dash = set.find('-');
  if (dash == std::string_view::npos || set.find(',') != std::string_view::npos) return whole;
  const std::string_view from = set.substr(0, dash);
  const std::string_view to = set.substr(dash + 1);
  const auto first = read_digits(from);
  const auto last = read_digits(to);
  if ((!from.empty() && !first) || (!to.empty() && !last) || (from.empty() && to.empty())) return whole;

  const RangeRequest unsatisfiable{.kind = RangeRequest::Kind::Unsatisfiable, .range = {}};
  if (!first) {  // The last bytes.
    if (*last == 0 || size == 0) return unsatisfiable;
    return {.kind = RangeRequest::Kind::Part, .range = {size - std::min(size, *last), size - 1}};
  }
  if (last && *last < *first) return whole;
  if (*first >= size) return unsatisfiable;
  return {.kind = RangeRequest::Kind::Part, .range = {*first, std::min(last.value_or(size - 1), size - 1)}};
}

}  // namespace sen::http
