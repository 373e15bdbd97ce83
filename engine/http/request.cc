#include "engine/http/request.h"

#include "engine/base/text.h"

namespace sen::http {

std::string_view to_string(Method method) {
  switch (method) {
    case Method::Get:
      return "GET";
    case Method::Head:
      return "HEAD";
    case Method::Post:
      return "POST";
    case Method::Put:
      return "PUT";
    case Method::Patch:
      return "PATCH";
    case Method::Delete:
      return "DELETE";
    case Method::Options:
      return "OPTIONS";
  }
  return "";
}

std::optional<std::string_view> Request::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (equals_ignoring_ascii_case(key, name)) return value;
  }
  return std::nullopt;
}

std::string Request::joined_header(std::string_view name) const {
  std::string joined;
  bool found = false;
  for (const auto& [key, value] : headers) {
    if (!equals_ignoring_ascii_case(key, name)) continue;
    if (found) joined.append(", ");
    joined.append(value);
    found = true;
  }
  return joined;
}

std::optional<std::string_view> Request::parameter(std::string_view name) const {
  for (const auto& [key, value] : query) {
    if (key == name) return value;
  }
  return std::nullopt;
}

std::string_view Request::cookie(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (!equals_ignoring_ascii_case(key, "Cookie")) continue;
    for (const std::string_view part : split(value, ';')) {
      const std::string_view pair = trim(part);
      const std::size_t equals = pair.find('=');
      if (equals != std::string_view::npos && pair.substr(0, equals) == name) return pair.substr(equals + 1);
    }
  }
  return {};
}

bool is_same_origin(const Request& request) {
  const auto site = request.header("Sec-Fetch-Site");
  if (site && *site != "same-origin") return false;
  const auto origin = request.header("Origin");
  if (!origin) return site.has_value();
  const auto host = request.header("Host");
  const std::size_t scheme = origin->find("://");
  return host && scheme != std::string_view::npos && equals_ignoring_ascii_case(origin->substr(scheme + 3), *host);
}

}  // namespace sen::http
