#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ingest/findings.h"
#include "ingest/publisher.h"

namespace sen::ingest {

/// An entry of a zip as its central directory has it.
struct ZipEntry {
  std::string name;          ///< Bytes as stored, not yet checked.
  std::uint64_t offset = 0;  ///< Of its local header.
  std::uint64_t packed = 0;
  std::uint64_t unpacked = 0;
  bool folder = false;
};

/// The entries of the zip in `file`, in order of offset, after every local header was found equal to
/// its entry in the central directory and no byte belongs to two entries or to none (APPNOTE 6.3.10,
/// sections 4.3 and 4.4). Stored or deflated, not encrypted, one disk, no zip64 records at its end.
/// Findings name the entry; empty after an error.
std::vector<ZipEntry> read_zip_directory(int file, std::uint64_t size, const Limits& limits, Findings& findings);

}  // namespace sen::ingest
