#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/bytes.h"
#include "engine/base/result.h"
#include "ingest/findings.h"
#include "ingest/publisher.h"

namespace sen::ingest {

/// A file of a package.
struct Entry {
  std::string name;  ///< NFC, relative to the package's outermost folder.
  std::uint64_t size = 0;
  Digest digest;     ///< Of its bytes.
  std::string path;  ///< Where its bytes lie on this machine.
};

/// The files of a package, wherever it came from: a folder is read in place, an archive is unpacked
/// into a temporary folder of numbered files that goes with this object. Immutable.
class PackageSource {
 public:
  PackageSource() = default;
  PackageSource(PackageSource&& other) noexcept;
  PackageSource& operator=(PackageSource&& other) noexcept;
  PackageSource(const PackageSource&) = delete;
  PackageSource& operator=(const PackageSource&) = delete;
  ~PackageSource();

  /// By name.
  const std::vector<Entry>& entries() const { return entries_; }
  /// Null if there is none of that name.
  const Entry* find(std::string_view name) const;
  /// Errors: TooLarge if it has more than `max_bytes`; Storage if it cannot be read.
  Result<std::string> read(const Entry& entry, std::uint64_t max_bytes) const;
  /// Of all names and contents, in order of name.
  Digest digest() const;

 private:
  friend Result<PackageSource> open_package(const std::string&, const Limits&, Findings&,
                                            const std::function<void(std::uint64_t, std::uint64_t)>&,
                                            const std::string&);
  std::vector<Entry> entries_;
  std::string temporary_;
};

/// Opens the folder, zip or tar.gz (told by its first bytes) at `path`. What is wrong with it becomes
/// findings; after an error the source may lack files. `progress` hears of bytes done and of all. The files of the
/// folder `changed`, if one is named, take the place of those of the same names, or are added.
/// Errors: InvalidInput if there is nothing at `path`; Storage.
Result<PackageSource> open_package(const std::string& path, const Limits& limits, Findings& findings,
                                   const std::function<void(std::uint64_t done, std::uint64_t all)>& progress,
                                   const std::string& changed = {});

}  // namespace sen::ingest
