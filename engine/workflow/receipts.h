#pragma once

#include <array>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/change.h"
#include "engine/base/clock.h"
#include "engine/base/mutex.h"

namespace sen::workflow {

/// Where the public meets content. A withdrawal must reach each.
enum class Channel { Page, Media, Search, Suggestions, Feeds, Sitemap, Exports, Caches };
inline constexpr std::array kChannels = {Channel::Page,  Channel::Media,   Channel::Search,  Channel::Suggestions,
                                         Channel::Feeds, Channel::Sitemap, Channel::Exports, Channel::Caches};
/// `page`, `media` …
std::string_view channel_name(Channel channel);

/// Whether a channel shows the content as it is after a change.
struct ChannelReceipt {
  Channel channel = Channel::Page;
  bool taken = false;
  std::optional<Timestamp> seen;  ///< When that was seen first; nothing: it was so before anybody looked.
};

/// How far each follower is, by name.
using Positions = std::map<std::string, content::Sequence, std::less<>>;

/// Remembers when each follower was first seen to have reached which change, so that the desk can show by when a
/// withdrawal was through. It forgets when the process ends, and the oldest beyond 4,096 steps a follower. Thread-safe.
///
/// Page, media, feeds, sitemap and exports are made from the store when they are asked for, unless a copy is cached:
/// they have taken a change in when it is committed and every cache (a follower named `…-cache`) has passed it. Search
/// and suggestions follow the index (`search`). A follower that was never noted has taken in nothing.
class ReceiptBook {
 public:
  /// Notes where the followers stand; called now and then, once a second at least for receipts that are true to the
  /// second. A follower that was set back (a rebuild) starts again from there.
  void note(const Positions& positions, Timestamp now);

  /// One receipt a channel, in the order of kChannels, for the change that was committed as `change` at `committed`.
  std::vector<ChannelReceipt> receipts(content::Sequence change, Timestamp committed) const;

 private:
  struct Seen {
    content::Sequence position;
    std::optional<Timestamp> at;  ///< Nothing: of the first look.
  };
  /// When `follower` was seen behind or at `change`; the outer is empty while it is not.
  std::optional<std::optional<Timestamp>> reached(std::string_view follower, content::Sequence change) const
      SEN_REQUIRES(mutex_);

  mutable Mutex mutex_;
  std::map<std::string, std::deque<Seen>, std::less<>> followers_ SEN_GUARDED_BY(mutex_);
};

}  // namespace sen::workflow
