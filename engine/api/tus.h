#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/http/request.h"
#include "ingest/intake/upload_part.h"

/// The header fields of the tus resumable upload protocol 1.0.0.
namespace sen::api::tus {

inline constexpr std::string_view kVersion = "1.0.0";
inline constexpr std::string_view kExtensions = "creation,creation-with-upload,expiration,checksum,termination";
inline constexpr std::string_view kChecksums = "sha1,sha256";
inline constexpr std::string_view kContentType = "application/offset+octet-stream";

/// What a request asks for: X-HTTP-Method-Override goes before the method of a POST. Nothing if it names another.
std::optional<http::Method> method_of(const http::Request& request);

/// A plain number of bytes in the field `name`. Errors: InvalidInput if it is missing or no number.
Result<std::uint64_t> number_in(const http::Request& request, std::string_view name);

/// Upload-Metadata: pairs of a key and its value in base64, separated by commas. Errors: InvalidInput.
Result<std::map<std::string, std::string>> parse_metadata(std::string_view header);

/// Upload-Checksum: an algorithm and the digest in base64; nothing if there is none. Errors: InvalidInput.
Result<std::optional<intake::Checksum>> checksum_of(const http::Request& request);

/// Whether the body is the bytes of an upload.
bool has_upload_type(const http::Request& request);

}  // namespace sen::api::tus
