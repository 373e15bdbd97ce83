#pragma once

#include <string>

#include "content/model/vocabulary.h"
#include "engine/portal/reading.h"
#include "engine/portal/site.h"
#include "engine/portal/tongue.h"
#include "engine/portal/views/frame.h"

namespace sen::portal {
class Assets;
}
namespace sen::portal::charts {
struct Outlines;
}

namespace sen::portal::views {

/// What every view is made from. References outlive the making of one page.
struct Scene {
  const Site& site;
  const content::Vocabulary& vocabulary;
  const Assets& assets;
  const Tongue& tongue;
  Reading& reading;
  const charts::Outlines* outlines = nullptr;  ///< The operator's outlines of the provinces; null: tile maps.
  std::string picture_base{};                  ///< Before pictures' addresses: of previews and the press; else empty.

  const content::Locale& locale() const { return tongue.locale; }
  std::string t(const char* english, std::initializer_list<Placeholder> values = {}) const {
    return tongue.t(english, values);
  }
  std::string tc(const char* context, const char* english, std::initializer_list<Placeholder> values = {}) const {
    return tongue.tc(context, english, values);
  }
  std::string tn(const char* one, const char* many, std::uint64_t n) const { return tongue.tn(one, many, n); }
  std::string name(const content::Texts& texts) const { return std::string(tongue.name(texts)); }
};

/// `path` under the site's address, or as it is where the site has none.
std::string absolute(const Site& site, const std::string& path);

/// What a page says of itself to make_frame.
struct FrameFacts {
  std::string title{};
  std::string description{};
  std::string path{};     ///< Of this page, canonical, with its query.
  std::string section{};  ///< The navigation entry that is current; or empty.
  bool index = true;
  std::string feed{};  ///< Address before `/feed.rss`, or empty.
};

/// The frame of a page that exists in every language under the same path: `path` begins with `/{lang}`.
Frame make_frame(const Scene& scene, const FrameFacts& facts);

/// A point in time as words.
Time make_time(const Scene& scene, Timestamp at);
Time make_date(const Scene& scene, Timestamp at);
/// `text`, marked as `language` where the page is in another.
Words make_words(const Scene& scene, std::string text, const content::Locale& language);

/// A language's own name.
std::string language_name(const Scene& scene, const content::Locale& locale);

/// `path` with `page=n` in its query, or without for the first.
std::string with_page(const std::string& path, std::size_t page);
Pagination make_pagination(const Scene& scene, const std::string& path, std::size_t page, std::size_t pages);

}  // namespace sen::portal::views
