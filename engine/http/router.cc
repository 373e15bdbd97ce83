#include "engine/http/router.h"

#include <cassert>

#include "engine/base/text.h"

namespace sen::http {
namespace {

constexpr std::string_view kRest = "...}";

}  // namespace

std::string_view Parameters::operator[](std::string_view name) const {
  for (const auto& [key, value] : values_) {
    if (key == name) return value;
  }
  return {};
}

void Router::add(Method method, std::string_view pattern, Handler handler, Run run) {
  assert(pattern.starts_with('/') && "a pattern is a path");
  Route route{.method = method,
              .pattern = std::string(pattern),
              .segments = {},
              .rest = {},
              .literals = 0,
              .handler = std::move(handler),
              .run = run};
  for (std::string_view part : split(pattern.substr(1), '/')) {
    if (part.empty()) continue;
    if (part.starts_with('{') && part.ends_with(kRest)) {
      route.rest = part.substr(1, part.size() - 1 - kRest.size());
      break;
    }
    Segment segment;
    while (!part.empty()) {
      const std::size_t open = std::min(part.find('{'), part.size());
      const std::size_t close = std::min(part.find('}', open), part.size());
      segment.push_back({.literal = std::string(part.substr(0, open)), .placeholder = {}});
      if (open < part.size()) segment.back().placeholder = part.substr(open + 1, close - open - 1);
      route.literals += open;
      part.remove_prefix(std::min(close + 1, part.size()));
    }
    route.segments.push_back(std::move(segment));
  }
  routes_.push_back(std::move(route));
}

bool Router::matches(const Route& route, const std::vector<std::string>& path, Parameters* parameters) {
  const std::size_t count = route.segments.size();
  if (route.rest.empty() ? path.size() != count : path.size() < count) return false;
  for (std::size_t i = 0; i < count; ++i) {
    std::string_view text = path[i];
    const Segment& segment = route.segments[i];
    for (std::size_t piece = 0; piece < segment.size(); ++piece) {
      if (!text.starts_with(segment[piece].literal)) return false;
      text.remove_prefix(segment[piece].literal.size());
      if (segment[piece].placeholder.empty()) break;
      std::size_t end = text.size();
      if (piece + 1 < segment.size()) {
        const std::string& next = segment[piece + 1].literal;
        const bool last = segment[piece + 1].placeholder.empty();
        if (last && !text.ends_with(next)) return false;
        end = text.rfind(next, last ? std::string_view::npos : text.size() - std::min(text.size(), next.size() + 1));
        if (end == std::string_view::npos) return false;
      }
      if (end == 0) return false;
      if (parameters != nullptr) parameters->set(segment[piece].placeholder, std::string(text.substr(0, end)));
      text.remove_prefix(end);
    }
    if (!text.empty()) return false;
  }
  if (route.rest.empty() || parameters == nullptr) return true;
  std::string rest;
  for (std::size_t i = count; i < path.size(); ++i) {
    if (i > count) rest.push_back('/');
    rest.append(path[i]);
  }
  parameters->set(route.rest, std::move(rest));
  return true;
}

Router::Match Router::find(Method method, const std::vector<std::string>& path) const {
  const Route* best = nullptr;
  Match match;
  for (const Route& route : routes_) {
    const bool fits = route.method == method || (method == Method::Head && route.method == Method::Get);
    const bool better = best == nullptr || route.literals > best->literals ||
                        (route.literals == best->literals && route.rest.empty() && !best->rest.empty()) ||
                        (best->method != method && route.method == method && route.literals == best->literals);
    if (fits && !better) continue;
    if (!matches(route, path, nullptr)) continue;
    if (!fits) {
      if (std::find(match.allowed.begin(), match.allowed.end(), route.method) == match.allowed.end()) {
        match.allowed.push_back(route.method);
      }
      continue;
    }
    best = &route;
  }
  if (best == nullptr) return match;
  matches(*best, path, &match.parameters);
  match.allowed.clear();
  match.handler = &best->handler;
  match.run = best->run;
  return match;
}

std::vector<std::string> Router::list() const {
  std::vector<std::string> lines;
  for (const Route& route : routes_) lines.push_back(std::string(to_string(route.method)) + " " + route.pattern);
  return lines;
}

}  // namespace sen::http
