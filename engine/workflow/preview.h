#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "content/model/ids.h"
#include "engine/base/clock.h"
#include "engine/base/result.h"

namespace sen::workflow {

/// The one version that a preview link shows, and until when.
struct Preview {
  content::ContentId id;
  content::Locale locale;
  std::uint32_t version = 0;
  Timestamp expires;         ///< Whole seconds.
  std::uint32_t number = 0;  ///< Of the link among the document's (content::PreviewLink).
};

/// Makes and reads preview links: `ID.LOCALE.VERSION.SECONDS.NUMBER.MAC`, where MAC is the keyed BLAKE2b (RFC 7693) of
/// what stands before it, 32 bytes in base32. Whoever has the link sees that version until it expires; other versions,
/// languages and documents stay closed. Immutable, thread-safe.
class PreviewLinks {
 public:
  using Key = std::array<std::uint8_t, 32>;
  explicit PreviewLinks(const Key& key) : key_(key) {}

  /// Letters, digits, `-` and `.` only: fit for an address as it is.
  std::string sign(const Preview& preview) const;
  /// Errors: NotFound if the token was not made with this key; Gone if it has expired at `now`.
  Result<Preview> read(std::string_view token, Timestamp now) const;

 private:
  Key key_;
};

/// The key in `folder`/preview.key (32 random bytes, mode 0600), made crash-safely on first use. Removing the file
/// makes every link that is out void. Errors: Storage.
Result<PreviewLinks::Key> open_preview_key(const std::string& folder);

}  // namespace sen::workflow
