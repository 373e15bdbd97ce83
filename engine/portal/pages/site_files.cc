#include <nlohmann/json.hpp>

#include "content/model/address.h"
#include "engine/portal/html/writer.h"
#include "engine/portal/pages/pages.h"

namespace sen::portal::pages {
namespace {

const content::Locale kEnglish("en");

std::string name_of(const Context& context) {
  return std::string(content::text_in(context.site.name, kEnglish));
}

/// https://www.w3.org/TR/appmanifest/
std::string manifest(const Context& context) {
  const nlohmann::ordered_json json = {
      {"name", name_of(context)},
      {"short_name", name_of(context)},
      {"description", std::string(content::text_in(context.site.tagline, kEnglish))},
      {"start_url", "/"},
      {"display", "browser"},
      {"background_color", "#fbf8f3"},
      {"theme_color", "#06403a"},
      {"icons", {{{"src", "/favicon.svg"}, {"sizes", "any"}, {"type", "image/svg+xml"}}}}};
  return json.dump(1) + "\n";
}

/// OpenSearch 1.1 description; the language is the reader's first choice at the home page.
std::string open_search(const Context& context, const std::string& base) {
  html::Writer w(2048);
  w << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OpenSearchDescription "
       "xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n<ShortName>"
    << html::Text{name_of(context).substr(0, 16)} << "</ShortName>\n<Description>"
    << html::Text{content::text_in(context.site.tagline, kEnglish)}
    << "</Description>\n<InputEncoding>UTF-8</InputEncoding>\n<Image width=\"16\" height=\"16\" type=\"image/svg+xml\">"
    << html::Text{base} << "/favicon.svg</Image>\n";
  for (const content::Locale& language : context.site.languages)
    w << "<Url type=\"text/html\" template=\"" << html::Attr{base} << "/" << html::Attr{language.value}
      << "/search?q={searchTerms}\"/>\n<Url type=\"application/x-suggestions+json\" template=\"" << html::Attr{base}
      << "/" << html::Attr{language.value} << "/suggest?q={searchTerms}\"/>\n";
  w << "</OpenSearchDescription>\n";
  return w.take();
}

/// What programs that read for people should know (https://llmstxt.org).
std::string llms(const Context& context, const std::string& base) {
  std::string text =
      "# " + name_of(context) + "\n\n> " + std::string(content::text_in(context.site.tagline, kEnglish)) + "\n\n";
  if (context.site.sample) text += "This is a sample site: its pages are not news and not an official publication.\n\n";
  text +=
      "Every document has a permanent address /{id}, and is also there as Markdown (.md) and JSON (.json). "
      "Every page says which organisation answers for it, and whether a translation was made by machine.\n\n## "
      "Languages\n\n";
  for (const content::Locale& language : context.site.languages)
    text += "- [" + language.value + "](" + base + content::home_path(language) + ")\n";
  text += "\n## Data\n\n- [Datasets](" + base + "/en/data)\n- [SDMX](" + base + "/sdmx/v1/dataflow)\n- [Site map](" +
          base + "/sitemap.xml)\n\n## Trust\n\n- [Corrections, withdrawals and retractions](" + base +
          "/en/corrections)\n- [The same as a feed](" + base + "/en/corrections/feed.json)\n";
  return text;
}

/// RFC 9116. Its expiry is the turn of the year after next, so that the file says the same for a whole year.
std::string security(const Context& context) {
  const int year = static_cast<int>(civil_date(SystemClock().now()).year()) + 1;
  return "Contact: " + context.site.security_contact + "\nExpires: " + std::to_string(year) +
         "-12-31T00:00:00Z\nPreferred-Languages: vi, en\n";
}

http::Representation make_file(std::string_view content_type, std::string bytes, int compression) {
  http::Representation file;
  file.content_type = content_type;
  file.etag = http::make_etag(bytes);
  file.cache_control = "public, max-age=3600";
  file.identity = std::make_shared<const std::string>(std::move(bytes));
  http::compress(file, compression);
  return file;
}

void add_file(http::Router& router, std::string_view path, std::string_view content_type, std::string bytes) {
  auto kept = std::make_shared<http::Representation>(make_file(content_type, std::move(bytes), 9));
  router.add(
      http::Method::Get, path,
      [kept](const http::Request& request, const http::Parameters&) -> Result<http::Response> {
        return http::respond(request, *kept);
      },
      http::Run::OnWorker);
}

/// A file of absolute addresses: where the site has none of its own, they begin as the reader's address does.
void add_file_of_addresses(const Context& context, http::Router& router, std::string_view path,
                           std::string_view content_type,
                           std::string (*make)(const Context& context, const std::string& base)) {
  if (!context.site.address.empty()) return add_file(router, path, content_type, make(context, context.site.address));
  router.add(http::Method::Get, path,
             [&context, make, type = std::string(content_type)](const http::Request& request,
                                                                const http::Parameters&) -> Result<http::Response> {
               const std::string base = "http://" + std::string(request.header("host").value_or("localhost"));
               return http::respond(request, make_file(type, make(context, base), 4));
             });
}

}  // namespace

void add_site_files(const Context& context, http::Router& router) {
  add_file(router, "/manifest.webmanifest", "application/manifest+json", manifest(context));
  add_file_of_addresses(context, router, "/opensearch.xml", "application/opensearchdescription+xml", open_search);
  add_file_of_addresses(context, router, "/llms.txt", "text/plain; charset=utf-8", llms);
  add_file(router, "/favicon.svg", "image/svg+xml", std::string(context.assets.bytes("favicon.svg")));
  router.add(
      http::Method::Get, "/favicon.ico",
      [](const http::Request&, const http::Parameters&) -> Result<http::Response> {
        return http::redirect(301, "/favicon.svg");
      },
      http::Run::OnWorker);
  if (!context.site.security_contact.empty())
    add_file(router, "/.well-known/security.txt", "text/plain; charset=utf-8", security(context));
}

}  // namespace sen::portal::pages
