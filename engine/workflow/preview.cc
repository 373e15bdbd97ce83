#include "engine/workflow/preview.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>

#include "engine/base/bytes.h"
#include "engine/base/text.h"

namespace sen::workflow {
namespace {

constexpr std::size_t kMacBytes = 32;
constexpr std::size_t kMostToken = 300;
/// So that a key file that is used for anything else later makes no links.
constexpr std::string_view kPurpose = "sen preview 1\n";

std::string mac(std::string_view text, const PreviewLinks::Key& key) {
  std::string bytes(kMacBytes, '\0');
  std::string message(kPurpose);
  message += text;
  crypto_generichash(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(),
                     reinterpret_cast<const unsigned char*>(message.data()), message.size(), key.data(), key.size());
  return bytes;
}

template <typename Number>
bool read_number(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

/// An open file. Called by one thread.
class File {
 public:
  explicit File(int descriptor) : descriptor_(descriptor) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  bool is_open() const { return descriptor_ >= 0; }
  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

Error unusable(const std::string& path, std::string_view what) {
  return Error(ErrorCode::Storage, path + ": " + std::string(what));
}

/// Writes a new key beside `path` and moves it there, unless another process was first.
Result<void> make_key(const std::string& folder, const std::string& path) {
  PreviewLinks::Key key;
  randombytes_buf(key.data(), key.size());
  const std::string fresh = path + ".new." + std::to_string(::getpid());
  {
    const File file(::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
    const bool written = file.is_open() &&
                         ::write(file.get(), key.data(), key.size()) == static_cast<ssize_t>(key.size()) &&
                         ::fsync(file.get()) == 0;
    if (!written) return unusable(fresh, "the key of preview links cannot be written");
  }
  const bool is_there = ::link(fresh.c_str(), path.c_str()) == 0 || errno == EEXIST;
  ::unlink(fresh.c_str());
  if (!is_there) return unusable(path, "the key of preview links cannot be written");
  const File directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!directory.is_open() || ::fsync(directory.get()) != 0) return unusable(folder, "it cannot be synced");
  return {};
}

}  // namespace

std::string PreviewLinks::sign(const Preview& preview) const {
  std::string token = preview.id.value + "." + preview.locale.value + "." + std::to_string(preview.version) + "." +
                      std::to_string(preview.expires.milliseconds / 1'000) + "." + std::to_string(preview.number);
  std::string end = to_base32(mac(token, key_));
  token += '.';
  token += end;
  return token;
}

Result<Preview> PreviewLinks::read(std::string_view token, Timestamp now) const {
  const Error unknown(ErrorCode::NotFound, "there is no such preview");
  const std::size_t end = token.rfind('.');
  if (token.size() > kMostToken || end == std::string_view::npos) return unknown;
  // The whole token is compared: base32 has spellings that stand for the same bytes.
  const std::string expected = to_base32(mac(token.substr(0, end), key_));
  const std::string_view given = token.substr(end + 1);
  if (given.size() != expected.size() || sodium_memcmp(given.data(), expected.data(), expected.size()) != 0)
    return unknown;

  const std::vector<std::string_view> parts = split(token.substr(0, end), '.');
  Preview preview;
  std::int64_t seconds = 0;
  if (parts.size() != 5 || !read_number(parts[2], preview.version) || !read_number(parts[3], seconds) ||
      !read_number(parts[4], preview.number))
    return unknown;
  preview.id = content::ContentId(std::string(parts[0]));
  preview.locale = content::Locale(std::string(parts[1]));
  preview.expires = {seconds * 1'000};
  if (preview.expires <= now) return Error(ErrorCode::Gone, "the preview has expired");
  return preview;
}

Result<PreviewLinks::Key> open_preview_key(const std::string& folder) {
  const std::string path = folder + "/preview.key";
  if (sodium_init() < 0) return Error(ErrorCode::Storage, "the random generator cannot be used");
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) SEN_TRY(make_key(folder, path));
  const File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (!file.is_open() || ::fstat(file.get(), &status) != 0) return unusable(path, "it cannot be read");
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    return unusable(path, "others can read the key of preview links: remove it, and a new one is made");
  PreviewLinks::Key key;
  if (status.st_size != static_cast<off_t>(key.size()) ||
      ::read(file.get(), key.data(), key.size()) != static_cast<ssize_t>(key.size()))
    return unusable(path, "it is no key of preview links: remove it, and a new one is made");
  return key;
}

}  // namespace sen::workflow
