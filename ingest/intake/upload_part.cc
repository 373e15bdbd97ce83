#include "ingest/intake/upload_part.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <unistd.h>

#include <cerrno>
#include <vector>

namespace sen::intake {
namespace {

constexpr std::size_t kPieceBytes = 256U * 1024;

Result<void> write_at(int descriptor, std::string_view bytes, std::uint64_t at, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t done = ::pwrite(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(at));
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) return store::system_error(path);
    bytes.remove_prefix(static_cast<std::size_t>(done));
    at += static_cast<std::uint64_t>(done);
  }
  return {};
}

}  // namespace

std::uint64_t GrowingFile::offset() const {
  const MutexLock lock(mutex_);
  return offset_;
}

Result<std::uint64_t> GrowingFile::take_over(std::uint64_t offset) {
  const MutexLock lock(mutex_);
  if (offset != offset_) return Error(ErrorCode::Conflict, "the next byte is at offset " + std::to_string(offset_));
  return ++writer_;
}

void GrowingFile::interrupt() {
  const MutexLock lock(mutex_);
  ++writer_;
}

Result<void> GrowingFile::append(std::uint64_t writer, const store::File& out, std::string_view bytes) {
  const MutexLock lock(mutex_);
  if (writer != writer_) return Error(ErrorCode::Unavailable, "another connection goes on with this upload");
  if (bytes.size() > length_ - offset_)
    return Error(ErrorCode::TooLarge, "there are more bytes than the upload was announced with");
  SEN_TRY(write_at(out.descriptor(), bytes, offset_, path_));
  offset_ += bytes.size();
  return {};
}

/// A digest taken piece by piece, by OpenSSL.
class UploadPart::Hash {
 public:
  explicit Hash(Checksum::Algorithm algorithm) : context_(EVP_MD_CTX_new()) {
    EVP_DigestInit_ex(context_, algorithm == Checksum::Algorithm::Sha1 ? EVP_sha1() : EVP_sha256(), nullptr);
  }
  Hash(const Hash&) = delete;
  Hash& operator=(const Hash&) = delete;
  ~Hash() { EVP_MD_CTX_free(context_); }

  void update(std::string_view bytes) { EVP_DigestUpdate(context_, bytes.data(), bytes.size()); }
  std::string finish() {
    std::string digest(EVP_MAX_MD_SIZE, '\0');
    unsigned int size = 0;
    EVP_DigestFinal_ex(context_, reinterpret_cast<unsigned char*>(digest.data()), &size);
    digest.resize(size);
    return digest;
  }

 private:
  EVP_MD_CTX* context_;
};

UploadPart::UploadPart(std::shared_ptr<GrowingFile> file, std::uint64_t writer, std::optional<Checksum> checksum)
    : file_(std::move(file)), writer_(writer), checksum_(std::move(checksum)) {
  if (checksum_) hash_ = std::make_unique<Hash>(checksum_->algorithm);
}

UploadPart::~UploadPart() {
  if (!apart_.empty()) ::unlink(apart_.c_str());
}

std::uint64_t UploadPart::missing() const {
  return file_->length() - file_->offset();
}

Result<void> UploadPart::append(std::string_view bytes) {
  return checksum_ ? keep_apart(bytes) : append_now(bytes);
}

Result<void> UploadPart::open_out() {
  if (out_.descriptor() < 0) out_ = store::File(::open(file_->path().c_str(), O_WRONLY | O_CLOEXEC));
  if (out_.descriptor() < 0) return store::system_error(file_->path());
  return {};
}

Result<void> UploadPart::append_now(std::string_view bytes) {
  SEN_TRY(open_out());
  return file_->append(writer_, out_, bytes);
}

Result<void> UploadPart::keep_apart(std::string_view bytes) {
  if (waiting_ + bytes.size() > missing())
    return Error(ErrorCode::TooLarge, "there are more bytes than the upload was announced with");
  if (apart_.empty()) {
    std::string path = file_->path() + "-XXXXXX";
    apart_file_ = store::File(::mkostemp(path.data(), O_CLOEXEC));
    if (apart_file_.descriptor() < 0) return store::system_error(path);
    apart_ = std::move(path);
  }
  SEN_TRY(write_at(apart_file_.descriptor(), bytes, waiting_, apart_));
  hash_->update(bytes);
  waiting_ += bytes.size();
  return {};
}

Result<void> UploadPart::bring_over() {
  std::string piece(kPieceBytes, '\0');
  for (std::uint64_t at = 0; at < waiting_;) {
    const ssize_t got = ::pread(apart_file_.descriptor(), piece.data(), piece.size(), static_cast<off_t>(at));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return store::system_error(apart_);
    SEN_TRY(append_now(std::string_view(piece).substr(0, static_cast<std::size_t>(got))));
    at += static_cast<std::uint64_t>(got);
  }
  return {};
}

Result<void> UploadPart::finish() {
  if (checksum_) {
    if (hash_->finish() != checksum_->digest)
      return Error(ErrorCode::InvalidInput, "the bytes do not fit their checksum");
    SEN_TRY(bring_over());
  }
  // Also what a connection left that broke off.
  SEN_TRY(open_out());
  if (::fdatasync(out_.descriptor()) != 0) return store::system_error(file_->path());
  return {};
}

}  // namespace sen::intake
