#include "engine/identity/secret.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cassert>
#include <cstdlib>
#include <filesystem>

#include "engine/store/files.h"

namespace sen::identity {
namespace {

/// libsodium is ready; without it there is nothing that could go on.
void want_sodium() {
  static const int kReady = sodium_init();
  if (kReady < 0) std::abort();
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string encode(std::string_view bytes, int variant) {
  want_sodium();
  std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(), variant);
  text.pop_back();  // The terminating zero is part of the encoded length.
  return text;
}

Result<std::string> decode(std::string_view text, int variant) {
  want_sodium();
  std::string bytes(text.size() / 4 * 3 + 3, '\0');
  std::size_t size = 0;
  const char* end = nullptr;
  const int outcome = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                                        text.size(), nullptr, &size, &end, variant);
  if (outcome != 0 || end != text.data() + text.size()) return Error(ErrorCode::InvalidInput, "not valid base64");
  bytes.resize(size);
  return bytes;
}

}  // namespace

std::string random_bytes(std::size_t count) {
  want_sodium();
  std::string bytes(count, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

std::string make_token() {
  return to_base64url(random_bytes(kTokenBytes));
}

std::string to_base64url(std::string_view bytes) {
  return encode(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

std::string to_base64(std::string_view bytes) {
  return encode(bytes, sodium_base64_VARIANT_ORIGINAL);
}

Result<std::string> parse_base64url(std::string_view text) {
  return decode(text, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

Result<std::string> parse_base64(std::string_view text) {
  return decode(text, sodium_base64_VARIANT_ORIGINAL);
}

std::string hash_token(std::string_view token) {
  want_sodium();
  std::string hash(kTokenBytes, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(), bytes_of(token), token.size(), nullptr,
                     0);
  return to_base64url(hash);
}

std::string keyed_hash(std::string_view key, std::string_view text) {
  want_sodium();
  assert(key.size() >= crypto_generichash_KEYBYTES_MIN && key.size() <= crypto_generichash_KEYBYTES_MAX &&
         "keys are made here or checked where they are read");
  std::string hash(kTokenBytes, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(), bytes_of(text), text.size(),
                     bytes_of(key), key.size());
  return hash;
}

bool equal_secrets(std::string_view a, std::string_view b) {
  want_sodium();
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

Result<std::string> open_secret_key(const std::string& path) {
  std::string key(kTokenBytes, '\0');
  if (const store::File file(open(path.c_str(), O_RDONLY | O_CLOEXEC)); file.descriptor() >= 0) {
    struct stat status {};
    if (fstat(file.descriptor(), &status) != 0) return store::system_error(path);
    if (status.st_size != static_cast<off_t>(key.size()) ||
        pread(file.descriptor(), key.data(), key.size(), 0) != static_cast<ssize_t>(key.size()))
      return Error(ErrorCode::Storage, path + ": a secret key has 32 bytes");
    return key;
  }
  if (errno != ENOENT) return store::system_error(path);
  key = random_bytes(key.size());
  const std::string fresh = path + ".new";
  const store::File file = SEN_TRY(store::open_file(fresh));
  if (ftruncate(file.descriptor(), 0) != 0 ||
      pwrite(file.descriptor(), key.data(), key.size(), 0) != static_cast<ssize_t>(key.size()) ||
      fsync(file.descriptor()) != 0 || rename(fresh.c_str(), path.c_str()) != 0)
    return store::system_error(path);
  SEN_TRY(store::sync_folder(std::filesystem::path(path).parent_path().string()));
  return key;
}

}  // namespace sen::identity
