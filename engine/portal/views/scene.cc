#include "engine/portal/views/scene.h"

#include "content/model/address.h"
#include "engine/portal/assets.h"

namespace sen::portal::views {
namespace {

using content::Locale;

std::vector<Link> navigation(const Scene& scene, const std::string& current) {
  std::vector<Link> links;
  links.push_back({scene.t("Home"), content::home_path(scene.locale()), current == "home"});
  for (const std::string& code : scene.site.sections) {
    const content::Section* section = scene.vocabulary.section(code);
    if (section && section->in_navigation)
      links.push_back({scene.name(section->labels), content::section_path(scene.locale(), code), current == code});
  }
  return links;
}

/// Columns of links at the foot: sections that the navigation leaves out, data, ways to follow, about.
std::vector<std::vector<Link>> foot(const Scene& scene) {
  const Locale& locale = scene.locale();
  const std::string home = content::home_path(locale);
  std::vector<Link> read{{scene.t("Read"), {}}};
  std::vector<Link> more{{scene.t("More"), {}}};
  for (const std::string& code : scene.site.sections)
    if (const content::Section* section = scene.vocabulary.section(code))
      (section->in_navigation ? read : more)
          .push_back({scene.name(section->labels), content::section_path(locale, code)});
  more.push_back({scene.t("Topics"), home + "/topics"});
  more.push_back({scene.t("Organisations"), home + "/organisations"});
  more.push_back({scene.t("Corrections"), content::corrections_path(locale)});
  std::vector<Link> data{{scene.t("Open data"), {}},
                         {scene.t("All datasets"), home + "/data"},
                         {scene.t("SDMX for statistical tools"), "/sdmx/v1/dataflow"},
                         {scene.t("Site map for programs"), "/sitemap.xml"}};
  std::vector<Link> follow{{scene.t("Follow"), {}},
                           {"RSS", home + "/feed.rss"},
                           {"Atom", home + "/feed.atom"},
                           {"JSON Feed", home + "/feed.json"},
                           {scene.t("Search"), home + "/search"}};
  return {std::move(read), std::move(more), std::move(data), std::move(follow)};
}

}  // namespace

std::string absolute(const Site& site, const std::string& path) {
  return site.address + path;
}

std::string language_name(const Scene& scene, const Locale& locale) {
  const content::Language* language = scene.vocabulary.language(locale);
  return language ? language->own_name : locale.value;
}

Time make_time(const Scene& scene, Timestamp at) {
  return {scene.tongue.format.date_time(at), machine_time(at)};
}

Time make_date(const Scene& scene, Timestamp at) {
  return {scene.tongue.format.short_date(at), machine_time(at).substr(0, 10)};
}

Words make_words(const Scene& scene, std::string text, const Locale& language) {
  if (language == scene.locale()) return {std::move(text), {}, {}};
  const content::Language* known = scene.vocabulary.language(language);
  return {std::move(text), language.value, known && known->right_to_left ? "rtl" : "ltr"};
}

Frame make_frame(const Scene& scene, const FrameFacts& facts) {
  const Locale& locale = scene.locale();
  Frame frame;
  frame.locale = locale;
  frame.right_to_left = scene.tongue.right_to_left;
  frame.title = facts.title;
  frame.description = facts.description;
  frame.index = facts.index && scene.site.indexing;
  frame.site_name = scene.name(scene.site.name);
  frame.tagline = scene.name(scene.site.tagline);
  frame.official_line = scene.name(scene.site.official_line);
  frame.sample = scene.site.sample;
  frame.home = content::home_path(locale);
  frame.search = frame.home + "/search";
  frame.suggest = frame.home + "/suggest";
  frame.navigation = navigation(scene, facts.section);
  frame.foot = foot(scene);
  frame.owner = scene.name(scene.site.owner);
  frame.postal_address = scene.name(scene.site.postal_address);
  const auto contact = [&](std::string label, const std::string& value, const char* scheme) {
    if (!value.empty()) frame.contacts.push_back({std::move(label), {{value, scheme + value}}});
  };
  contact(scene.t("E-mail"), scene.site.email, "mailto:");
  contact(scene.t("For journalists"), scene.site.press_email, "mailto:");
  contact(scene.t("Telephone"), scene.site.phone, "tel:");
  frame.style = scene.assets.address("sen.css");
  frame.script = scene.assets.address("sen.js");
  frame.font = scene.assets.address("be-vietnam-pro-400.woff2");

  const std::string rest = facts.path.size() > frame.home.size() ? facts.path.substr(frame.home.size()) : "";
  frame.links.push_back({"canonical", {}, {}, {}, absolute(scene.site, facts.path)});
  for (const Locale& other : scene.site.languages) {
    const content::Language* language = scene.vocabulary.language(other);
    const std::string href = content::home_path(other) + rest;
    frame.languages.push_back({other, language->own_name, href, language->right_to_left, other == locale, {}});
    frame.links.push_back({"alternate", {}, other.value, {}, absolute(scene.site, href)});
  }
  const std::string any = rest.empty() ? "/" : "/en" + rest;
  frame.links.push_back({"alternate", {}, "x-default", {}, absolute(scene.site, any)});
  if (!facts.feed.empty()) {
    const std::string title = frame.site_name + " – " + facts.title;
    frame.links.push_back({"alternate", "application/rss+xml", {}, title + " (RSS)", facts.feed + "/feed.rss"});
    frame.links.push_back({"alternate", "application/atom+xml", {}, title + " (Atom)", facts.feed + "/feed.atom"});
    frame.links.push_back(
        {"alternate", "application/feed+json", {}, title + " (JSON Feed)", facts.feed + "/feed.json"});
  }
  frame.meta = {{"og:site_name", frame.site_name},
                {"og:title", facts.title},
                {"og:type", "website"},
                {"og:locale", locale.value}};
  if (!facts.description.empty()) frame.meta.push_back({"og:description", facts.description});
  if (!scene.site.address.empty()) frame.meta.push_back({"og:url", absolute(scene.site, facts.path)});
  return frame;
}

std::string with_page(const std::string& path, std::size_t page) {
  if (page <= 1) return path;
  return path + (path.find('?') == std::string::npos ? '?' : '&') + "page=" + std::to_string(page);
}

Pagination make_pagination(const Scene& scene, const std::string& path, std::size_t page, std::size_t pages) {
  Pagination view;
  for (std::size_t n = 1; n <= pages; ++n) {
    const bool near = n + 2 >= page && n <= page + 2;
    if (n == 1 || n == pages || near) {
      view.pages.push_back({scene.tongue.format.number(n), with_page(path, n), n == page});
    } else if (!view.pages.back().href.empty()) {
      view.pages.push_back({"…", {}, false});
    }
  }
  if (page > 1) view.previous = {scene.t("Previous"), with_page(path, page - 1)};
  if (page < pages) view.next = {scene.t("Next"), with_page(path, page + 1)};
  return view;
}

}  // namespace sen::portal::views
