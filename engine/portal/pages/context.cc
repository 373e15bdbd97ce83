#include "engine/portal/pages/context.h"

#include <charconv>

#include "engine/base/text.h"

namespace sen::portal::pages {
namespace {

constexpr int kPageCompression = 5;
constexpr int kPassingCompression = 1;

/// A page that moved is kept too: as an address in front of which no HTML can stand.
constexpr std::string_view kMoved = "Location";

PageCache::Page make_page(const content::Locale& language, Outcome outcome) {
  http::Representation page;
  page.content_type = "text/html; charset=utf-8";
  page.headers.emplace_back("Content-Language", language.value);
  if (auto* moved = std::get_if<Moved>(&outcome)) {
    page.headers.emplace_back(kMoved, moved->location);
    page.identity = std::make_shared<const std::string>();
    return std::make_shared<const http::Representation>(std::move(page));
  }
  auto* passing = std::get_if<Passing>(&outcome);
  std::string& html = passing ? passing->html : std::get<std::string>(outcome);
  page.etag = http::make_etag(html);
  page.identity = std::make_shared<const std::string>(std::move(html));
  http::compress(page, passing ? kPassingCompression : kPageCompression);
  return std::make_shared<const http::Representation>(std::move(page));
}

}  // namespace

Result<http::Response> answer(const Context& context, const http::Request& request, const content::Locale& language,
                              const std::string& path,
                              const std::function<Result<Outcome>(const views::Scene&)>& render) {
  const auto make = [&]() -> Result<PageCache::Rendered> {
    const store::VisibleContent content = SEN_TRY(context.library.visible_to(store::Audience::Public));
    Reading reading(content);
    const views::Scene scene = context.scene(*context.tongues.find(language), reading);
    Outcome outcome = SEN_TRY(render(scene));
    const bool keep = !std::holds_alternative<Passing>(outcome);
    return PageCache::Rendered{make_page(language, std::move(outcome)), reading.keys(), content.sequence(), keep};
  };
  const PageCache::Page page = SEN_TRY(context.cache.find_or_render(path, make));
  for (const auto& [name, value] : page->headers)
    if (name == kMoved) return http::redirect(301, value);
  return http::respond(request, *page);
}

const Tongue* language_of(const Context& context, std::string_view segment) {
  return context.tongues.find(content::Locale(to_lower_ascii(segment)));
}

content::Locale choose_language(std::string_view accept_language, const std::vector<content::Locale>& languages) {
  for (const auto& [range, quality] : http::parse_accept(accept_language)) {
    if (quality <= 0) continue;
    std::string tag = to_lower_ascii(range);
    for (;;) {
      for (const content::Locale& language : languages)
        if (language.value == tag) return language;
      const std::size_t dash = tag.rfind('-');
      if (dash == std::string::npos) break;
      tag.resize(dash);
    }
  }
  for (const content::Locale& language : languages)
    if (language.value == "en") return language;
  return languages.front();
}

const Tongue& language_of_reader(const Context& context, const http::Request& request) {
  if (const auto asked = request.parameter("language"))
    if (const Tongue* tongue = language_of(context, *asked)) return *tongue;
  return *context.tongues.find(choose_language(request.joined_header("Accept-Language"), context.site.languages));
}

Result<std::size_t> page_number(const http::Request& request) {
  const auto text = request.parameter("page");
  if (!text) return std::size_t{1};
  std::size_t page = 0;
  const auto [end, failed] = std::from_chars(text->data(), text->data() + text->size(), page);
  if (failed != std::errc() || end != text->data() + text->size() || page == 0 || page > 100'000)
    return Error(ErrorCode::NotFound, "there is no such page number");
  return page;
}

}  // namespace sen::portal::pages
