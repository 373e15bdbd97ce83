#include "ingest/blob_files.h"

namespace sen::ingest {
namespace {

constexpr std::size_t kPiece = 256UL * 1024;

}  // namespace

Result<void> write_blob(store::Blobs& blobs, const store::BlobName& name, std::string_view bytes) {
  const auto writer = SEN_TRY(blobs.create(name));
  for (std::size_t at = 0; at < bytes.size(); at += kPiece) SEN_TRY(writer->append(bytes.substr(at, kPiece)));
  return writer->finish();
}

Result<std::string> read_blob(const store::Blobs& blobs, const store::BlobName& name, std::uint64_t max_bytes) {
  const auto reader = SEN_TRY(blobs.open(name));
  if (reader->size() > max_bytes)
    return Error(ErrorCode::TooLarge, "the blob is larger than " + std::to_string(max_bytes) + " bytes");
  std::string bytes;
  while (bytes.size() < reader->size()) {
    const std::string piece = SEN_TRY(reader->read(bytes.size(), kPiece));
    if (piece.empty()) return Error(ErrorCode::Storage, "a blob is cut off");
    bytes += piece;
  }
  return bytes;
}

}  // namespace sen::ingest
