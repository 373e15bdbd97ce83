#include "feeds/sitemap.h"

#include <algorithm>

#include "content/model/address.h"
#include "feeds/xml_writer.h"

namespace sen::feeds {
namespace {

constexpr std::string_view kSitemapSpace = "http://www.sitemaps.org/schemas/sitemap/0.9";

void write_url(XmlWriter& xml, const std::string& address, std::optional<Timestamp> updated,
               const std::vector<std::pair<std::string, std::string>>& alternates) {
  xml.open("url");
  xml.element("loc", address);
  if (updated) xml.element("lastmod", format_rfc3339(*updated));
  for (const auto& [language, href] : alternates)
    xml.empty("xhtml:link", {{"rel", "alternate"}, {"hreflang", language}, {"href", href}});
  xml.close();
}

void open_urlset(XmlWriter& xml) {
  xml.open("urlset", {{"xmlns", kSitemapSpace}, {"xmlns:xhtml", "http://www.w3.org/1999/xhtml"}});
}

/// The same hub in every language of the site.
void write_hub(XmlWriter& xml, const FeedSite& site, const std::function<std::string(const content::Locale&)>& path) {
  std::vector<std::pair<std::string, std::string>> alternates;
  for (const content::Locale& locale : site.languages)
    alternates.emplace_back(locale.value, site.address + path(locale));
  for (const auto& alternate : alternates) write_url(xml, alternate.second, std::nullopt, alternates);
}

Result<void> write_document(XmlWriter& xml, const store::VisibleContent& content, const FeedSite& site,
                            const content::ContentId& id) {
  std::vector<store::Translation> translations = SEN_TRY(content.translations(id));
  std::erase_if(translations, [&](const store::Translation& entry) {  // What the site does not offer has no address.
    return std::find(site.languages.begin(), site.languages.end(), entry.locale) == site.languages.end();
  });
  if (translations.empty()) return {};
  const store::VisibleEdition first = SEN_TRY(content.find(id, translations.front().locale));
  std::vector<std::pair<std::string, std::string>> alternates;
  for (const store::Translation& translation : translations)
    alternates.emplace_back(
        translation.locale.value,
        site.address + content::document_path(translation.locale, first.document.section, translation.slug, id));
  alternates.emplace_back("x-default", site.address + content::permanent_path(id));
  for (std::size_t i = 0; i < translations.size(); ++i)
    write_url(xml, alternates[i].second, translations[i].updated, alternates);
  return {};
}

}  // namespace

Result<std::string> write_sitemap_index(const store::VisibleContent& content, const FeedSite& site) {
  const std::uint64_t documents = SEN_TRY(content.count({}));
  const std::uint64_t files = 1 + (documents + kSitemapDocuments - 1) / kSitemapDocuments;
  XmlWriter xml;
  xml.open("sitemapindex", {{"xmlns", kSitemapSpace}});
  for (std::uint64_t i = 0; i < files; ++i) {
    xml.open("sitemap");
    xml.element("loc", site.address + "/sitemap-" + std::to_string(i) + ".xml");
    xml.close();
  }
  return xml.finish();
}

Result<std::string> write_sitemap(const store::VisibleContent& content, const content::Vocabulary& vocabulary,
                                  const FeedSite& site, std::size_t number) {
  using content::Locale;
  XmlWriter xml;
  open_urlset(xml);
  if (number == 0) {
    write_hub(xml, site, [](const Locale& l) { return content::home_path(l); });
    write_hub(xml, site, [](const Locale& l) { return content::corrections_path(l); });
    for (const content::Section& section : vocabulary.sections())
      write_hub(xml, site, [&](const Locale& l) { return content::section_path(l, section.code); });
    for (const content::Topic& topic : vocabulary.topics())
      write_hub(xml, site, [&](const Locale& l) { return content::topic_path(l, topic.code); });
    for (const content::Place& place : vocabulary.places())
      write_hub(xml, site, [&](const Locale& l) { return content::place_path(l, place.code); });
    for (const content::Organisation& organisation : SEN_TRY(content.organisations(vocabulary)))
      write_hub(xml, site, [&](const Locale& l) { return content::organisation_path(l, organisation.code); });
    for (const content::Dataset& dataset : SEN_TRY(content.datasets()))
      write_hub(xml, site, [&](const Locale& l) { return content::dataset_path(l, dataset.code); });
    return xml.finish();
  }
  const store::ListedPage page = SEN_TRY(content.list({}, (number - 1) * kSitemapDocuments, kSitemapDocuments));
  if (page.entries.empty()) return Error(ErrorCode::NotFound, "there is no such sitemap file");
  for (const store::Listed& listed : page.entries) SEN_TRY(write_document(xml, content, site, listed.id));
  return xml.finish();
}

std::string write_robots(const FeedSite& site) {
  std::string robots = "User-agent: *\n";
  if (!site.indexed) return robots + "Disallow: /\n";
  return robots + "Disallow: /desk/\nDisallow: /preview/\nDisallow: /*/search?\n\nSitemap: " + site.address +
         "/sitemap.xml\n";
}

}  // namespace sen::feeds
