#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "content/model/ids.h"
#include "content/model/media.h"

/// The public addresses of DESIGN, section 5, as paths from the site's root, percent-encoded
/// (RFC 3986): pages, feeds and search results name a thing in one way.
namespace sen::content {

/// `/en/news/export-port-a2b3c4d5e6`
std::string document_path(const Locale& locale, std::string_view section, std::string_view slug, const ContentId& id);
/// `/a2b3c4d5e6`, the permanent address in any language; `/a2b3c4d5e6/v3` with a version.
std::string permanent_path(const ContentId& id, std::uint32_t version = 0);
/// `/a2b3c4d5e6/v3/changes`
std::string changes_path(const ContentId& id, std::uint32_t version);
/// The id at the end of a document's address, in any case: of `slug-a2b3c4d5e6`, or of the id alone.
std::optional<ContentId> id_at_end(std::string_view segment);
/// `/en/corrections`
std::string corrections_path(const Locale& locale);
/// `/en`
std::string home_path(const Locale& locale);
/// `/en/news`
std::string section_path(const Locale& locale, std::string_view section);
/// `/en/topics/economy`
std::string topic_path(const Locale& locale, std::string_view topic);
/// `/en/provinces/31`
std::string place_path(const Locale& locale, std::string_view place);
/// `/en/organisations/mofa`
std::string organisation_path(const Locale& locale, const OrganisationCode& organisation);
/// `/en/data/EXPORTS`
std::string dataset_path(const Locale& locale, const DatasetCode& dataset);
/// `/media/0123456789abcdef0123456789abcdef/640.webp`
std::string media_path(const Digest& digest, const Rendition& rendition);

}  // namespace sen::content
