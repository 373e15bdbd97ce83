#include "engine/portal/portal.h"

#include <cassert>
#include <filesystem>
#include <fstream>

#include "engine/base/text.h"
#include "engine/portal/charts/outline_map.h"
#include "engine/portal/components/pages.h"
#include "engine/portal/html/writer.h"
#include "engine/portal/pages/pages.h"
#include "engine/portal/views/make.h"
#include "engine/portal/views/provenance.h"

namespace sen::portal {
namespace {

constexpr std::uintmax_t kMaxOutlinesBytes = 4U * 1024 * 1024;

Result<charts::Outlines> load_outlines(const std::string& path, const content::Vocabulary& vocabulary) {
  std::error_code failed;
  const std::uintmax_t size = std::filesystem::file_size(path, failed);
  if (failed) return Error(ErrorCode::InvalidInput, path + ": " + failed.message());
  if (size > kMaxOutlinesBytes) return Error(ErrorCode::TooLarge, path + ": outlines may have 4 MB");
  std::ifstream in(path, std::ios::binary);
  std::string json(size, '\0');
  in.read(json.data(), static_cast<std::streamsize>(size));
  std::vector<std::string> units;
  for (const content::Archipelago& islands : vocabulary.archipelagos()) units.push_back(islands.place);
  return charts::read_outlines(json, units).within(path);
}

/// Fields that keep what is not public out of caches, indexes and the addresses that other sites are told.
http::Response not_kept(http::Response response) {
  std::erase_if(response.headers, [](const auto& field) { return field.first == "Cache-Control"; });
  response.add("Cache-Control", "no-store")
      .add("X-Robots-Tag", "noindex, nofollow")
      .add("Referrer-Policy", "no-referrer");
  return response;
}

}  // namespace

class Portal::Impl {
 public:
  Impl(const store::Library& library, const content::Vocabulary& vocabulary, const search::Index* index, Site own_site,
       Tongues own_tongues, std::optional<charts::Outlines> own_outlines, PortalOptions options)
      : site(std::move(own_site)),
        tongues(std::move(own_tongues)),
        outlines(std::move(own_outlines)),
        cache(options.cache_bytes),
        context{library,
                vocabulary,
                index,
                site,
                assets,
                tongues,
                cache,
                outlines ? &*outlines : nullptr,
                options.past_queries} {}

  Site site;
  Assets assets;
  Tongues tongues;
  std::optional<charts::Outlines> outlines;
  PageCache cache;
  pages::Context context;
};

Portal::Portal(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Portal::~Portal() = default;

Result<std::unique_ptr<Portal>> Portal::make(const store::Library& library, const content::Vocabulary& vocabulary,
                                             const search::Index* index, Site site, PortalOptions options) {
  Tongues tongues = SEN_TRY(Tongues::load(site.languages, vocabulary).within("portal"));
  std::optional<charts::Outlines> outlines;
  if (!site.outlines_file.empty()) outlines = SEN_TRY(load_outlines(site.outlines_file, vocabulary).within("portal"));
  return std::unique_ptr<Portal>(new Portal(std::make_unique<Impl>(library, vocabulary, index, std::move(site),
                                                                   std::move(tongues), std::move(outlines), options)));
}

void Portal::add_routes(http::Router& router) const {
  using http::Method;
  using http::Parameters;
  using http::Request;
  using http::Run;
  const pages::Context& context = impl_->context;
  const auto add = [&](std::string_view pattern, auto handler, Run run = Run::InPool) {
    router.add(
        Method::Get, pattern,
        [&context, handler](const Request& request, const Parameters& parameters) {
          return handler(context, request, parameters);
        },
        run);
  };
  router.add(
      Method::Get, "/",
      [&context](const Request& request, const Parameters&) { return pages::front(context, request); }, Run::OnWorker);
  add("/{first}", pages::first_level);
  add("/{first}/{second}", pages::second_level);
  add("/{first}/{second}/{third}", pages::third_level);
  add("/{lang}/search", pages::search_page);
  add("/{lang}/suggest", pages::suggest);
  add("/{lang}/press/quotes", pages::press_quotes);
  add("/{lang}/press/answers", pages::press_answers);
  add("/media/{prefix}/{name}", pages::media);
  add("/assets/{file}", pages::asset, Run::OnWorker);
  pages::add_site_files(context, router);
}

std::optional<http::Response> Portal::cached(const http::Request& request) const {
  if (request.method != http::Method::Get && request.method != http::Method::Head) return std::nullopt;
  const PageCache::Page page = impl_->cache.find(request.target);
  // A kept redirect has no tag: the slow path answers it.
  if (!page || page->etag.empty()) return std::nullopt;
  return http::respond(request, *page);
}

http::Response Portal::error_page(const http::Request& request, int status, std::string_view message) const {
  const std::string accept = request.joined_header("Accept");
  const bool program = !request.path.empty() && (request.path.front() == "api" || request.path.front() == "sdmx" ||
                                                 request.path.back().ends_with(".json"));
  if (program || (accept.find("html") == std::string::npos && accept.find("json") != std::string::npos)) {
    html::Writer json(256);
    json << "{\"status\": " << status << ", \"error\": \"";
    std::string text(message);
    for (char& c : text)
      if (c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20) c = '\'';
    json << html::Json{text} << "\"}\n";
    return http::make_response(status, "application/json", json.take());
  }

  const pages::Context& context = impl_->context;
  const Tongue* tongue = request.path.empty() ? nullptr : pages::language_of(context, request.path.front());
  if (!tongue) tongue = &pages::language_of_reader(context, request);
  const auto content = context.library.visible_to(store::Audience::Public);
  if (!content) return http::make_response(status, "text/plain; charset=utf-8", std::string(message) + "\n");
  Reading reading(*content);
  const views::Scene scene = context.scene(*tongue, reading);
  std::string query;
  if (status == 404 && request.path.size() > 1) {
    query = request.path.back();
    for (char& c : query)
      if (c == '-' || c == '_') c = ' ';
  }
  http::Response response = http::make_response(
      status, "text/html; charset=utf-8",
      components::render(
          views::make_failure(scene, status, status == 410 ? std::string(message) : std::string(), query), *tongue));
  response.add("Content-Language", tongue->locale.value).add("Cache-Control", "no-store");
  return response;
}

Result<http::Response> Portal::preview(const store::VisibleContent& content, const content::ContentId& id,
                                       const content::Locale& locale, const std::string& base, Timestamp until) const {
  const Tongue* tongue = impl_->tongues.find(locale);
  if (!tongue) tongue = impl_->tongues.find(impl_->site.languages.front());
  Reading reading(content);
  views::Scene scene = impl_->context.scene(*tongue, reading);
  scene.picture_base = base;
  const store::VisibleEdition edition = SEN_TRY(reading.find_exact(id, locale));
  http::Response response =
      http::make_response(200, "text/html; charset=utf-8",
                          components::render(SEN_TRY(views::make_preview(scene, edition, until)), *tongue));
  response.add("Content-Language", tongue->locale.value);
  return not_kept(std::move(response));
}

Result<http::Response> Portal::preview_picture(const http::Request& request, const store::VisibleContent& content,
                                               std::string_view prefix, std::string_view name) const {
  return not_kept(SEN_TRY(pages::answer_media(content, request, prefix, name, "no-store")));
}

http::Response Portal::preview_ended(const http::Request& request) const {
  const Tongue* tongue = &pages::language_of_reader(impl_->context, request);
  const auto content = impl_->context.library.visible_to(store::Audience::Public);
  if (!content) return not_kept(http::make_response(410, "text/plain; charset=utf-8", "the preview has ended\n"));
  Reading reading(*content);
  http::Response response = http::make_response(
      410, "text/html; charset=utf-8",
      components::render(views::make_preview_ended(impl_->context.scene(*tongue, reading)), *tongue));
  response.add("Content-Language", tongue->locale.value);
  return not_kept(std::move(response));
}

std::string Portal::provenance_line(const store::VisibleEdition& edition, const std::string& organisation) const {
  const Tongue* tongue = impl_->tongues.find(edition.edition.locale);
  if (!tongue) tongue = impl_->tongues.find(impl_->site.languages.front());
  return views::provenance_line(*tongue, impl_->context.vocabulary, edition, organisation);
}

follow::Follower& Portal::page_cache() {
  return impl_->cache;
}

const Assets& Portal::assets() const {
  return impl_->assets;
}

const pages::Context& Portal::context() const {
  return impl_->context;
}

const Site& Portal::site() const {
  return impl_->site;
}

feeds::WorkbookWords Portal::workbook_words(const content::Locale& locale) const {
  const Tongue* tongue = impl_->tongues.find(locale);
  assert(tongue != nullptr && "the route's language is one of the site's");
  return {.data_sheet = tongue->tc("workbook", "Data"),
          .about_sheet = tongue->tc("workbook", "About the data"),
          .dataset = tongue->t("Dataset"),
          .title = tongue->tc("workbook", "Title"),
          .description = tongue->tc("workbook", "Description"),
          .licence = tongue->tc("workbook", "Licence"),
          .source = tongue->tc("workbook", "Source"),
          .unit = tongue->tc("workbook", "Unit")};
}

feeds::ChangeWords Portal::change_words(const content::Locale& locale) const {
  const Tongue* tongue = impl_->tongues.find(locale);
  if (!tongue) tongue = impl_->tongues.find(impl_->site.languages.front());
  return {.corrections = tongue->t("Corrections"),
          .correction = views::change_name(*tongue, content::ChangeKind::Correction),
          .withdrawal = views::change_name(*tongue, content::ChangeKind::Withdrawal),
          .retraction = views::change_name(*tongue, content::ChangeKind::Retraction)};
}

feeds::CalendarWords Portal::calendar_words(const content::Locale& locale) const {
  const Tongue* tongue = impl_->tongues.find(locale);
  assert(tongue != nullptr && "the route's language is one of the site's");
  return {tongue->t("Calendar of releases and events"), tongue->t("Data release: {title}")};
}

Portal::Count Portal::count() const {
  const PageCache::Count count = impl_->cache.count();
  return {count.pages, count.bytes, count.hits, count.renders};
}

}  // namespace sen::portal
