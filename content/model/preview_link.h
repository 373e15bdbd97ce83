#pragma once

#include <cstdint>
#include <optional>

#include "content/model/ids.h"
#include "engine/base/clock.h"

namespace sen::content {

/// A link that shows one version before it is public, to whoever has it. The secret in its address is not here.
struct PreviewLink {
  ContentId id;
  std::uint32_t number = 0;  ///< From 1, among the document's links.
  Locale locale;
  std::uint32_t version = 0;  ///< The only one that it shows.
  AccountName account;        ///< Who made it.
  Timestamp made;
  Timestamp expires;
  std::optional<Timestamp> revoked;
  std::uint64_t views = 0;  ///< How often its page was shown; written with some delay.
  std::optional<Timestamp> last_view;
};

}  // namespace sen::content
