#include "content/model/address.h"

#include "engine/base/text.h"

namespace sen::content {
namespace {

/// A path segment of UTF-8 text: all but unreserved characters as %XX.
void append_segment(std::string& path, std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  path += '/';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool unreserved = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                            c == '.' || c == '_' || c == '~';
    if (unreserved) {
      path += c;
      continue;
    }
    path += '%';
    path += kHex[byte >> 4];
    path += kHex[byte & 15];
  }
}

std::string join(std::initializer_list<std::string_view> segments) {
  std::string path;
  for (const std::string_view segment : segments) append_segment(path, segment);
  return path;
}

}  // namespace

std::string document_path(const Locale& locale, std::string_view section, std::string_view slug, const ContentId& id) {
  std::string last(slug);
  if (!last.empty()) last += '-';
  last += id.value;
  return join({locale.value, section, last});
}

std::string permanent_path(const ContentId& id, std::uint32_t version) {
  return version == 0 ? join({id.value}) : join({id.value, "v" + std::to_string(version)});
}

std::string changes_path(const ContentId& id, std::uint32_t version) {
  return permanent_path(id, version) + "/changes";
}

std::string corrections_path(const Locale& locale) {
  return join({locale.value, "corrections"});
}

std::string home_path(const Locale& locale) {
  return join({locale.value});
}

std::string section_path(const Locale& locale, std::string_view section) {
  return join({locale.value, section});
}

std::string topic_path(const Locale& locale, std::string_view topic) {
  return join({locale.value, "topics", topic});
}

std::string place_path(const Locale& locale, std::string_view place) {
  return join({locale.value, "provinces", place});
}

std::string organisation_path(const Locale& locale, const OrganisationCode& organisation) {
  return join({locale.value, "organisations", organisation.value});
}

std::string dataset_path(const Locale& locale, const DatasetCode& dataset) {
  return join({locale.value, "data", dataset.value});
}

std::string media_path(const Digest& digest, const Rendition& rendition) {
  return join({"media", to_hex(digest).substr(0, 32), rendition_name(rendition)});
}

std::optional<ContentId> id_at_end(std::string_view segment) {
  constexpr std::size_t kLength = 10;
  if (segment.size() < kLength) return std::nullopt;
  if (segment.size() > kLength && segment[segment.size() - kLength - 1] != '-') return std::nullopt;
  auto id = parse_content_id(to_lower_ascii(segment.substr(segment.size() - kLength)));
  if (!id) return std::nullopt;
  return std::move(id).value();
}

}  // namespace sen::content
