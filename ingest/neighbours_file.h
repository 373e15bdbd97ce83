#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "content/compare/near_duplicate.h"
#include "content/model/ids.h"

namespace sen::ingest {

// What Neighbours keeps on disk. Numbers are big-endian, eight bytes:
//   file = "SENNEAR1" fingerprint-version position languages {length bytes} texts {key fingerprint} SHA-256 of all
//   before

struct NeighboursFile {
  std::uint64_t position = 0;
  std::vector<content::Locale> locales;
  std::vector<std::pair<std::uint64_t, compare::Fingerprint>> texts;
};

/// Nothing if there is no such file, it is not whole, or its fingerprints are of another version.
std::optional<NeighboursFile> read_neighbours(const std::string& path);
/// Whole or not at all; false if it cannot be written.
bool write_neighbours(const std::string& path, const NeighboursFile& file);

}  // namespace sen::ingest
