#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "content/model/vocabulary.h"
#include "engine/follow/follower.h"
#include "engine/http/router.h"
#include "engine/portal/assets.h"
#include "engine/portal/site.h"
#include "engine/store/visible_content.h"
#include "feeds/data/workbook_words.h"
#include "feeds/feed_builder.h"
#include "feeds/release_calendar.h"
#include "search/search.h"

namespace sen::portal::pages {
struct Context;
}

namespace sen::portal {

struct PortalOptions {
  std::size_t cache_bytes = 64U * 1024 * 1024;
  search::PastQueries* past_queries = nullptr;  ///< Counts what readers ask, for suggestions; must outlive the portal.
};

/// The pages for readers, their pictures and assets, and the cache of rendered pages. Thread-safe.
class Portal {
 public:
  /// `index` may be null: then the search page says that search is away. All references must outlive the portal.
  /// Errors: Storage if a built-in catalogue or asset cannot be read; InvalidInput if the site names a language that
  /// the vocabulary has not, or outlines that cannot be read or lack an archipelago.
  static Result<std::unique_ptr<Portal>> make(const store::Library& library, const content::Vocabulary& vocabulary,
                                              const search::Index* index, Site site, PortalOptions options = {});
  ~Portal();
  Portal(const Portal&) = delete;
  Portal& operator=(const Portal&) = delete;

  void add_routes(http::Router& router) const;

  /// A page that is in the cache under exactly this address, for ServerOptions::fast_path: one table look-up,
  /// so that it may run on the connection's own thread. Nothing for any other request.
  std::optional<http::Response> cached(const http::Request& request) const;

  /// For ServerOptions::error_page: the error in the reader's language; as JSON under /api and /sdmx, under an address
  /// that ends in `.json`, and where the client asks for JSON and not for HTML.
  http::Response error_page(const http::Request& request, int status, std::string_view message) const;

  /// The page of `id` in `locale` as it would be when `content` (store::Library::as_if_published) is what the public
  /// sees; its pictures are under `base`. Never cached, never indexed, and no address of it goes to other sites.
  /// Errors: as VisibleContent.
  Result<http::Response> preview(const store::VisibleContent& content, const content::ContentId& id,
                                 const content::Locale& locale, const std::string& base, Timestamp until) const;
  /// A picture of that page, where `content` shows it. Errors: NotFound.
  Result<http::Response> preview_picture(const http::Request& request, const store::VisibleContent& content,
                                         std::string_view prefix, std::string_view name) const;
  /// 410 for a preview that has ended, in the reader's language.
  http::Response preview_ended(const http::Request& request) const;

  /// Who supplied `edition`, whose name is `organisation`, and whether a person or a machine wrote it, in the edition's
  /// own language, else the site's first: for feeds.
  std::string provenance_line(const store::VisibleEdition& edition, const std::string& organisation) const;

  /// To be run by the follower runner.
  follow::Follower& page_cache();

  const Site& site() const;
  /// What pages of other rooms that look like the portal's are made with (engine/press).
  const pages::Context& context() const;
  /// Its style sheet, fonts and icons.
  const Assets& assets() const;

  /// What a workbook of figures says in `locale`.
  feeds::WorkbookWords workbook_words(const content::Locale& locale) const;

  /// What feeds say of corrections and of what was taken back, in `locale`.
  feeds::ChangeWords change_words(const content::Locale& locale) const;
  /// What the calendar of releases calls its parts in `locale`.
  feeds::CalendarWords calendar_words(const content::Locale& locale) const;

  struct Count {
    std::size_t pages = 0, bytes = 0;
    std::uint64_t hits = 0, renders = 0;
  };
  /// What the page cache holds and did, for metrics.
  Count count() const;

 private:
  class Impl;
  explicit Portal(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace sen::portal
