#include "engine/app/remote_upload.h"

#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <memory>
#include <thread>

#include "engine/base/bytes.h"
#include "engine/http/response.h"
#include "engine/identity/secret.h"
#include "ingest/intake/delivery.h"

namespace sen::app {
namespace {

using nlohmann::json;
using std::chrono::milliseconds;

constexpr std::uint64_t kPartBytes = std::uint64_t{16} * 1024 * 1024;  ///< A proxy in between may hold a part back.
constexpr std::size_t kPieceBytes = 256U * 1024;
/// How long to wait after each failure in a row; then it is given up.
constexpr std::array<milliseconds, 9> kWaits = {milliseconds(200),    milliseconds(1'000),  milliseconds(2'000),
                                                milliseconds(5'000),  milliseconds(10'000), milliseconds(20'000),
                                                milliseconds(30'000), milliseconds(60'000), milliseconds(60'000)};
constexpr const char* kTus = "Tus-Resumable: 1.0.0";

using FilePointer = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

FilePointer open_for_reading(const std::string& path) {
  return {std::fopen(path.c_str(), "rbe"), std::fclose};
}

/// The signature beside `path` in base64; empty if there is none.
std::string signature_beside(const std::string& path) {
  std::ifstream file(path + ".minisig", std::ios::binary);
  if (!file) return {};
  std::string text(intake::kMostSignatureBytes, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  return identity::to_base64(text);
}

Result<std::string> digest_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  Sha256 digest;
  std::string piece(kPieceBytes, '\0');
  while (file) {
    file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    digest.update(std::string_view(piece).substr(0, static_cast<std::size_t>(file.gcount())));
  }
  if (!file.eof()) return Error(ErrorCode::InvalidInput, "cannot be read");
  return to_hex(digest.finish());
}

/// Sends it in one request.
Result<std::string> send_whole(Remote& remote, const OutgoingPackage& package, std::uint64_t size, Progress& progress) {
  RemoteRequest request;
  request.method = "POST";
  request.path = "/api/v1/packages?language=" + package.language +
                 "&name=" + http::encode_query(std::filesystem::path(package.path).filename().string());
  if (!package.organisation.empty()) request.path += "&organisation=" + http::encode_query(package.organisation);
  request.headers = {"Content-Type: application/octet-stream"};
  if (const std::string signature = signature_beside(package.path); !signature.empty())
    request.headers.push_back("Sen-Signature: " + signature);
  const FilePointer file = open_for_reading(package.path);
  if (!file) return Error(ErrorCode::InvalidInput, "cannot be read");
  request.body = file.get();
  request.bytes = size;
  request.sent = [&](std::uint64_t sent) { progress.show(sent, size, "sending"); };
  const RemoteReply taken = SEN_TRY(remote.ask(request));
  if (taken.status != 202 || !taken.body.is_object()) return refusal(taken);
  return taken.body.value("job", "");
}

/// One package on its way by parts.
class ResumableUpload {
 public:
  ResumableUpload(Remote& remote, const OutgoingPackage& package, std::uint64_t size, Progress& progress)
      : remote_(remote), package_(package), size_(size), progress_(progress) {}

  Result<std::string> send() {
    const FilePointer file = open_for_reading(package_.path);
    if (!file) return Error(ErrorCode::InvalidInput, "cannot be read");
    metadata_ = SEN_TRY(metadata());
    for (std::size_t failures = 0;;) {
      const std::uint64_t before = offset_;
      const auto step = one_step(file.get());
      if (step && !job_.empty()) return job_;
      if (offset_ > before) failures = 0;
      if (step) continue;
      if (step.error().code() != ErrorCode::Unavailable) return step.error();
      if (failures == kWaits.size())
        return Error(ErrorCode::Unavailable, step.error().message() + "; what was sent is kept for a day: call again");
      asked_ = false;
      std::this_thread::sleep_for(kWaits[failures++]);
    }
  }

 private:
  /// What the upload is announced with; the digest lets another call find it again.
  Result<std::string> metadata() const {
    const auto pair = [](const char* key, std::string_view value) {
      return std::string(key) + " " + identity::to_base64(value);
    };
    std::string all = pair("filename", std::filesystem::path(package_.path).filename().string()) + "," +
                      pair("language", package_.language) + "," + pair("sha256", SEN_TRY(digest_of(package_.path)));
    if (!package_.organisation.empty()) all += "," + pair("organisation", package_.organisation);
    if (const std::string signature = signature_beside(package_.path); !signature.empty())
      all += ",signature " + signature;
    return all;
  }

  /// Whatever comes next: finding or announcing the upload, asking how far it is, sending a part.
  Result<void> one_step(std::FILE* file) {
    if (address_.empty()) return find_or_begin();
    if (!asked_) return ask_offset();
    return send_part(file);
  }

  Result<void> find_or_begin() {
    const RemoteReply listed = SEN_TRY(remote_.ask({.path = "/api/v1/uploads", .headers = {kTus}}));
    if (listed.status != 200 || !listed.body.is_object()) return refusal(listed);
    for (const json& upload : listed.body.value("uploads", json::array()))
      if (upload.value("metadata", "") == metadata_ && upload.value("length", std::uint64_t{0}) == size_)
        address_ = upload.value("upload", "");
    if (!address_.empty()) return {};
    const RemoteReply begun = SEN_TRY(
        remote_.ask({.method = "POST",
                     .path = "/api/v1/uploads",
                     .headers = {kTus, "Upload-Length: " + std::to_string(size_), "Upload-Metadata: " + metadata_}}));
    if (begun.status != 201) return refusal(begun);
    address_ = begun.header("location");
    asked_ = true;
    return {};
  }

  Result<void> ask_offset() {
    const RemoteReply told = SEN_TRY(remote_.ask({.method = "HEAD", .path = address_, .headers = {kTus}}));
    if (told.status != 200) return refusal(told);
    return take_up(told);
  }

  Result<void> send_part(std::FILE* file) {
    if (fseeko(file, static_cast<off_t>(offset_), SEEK_SET) != 0)
      return Error(ErrorCode::InvalidInput, "cannot be read");
    const RemoteReply kept = SEN_TRY(
        remote_.ask({.method = "PATCH",
                     .path = address_,
                     .headers = {kTus, "Content-Type: application/offset+octet-stream",
                                 "Upload-Offset: " + std::to_string(offset_)},
                     .body = file,
                     .bytes = std::min(kPartBytes, size_ - offset_),
                     .sent = [this](std::uint64_t sent) { progress_.show(offset_ + sent, size_, "sending"); }}));
    // Somebody else went on with it, or the last answer was lost: ask again.
    if (kept.status == 409) return Error(ErrorCode::Unavailable, refusal(kept).message());
    if (kept.status != 204) return refusal(kept);
    return take_up(kept);
  }

  /// How far the server says that it is.
  Result<void> take_up(const RemoteReply& reply) {
    const std::string text = reply.header("upload-offset");
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), offset_);
    if (failed != std::errc() || offset_ > size_)
      return Error(ErrorCode::InvalidInput, "the server does not say how much it has");
    job_ = reply.header("sen-job");
    asked_ = true;
    return {};
  }

  Remote& remote_;
  const OutgoingPackage& package_;
  const std::uint64_t size_;
  Progress& progress_;
  std::string metadata_;
  std::string address_;  ///< Of the upload; empty until it is known.
  std::string job_;      ///< Once all of it is there.
  std::uint64_t offset_ = 0;
  bool asked_ = false;  ///< Whether `offset_` is what the server has.
};

}  // namespace

Result<std::string> send_package(Remote& remote, const OutgoingPackage& package, Progress& progress) {
  std::error_code code;
  const std::uintmax_t size = std::filesystem::file_size(package.path, code);
  if (code) return Error(ErrorCode::InvalidInput, "cannot be read");
  if (size <= kWholeBytes) return send_whole(remote, package, size, progress);
  return ResumableUpload(remote, package, size, progress).send();
}

}  // namespace sen::app
