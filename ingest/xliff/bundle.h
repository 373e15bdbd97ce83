#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/model/ids.h"
#include "engine/base/result.h"

/// Many orders at once: a ZIP of XLIFF files out, the same or single files in.
namespace sen::xliff {

inline constexpr std::size_t kMostFiles = 200;
inline constexpr std::size_t kMostBundleBytes = std::size_t{64} * 1024 * 1024;  ///< Unpacked, of all files together.

struct BundleFile {
  std::string name;  ///< Without folders.
  std::string bytes;
};

/// A ZIP with `files` in their order. Errors: TooLarge over kMostFiles or kMostBundleBytes; Storage.
Result<std::string> write_bundle(const std::vector<BundleFile>& files);

/// Adds the `.xlf` and `.xliff` files of a ZIP to `files`, whatever folder they stand in; a file that is no ZIP is the
/// one itself. Errors, after which `files` is as before: InvalidInput names the entry, also if there is none; TooLarge
/// over 4 MiB in one, or if `files` would hold over kMostFiles or kMostBundleBytes.
Result<void> read_bundle(std::string_view name, std::string_view bytes, std::vector<BundleFile>& files);

/// Which order a file answers.
struct Heading {
  content::ContentId id;
  std::uint32_t version = 0;
  content::Locale source, target;
};
/// Errors: InvalidInput if it is no XLIFF 2.0 or 2.1, or no order of Sen's; TooLarge over 4 MiB; both name the line.
Result<Heading> read_heading(std::string_view xml);

}  // namespace sen::xliff
