#pragma once

#include <functional>
#include <string>
#include <vector>

#include "content/model/vocabulary.h"
#include "engine/api/export_lengths.h"
#include "engine/follow/follower.h"
#include "engine/http/router.h"
#include "engine/store/visible_content.h"
#include "feeds/data/workbook_words.h"
#include "feeds/feed_builder.h"
#include "feeds/release_calendar.h"
#include "search/search.h"

namespace sen::api {

/// A made answer, what was read for it, and from which content.
struct Made {
  http::Representation representation;
  std::vector<content::DependencyKey> reads;
  content::Sequence made_from;
};

/// Answers from the page cache under `key`, or makes the answer and keeps it until something that
/// it read is touched. The program gives the portal's cache; tests may give one that keeps nothing.
using Keep = std::function<Result<http::Response>(const http::Request& request, const std::string& key,
                                                  const std::function<Result<Made>()>& make)>;

/// What the addresses for programs need; all of it outlives the router.
struct Parts {
  const store::Library& library;
  const content::Vocabulary& vocabulary;
  const search::Index& index;
  Keep keep;
  feeds::FeedSite site;  ///< `address` empty: as the request's Host says.
  const Clock& clock;
  std::function<Result<void>()> ready;             ///< Why the server cannot serve yet, for /readyz.
  std::vector<const follow::Follower*> followers;  ///< Whose positions /metrics tells.
  std::function<feeds::WorkbookWords(const content::Locale&)> workbook_words;
  std::shared_ptr<ExportLengths> lengths = std::make_shared<ExportLengths>();
  std::function<feeds::CalendarWords(const content::Locale&)> calendar_words = {};
  /// What else /metrics tells, in the text format of Prometheus; may be empty.
  std::function<std::string()> more_metrics = {};
};

/// Feeds of every listing, sitemaps, robots.txt.
void add_feed_routes(http::Router& router, const Parts& parts);
/// `/{lang}/calendar.ics`: releases that were announced, events, briefings.
void add_calendar_routes(http::Router& router, const Parts& parts);
/// A dataset as CSV, JSON and XLSX; a document as JSON and Markdown.
void add_data_routes(http::Router& router, const Parts& parts);
/// SDMX REST 1.5 under /sdmx/v1.
void add_sdmx_routes(http::Router& router, const Parts& parts);
/// Search results as JSON, RSS, Atom and JSON Feed.
void add_search_routes(http::Router& router, const Parts& parts);
/// /livez, /readyz, /metrics.
void add_operations_routes(http::Router& router, const Parts& parts);

void add_routes(http::Router& router, const Parts& parts);

/// The site as `request` sees it: its address filled in from Host where none is configured.
feeds::FeedSite site_for(const Parts& parts, const http::Request& request);

/// The site's language `code`. Errors: NotFound if the site has no such language.
Result<content::Locale> parse_language(const Parts& parts, std::string_view code);

}  // namespace sen::api
