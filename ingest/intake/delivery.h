#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "ingest/publisher.h"
#include "ingest/report.h"

namespace sen::intake {

/// A file that somebody sent, in the spool of the server.
struct DeliveredFile {
  std::string name;  ///< As the browser sends it, with folders where a folder was chosen; UTF-8, NFC.
  std::string path;  ///< Where its bytes are; empty for a file without any. On the file system of the uploads.
};

/// What was made of them.
struct Delivery {
  std::string name;  ///< The archive's, or the folder's; empty for files without a folder.
  std::uint64_t bytes = 0;
  std::string signature{};  ///< The text of the `.minisig` that came with an archive; or empty.
};

/// What a signature file may have; a longer one is malformed (docs/formats/signatures.md).
inline constexpr std::size_t kMostSignatureBytes = 16U * 1024;

/// Moves `files` to `path`: an archive that came alone, or with one `.minisig`, becomes the file `path`, anything else
/// the folder `path` without the outermost folder that all names share. What operating systems leave behind is left
/// out. Errors: InvalidInput in `language` with the file's name if it may not be called so or came twice; Storage.
Result<Delivery> deliver(const std::vector<DeliveredFile>& files, const std::string& path,
                         ingest::MessageLanguage language);

/// Whether `file` may get its name in the folder `path`: with it, the files there have no more bytes than a package may
/// have packed, and are no more than it may have. Errors: as deliver(). Cost: asks the disk about every file there.
Result<void> want_room_in(const DeliveredFile& file, const std::string& path, const ingest::Limits& limits,
                          ingest::MessageLanguage language);
/// Moves `file`, which want_room_in() let pass, to its name in the folder `path`, in the place of what is there.
/// Errors: as deliver().
Result<void> deliver_into(const DeliveredFile& file, const std::string& path, ingest::MessageLanguage language);

}  // namespace sen::intake
