#include "engine/api/tus.h"

#include <charconv>

#include "engine/base/text.h"
#include "engine/identity/secret.h"

namespace sen::api::tus {
namespace {

constexpr std::size_t kMaxMetadataBytes = 8U * 1024;
constexpr std::size_t kSha1Bytes = 20;
constexpr std::size_t kSha256Bytes = 32;

Error invalid(std::string_view field, std::string_view what) {
  std::string message(field);
  message += ": ";
  message += what;
  return {ErrorCode::InvalidInput, std::move(message)};
}

}  // namespace

std::optional<http::Method> method_of(const http::Request& request) {
  const auto other = request.header("X-HTTP-Method-Override");
  if (!other || request.method != http::Method::Post) return request.method;
  for (const http::Method method : {http::Method::Patch, http::Method::Delete, http::Method::Head, http::Method::Post})
    if (*other == http::to_string(method)) return method;
  return std::nullopt;
}

Result<std::uint64_t> number_in(const http::Request& request, std::string_view name) {
  const std::string_view text = request.header(name).value_or("");
  std::uint64_t value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || failed != std::errc() || end != text.data() + text.size())
    return invalid(name, "a number of bytes is needed");
  return value;
}

Result<std::map<std::string, std::string>> parse_metadata(std::string_view header) {
  constexpr std::string_view kField = "Upload-Metadata";
  if (header.size() > kMaxMetadataBytes) return invalid(kField, "at most 8 KiB");
  std::map<std::string, std::string> metadata;
  if (trim(header).empty()) return metadata;
  for (const std::string_view part : split(header, ',')) {
    const std::string_view pair = trim(part);
    const std::size_t space = std::min(pair.find(' '), pair.size());
    const auto value = identity::parse_base64(trim(pair.substr(space)));
    if (space == 0 || !value) return invalid(kField, "a key, a space, and its value in base64, separated by commas");
    const auto text = to_nfc(*value);
    if (!text) return invalid(kField, "a value is not UTF-8");
    if (!metadata.emplace(pair.substr(0, space), *text).second) return invalid(kField, "a key stands twice");
  }
  return metadata;
}

Result<std::optional<intake::Checksum>> checksum_of(const http::Request& request) {
  constexpr std::string_view kField = "Upload-Checksum";
  const auto header = request.header(kField);
  if (!header) return std::optional<intake::Checksum>();
  const std::size_t space = std::min(header->find(' '), header->size());
  const std::string_view algorithm = header->substr(0, space);
  if (algorithm != "sha1" && algorithm != "sha256") return invalid(kField, "only sha1 and sha256 are known");
  intake::Checksum checksum;
  checksum.algorithm = algorithm == "sha1" ? intake::Checksum::Algorithm::Sha1 : intake::Checksum::Algorithm::Sha256;
  const auto digest = identity::parse_base64(trim(header->substr(space)));
  if (!digest || digest->size() != (algorithm == "sha1" ? kSha1Bytes : kSha256Bytes))
    return invalid(kField, "the digest in base64 is needed");
  checksum.digest = *digest;
  return std::optional(std::move(checksum));
}

bool has_upload_type(const http::Request& request) {
  return equals_ignoring_ascii_case(request.header("Content-Type").value_or(""), kContentType);
}

}  // namespace sen::api::tus
