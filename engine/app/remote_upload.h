#pragma once

#include <string>

#include "engine/app/progress.h"
#include "engine/app/remote.h"
#include "engine/base/result.h"

namespace sen::app {

/// A package that goes to a server.
struct OutgoingPackage {
  std::string path;          ///< Of the archive.
  std::string organisation;  ///< Empty: the key's own.
  std::string language;      ///< Of the findings: `vi`, `en`.
};

/// Packages up to this many bytes go out in one request, larger ones by parts.
inline constexpr std::uint64_t kWholeBytes = std::uint64_t{4} * 1024 * 1024;

/// Hands `package` in, with the `.minisig` beside it if there is one, and returns the path of its job. A large one goes
/// by tus 1.0 (docs/formats/uploads.md): after a break it goes on where it stopped, by itself for a while and by
/// another call within a day. Errors: InvalidInput if it cannot be read; as refusal(); Unavailable once the server has
/// been away for too long.
Result<std::string> send_package(Remote& remote, const OutgoingPackage& package, Progress& progress);

}  // namespace sen::app
