#pragma once

#include <array>
#include <string>
#include <string_view>

#include "feeds/feed.h"

namespace sen::api {

/// A format that feeds are written in.
struct FeedFormat {
  std::string_view name;    ///< `/feed.NAME`
  std::string_view search;  ///< `/search.NAME`: there `json` is the answer for programs.
  std::string_view type;    ///< Media type.
  std::string (*write)(const feeds::Feed& feed, const std::string& self);
};

inline constexpr std::array<FeedFormat, 3> kFeedFormats{
    {{"rss", "rss", "application/rss+xml; charset=utf-8", feeds::write_rss},
     {"atom", "atom", "application/atom+xml; charset=utf-8", feeds::write_atom},
     {"json", "feed.json", "application/feed+json; charset=utf-8", feeds::write_json_feed}}};

}  // namespace sen::api
