#pragma once

#include "engine/desk/guard.h"

/// The desk's pages on translation. Each file adds its own routes; engine/desk/desk.cc lists them.
namespace sen::desk::pages {

/// Of all files that come back from translators at once.
inline constexpr std::uint64_t kMaxBundleBytes = std::uint64_t{16} * 1024 * 1024;

/// `/desk/translations`: documents by languages
void add_translation_routes(Guard& guard);
/// `/desk/translations/xliff`, `/desk/translations/bring-in`: many texts to translators and back
void add_xliff_bundle_routes(Guard& guard);
/// `/desk/documents/{id}/{language}/request`: one translation asked for
void add_translation_request_routes(Guard& guard);
/// `/desk/terms`: the termbase
void add_term_routes(Guard& guard);

}  // namespace sen::desk::pages
