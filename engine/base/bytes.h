#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace sen {

/// A SHA-256 (FIPS 180-4). Thirty-two bytes.
struct Digest {
  std::array<std::uint8_t, 32> bytes{};

  auto operator<=>(const Digest&) const = default;
  std::string_view view() const { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }
};

/// The SHA-256 of `bytes`.
Digest sha256(std::string_view bytes);

/// A SHA-256 taken piece by piece. Called by one thread.
class Sha256 {
 public:
  Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;
  ~Sha256();
  void update(std::string_view bytes);
  /// The digest of all that was given; update() must not follow.
  Digest finish();

 private:
  void* context_;
};

/// Lower-case hexadecimal.
std::string to_hex(std::string_view bytes);
inline std::string to_hex(const Digest& digest) {
  return to_hex(digest.view());
}
/// Errors: InvalidInput if `hex` is not 64 hexadecimal digits.
Result<Digest> parse_digest(std::string_view hex);

/// RFC 4648 base32 letters in lower case (`a-z2-7`), no padding.
std::string to_base32(std::string_view bytes);

/// Big-endian, so that numbers sort as bytes.
void append_u64(std::string& out, std::uint64_t value);
/// The number in the first eight bytes of `bytes`, which must be there.
std::uint64_t read_u64(std::string_view bytes);

}  // namespace sen
