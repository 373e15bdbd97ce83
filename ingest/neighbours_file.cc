#include "ingest/neighbours_file.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "engine/base/bytes.h"

namespace sen::ingest {
namespace {

constexpr std::string_view kMagic = "SENNEAR1";
constexpr std::size_t kNumber = 8, kDigest = 32, kMaxLocales = 1000;

/// Reads what is left of a file.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  std::string_view take(std::uint64_t count) {
    good_ = good_ && count <= rest_.size();
    if (!good_) return {};
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }
  std::uint64_t number() {
    const std::string_view bytes = take(kNumber);
    return good_ ? read_u64(bytes) : 0;
  }
  bool good() const { return good_; }
  std::size_t left() const { return rest_.size(); }

 private:
  std::string_view rest_;
  bool good_ = true;
};

}  // namespace

std::optional<NeighboursFile> read_neighbours(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (in.bad() || bytes.size() < kMagic.size() + kDigest) return std::nullopt;
  const std::string_view body = std::string_view(bytes).substr(0, bytes.size() - kDigest);
  if (sha256(body).view() != std::string_view(bytes).substr(body.size())) return std::nullopt;

  Reader reader(body);
  NeighboursFile file;
  if (reader.take(kMagic.size()) != kMagic || reader.number() != compare::kFingerprintVersion) return std::nullopt;
  file.position = reader.number();
  const std::uint64_t locales = std::min<std::uint64_t>(reader.number(), kMaxLocales);
  for (std::uint64_t i = 0; i < locales && reader.good(); ++i)
    file.locales.emplace_back(std::string(reader.take(reader.number())));
  const std::uint64_t texts = reader.number();
  constexpr std::size_t kText = kNumber + sizeof(compare::Fingerprint::bytes);
  if (!reader.good() || reader.left() / kText < texts) return std::nullopt;
  file.texts.reserve(texts);
  for (std::uint64_t i = 0; i < texts; ++i) {
    const std::uint64_t key = reader.number();
    compare::Fingerprint fingerprint;
    const std::string_view kept = reader.take(fingerprint.bytes.size());
    std::memcpy(fingerprint.bytes.data(), kept.data(), kept.size());
    file.texts.emplace_back(key, fingerprint);
  }
  return reader.good() ? std::optional(std::move(file)) : std::nullopt;
}

bool write_neighbours(const std::string& path, const NeighboursFile& file) {
  std::string bytes(kMagic);
  append_u64(bytes, compare::kFingerprintVersion);
  append_u64(bytes, file.position);
  append_u64(bytes, file.locales.size());
  for (const content::Locale& locale : file.locales) {
    append_u64(bytes, locale.value.size());
    bytes += locale.value;
  }
  append_u64(bytes, file.texts.size());
  for (const auto& [key, fingerprint] : file.texts) {
    append_u64(bytes, key);
    bytes.append(reinterpret_cast<const char*>(fingerprint.bytes.data()), fingerprint.bytes.size());
  }
  bytes += sha256(bytes).view();
  std::ofstream out(path + ".new", std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  std::error_code code;
  if (out) std::filesystem::rename(path + ".new", path, code);
  return out && !code;
}

}  // namespace sen::ingest
