#pragma once

#include <cstdint>

namespace sen::search {

// Value slots of an entry. Numbers are stored: never renumber without a new kIndexFormat.
inline constexpr std::uint32_t kDateSlot = 0;      ///< The document's date in milliseconds, Xapian::sortable_serialise.
inline constexpr std::uint32_t kDocumentSlot = 1;  ///< ContentId, by which editions are one result.
inline constexpr std::uint32_t kFacetSlot = 2;     ///< ContentId, a zero byte, FacetCodes::encode().
inline constexpr std::uint32_t kFingerprintSlot = 3;

/// Changes when slots, terms' prefixes or stored data change.
inline constexpr int kIndexFormat = 5;

// Metadata keys.
inline constexpr const char* kVersionKey = "version";
inline constexpr const char* kPositionKey = "position";

}  // namespace sen::search
