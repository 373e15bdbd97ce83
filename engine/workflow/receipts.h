#pragma once

#include <array>
#include <deque>
#include <fstream>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "content/model/change.h"
#include "engine/base/clock.h"
#include "engine/base/mutex.h"
#include "engine/store/store.h"

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
/// withdrawal was through, also after a restart (keep_in()). It forgets the oldest beyond 4,096 steps a follower.
/// Thread-safe.
///
/// Page, media, feeds, sitemap and exports are made from the store when they are asked for, unless a copy is cached:
/// they have taken a change in when it is committed and every cache (a follower named `…-cache`) has passed it. Search
/// and suggestions follow the index (`search`). A follower that was never noted has taken in nothing.
class ReceiptBook {
 public:
  /// Reads what `path` holds (docs/formats/store.md) and writes each step behind it from now on. A step is not synced:
  /// what a power cut takes is noted again, with the time of the start. What a full disk refuses is written as soon as
  /// there is room. Errors: Unavailable if the disk is full; Storage.
  Result<void> keep_in(const std::string& path);

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

  void add(const std::string& name, Seen seen) SEN_REQUIRES(mutex_);
  /// Writes the whole book anew, and appends to it from then on. Errors: Unavailable if the disk is full; Storage.
  Result<void> write_file() SEN_REQUIRES(mutex_);

  mutable Mutex mutex_;
  std::map<std::string, std::deque<Seen>, std::less<>> followers_ SEN_GUARDED_BY(mutex_);
  std::string path_ SEN_GUARDED_BY(mutex_);  ///< Empty: it is kept in memory only.
  std::ofstream file_ SEN_GUARDED_BY(mutex_);
  std::size_t appended_ SEN_GUARDED_BY(mutex_) = 0;  ///< Steps since the file was written anew.
  bool is_failing_ SEN_GUARDED_BY(mutex_) = false;   ///< It could not be written last; that is in the log once.
};

/// Notes where followers stand, each time that somebody commits and until they have caught up, on a thread of its own.
class ReceiptWatch {
 public:
  /// `positions`: of all followers, 0 for one that has taken in nothing since the start. All references must outlive
  /// it.
  ReceiptWatch(const store::ChangeLog& log, std::function<Positions()> positions, ReceiptBook& book,
               const Clock& clock);

 private:
  void run(const std::stop_token& stop);

  const store::ChangeLog& log_;
  const std::function<Positions()> positions_;
  ReceiptBook& book_;
  const Clock& clock_;
  std::jthread thread_;
};

}  // namespace sen::workflow
