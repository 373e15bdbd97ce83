#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/http/response.h"

namespace sen::http {

enum class Coding { Identity, Gzip, Brotli };

/// The best coding of those there are that Accept-Encoding allows (RFC 9110, section 12.5.3):
/// Brotli before gzip before identity at the same weight. Never fails.
Coding choose_coding(std::string_view accept_encoding, bool gzip, bool brotli);

/// The level of gzip for what is compressed while a reader waits.
constexpr int kQuickLevel = 4;

/// Whether an answer is text that may be compressed: not private, since a secret in it beside text of the reader's
/// choosing must not be compressed with it (BREACH).
bool may_be_compressed(std::string_view content_type, std::string_view cache_control);

/// `bytes` (below 4 GB) in the gzip format; `level` from 1 to 9. Empty if zlib cannot.
std::string gzip_of(std::string_view bytes, int level);

/// The same, or null where it does not save a tenth.
std::shared_ptr<const std::string> gzip_if_worth_it(std::string_view bytes, int level);

/// `inner` in the gzip format, of unknown size; compressed as it is read.
std::unique_ptr<BodySource> gzip_source(std::unique_ptr<BodySource> inner, int level);

}  // namespace sen::http
