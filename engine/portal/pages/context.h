#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "engine/http/router.h"
#include "engine/portal/assets.h"
#include "engine/portal/page_cache.h"
#include "engine/portal/site.h"
#include "engine/portal/tongue.h"
#include "engine/portal/views/scene.h"
#include "engine/store/visible_content.h"
#include "search/past_queries.h"
#include "search/search.h"

namespace sen::portal::pages {

/// What every page handler is given. Lives as long as the portal.
struct Context {
  const store::Library& library;
  const content::Vocabulary& vocabulary;
  const search::Index* index;
  const Site& site;
  const Assets& assets;
  const Tongues& tongues;
  PageCache& cache;
  const charts::Outlines* outlines = nullptr;
  search::PastQueries* past_queries = nullptr;  ///< Counts what readers ask; null: nobody does.

  /// `reading` and the language must outlive the scene.
  views::Scene scene(const Tongue& tongue, Reading& reading) const {
    return {site, vocabulary, assets, tongue, reading, outlines};
  }
};

/// The address that a request should have asked for instead.
struct Moved {
  std::string location;
};
/// A page of which there is no end, such as one for each word that readers type: the cache does not keep it.
struct Passing {
  std::string html;
};
/// A page's HTML, or where it moved to.
using Outcome = std::variant<std::string, Passing, Moved>;

/// Answers with the page under `path` (canonical, with its query), rendered by `render` if it is not kept.
Result<http::Response> answer(const Context& context, const http::Request& request, const content::Locale& language,
                              const std::string& path,
                              const std::function<Result<Outcome>(const views::Scene&)>& render);

/// The site's language that `segment` names in any case, or null.
const Tongue* language_of(const Context& context, std::string_view segment);

/// The reader's language by Accept-Language among `languages` (RFC 4647, section 3.4: `zh-Hant` finds `zh`).
/// The first of them if none fits.
content::Locale choose_language(std::string_view accept_language, const std::vector<content::Locale>& languages);

/// The language of a reader whose address names none before its query: `?language=`, else by Accept-Language.
const Tongue& language_of_reader(const Context& context, const http::Request& request);

/// `?page=`: from 1. Errors: NotFound for what is no such number.
Result<std::size_t> page_number(const http::Request& request);

}  // namespace sen::portal::pages
