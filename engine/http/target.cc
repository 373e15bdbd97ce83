#include "engine/http/target.h"

#include "engine/base/text.h"
#include "engine/http/response.h"
#include "engine/http/syntax.h"

namespace sen::http {
namespace {

constexpr std::string_view kScheme = "http://";

bool is_plain(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char raw) {
    const auto c = static_cast<unsigned char>(raw);
    return c <= 0x20 || c == 0x7F || c == '#';
  });
}

std::string_view without_default_port(std::string_view authority) {
  if (authority.ends_with(":80")) authority.remove_suffix(3);
  if (authority.ends_with(':')) authority.remove_suffix(1);
  return authority;
}

/// Takes scheme and authority off an absolute target.
std::optional<Refusal> make_origin_form(std::string& target, std::string_view host) {
  if (!equals_ignoring_ascii_case(std::string_view(target).substr(0, kScheme.size()), kScheme)) {
    return Refusal{400, "the request target is not a path"};
  }
  const std::size_t end = std::min(target.find_first_of("/?", kScheme.size()), target.size());
  const std::string_view authority = std::string_view(target).substr(kScheme.size(), end - kScheme.size());
  if (!is_authority(authority) ||
      !equals_ignoring_ascii_case(without_default_port(authority), without_default_port(host))) {
    return Refusal{400, "the request target names another host than Host"};
  }
  target.erase(0, end);
  if (!target.starts_with('/')) target.insert(0, "/");
  return std::nullopt;
}

bool is_unsafe_segment(std::string_view segment) {
  if (segment.empty() || segment == "." || segment == "..") return true;
  return std::any_of(segment.begin(), segment.end(), [](char raw) {
    const auto c = static_cast<unsigned char>(raw);
    return c < 0x20 || c == 0x7F || c == '/' || c == '\\';
  });
}

std::optional<Refusal> read_path(std::string_view raw, Request& request) {
  request.trailing_slash = raw.size() > 1 && raw.ends_with('/');
  if (request.trailing_slash) raw.remove_suffix(1);
  raw.remove_prefix(1);
  while (!raw.empty()) {
    const std::size_t slash = std::min(raw.find('/'), raw.size());
    Result<std::string> segment = percent_decode(raw.substr(0, slash), false);
    if (!segment.has_value()) return Refusal{400, "the path is not percent-encoded UTF-8"};
    if (is_unsafe_segment(*segment)) return Refusal{400, "a path segment is empty, a dot segment, or unsafe"};
    request.path.push_back(std::move(segment).value());
    if (slash == raw.size()) return std::nullopt;
    raw.remove_prefix(slash + 1);
    if (raw.empty()) return Refusal{400, "a path segment is empty, a dot segment, or unsafe"};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Refusal> read_target(Request& request, std::string_view host) {
  if (!is_plain(request.target)) return Refusal{400, "the request target holds a character that must be encoded"};
  if (request.target == "*") {
    if (request.method == Method::Options) return std::nullopt;
    return Refusal{400, "only OPTIONS has the target *"};
  }
  if (!request.target.starts_with('/')) {
    if (const auto refusal = make_origin_form(request.target, host)) return refusal;
  }
  const std::string_view target = request.target;
  const std::size_t mark = std::min(target.find('?'), target.size());
  if (const auto refusal = read_path(target.substr(0, mark), request)) return refusal;
  request.raw_query = target.substr(std::min(mark + 1, target.size()));
  Result<Pairs> query = read_pairs(request.raw_query);
  if (!query) return Refusal{400, "the query is not percent-encoded UTF-8"};
  request.query = *std::move(query);
  return std::nullopt;
}

}  // namespace sen::http
