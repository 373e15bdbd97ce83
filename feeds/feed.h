#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/clock.h"

namespace sen::feeds {

/// A picture that goes with an entry.
struct FeedImage {
  std::string url;   ///< Absolute.
  std::string type;  ///< `image/jpeg`
  std::uint64_t bytes = 0;
  std::string alt;
};

/// One published document in a feed. All addresses are absolute; texts are plain unless said.
struct FeedEntry {
  std::string id;  ///< Permanent: the document's address without language slug.
  std::string url;
  std::string language;
  std::string title;
  std::string summary;
  std::string content;  ///< HTML, whole, with absolute addresses.
  std::string author;   ///< The organisation's name.
  std::string licence;
  std::string provenance;  ///< `machine`, `machine-reviewed`; empty for human text.
  std::string notice;      ///< HTML in front of the content: says that a machine made it; or empty.
  std::vector<std::string> categories;
  std::optional<FeedImage> image;
  Timestamp published, updated;
};

/// The IPTC's vocabulary of how a work came about, as a category of what a machine made.
inline constexpr std::string_view kDigitalSourceScheme = "http://cv.iptc.org/newscodes/digitalsourcetype/";
/// The code of a FeedEntry::provenance in it; empty for what a person made.
constexpr std::string_view digital_source(std::string_view provenance) {
  if (provenance == "machine") return "trainedAlgorithmicMedia";
  return provenance == "machine-reviewed" ? "compositeWithTrainedAlgorithmicMedia" : "";
}

/// That an entry was taken back.
struct FeedRemoval {
  std::string id;   ///< As the entry had it.
  std::string url;  ///< Answers with the reason.
  std::string language;
  std::string title;  ///< The word for it: `Withdrawal`, `Retraction`.
  bool retracted = false;
  std::string reason;
  Timestamp at;
};

/// A listing as a feed, ready to be written in any format.
struct Feed {
  std::string id;  ///< Its own address.
  std::string title;
  std::string subtitle;
  std::string language;
  std::string home;  ///< The page that shows the same listing.
  std::string icon;
  std::string generator_version;
  Timestamp updated;
  std::vector<FeedEntry> entries;  ///< Newest first.
  /// Newest first. Atom has tombstones for them; the other formats have none, so that there an item of the same id
  /// with the reason takes the entry's place in a reader that has it already.
  std::vector<FeedRemoval> removals;
};

/// Entries and removals as one list, newest first, for formats without tombstones.
template <typename Entry, typename Removal>
void each_item(const Feed& feed, Entry entry, Removal removal) {
  auto taken = feed.removals.begin();
  for (const FeedEntry& one : feed.entries) {
    for (; taken != feed.removals.end() && one.published < taken->at; ++taken) removal(*taken);
    entry(one);
  }
  for (; taken != feed.removals.end(); ++taken) removal(*taken);
}

/// RSS 2.0.11 with atom:link, content:encoded, dc:creator and media:content. `self`: its own address.
std::string write_rss(const Feed& feed, const std::string& self);
/// Atom (RFC 4287), with tombstones (RFC 6721).
std::string write_atom(const Feed& feed, const std::string& self);
/// JSON Feed 1.1.
std::string write_json_feed(const Feed& feed, const std::string& self);

}  // namespace sen::feeds
