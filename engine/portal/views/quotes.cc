#include <algorithm>
#include <map>

#include "content/model/address.h"
#include "engine/base/text.h"
#include "engine/http/response.h"
#include "engine/portal/views/make.h"
#include "engine/portal/views/press.h"

namespace sen::portal::views {
namespace {

using store::VisibleEdition;

constexpr std::size_t kPerPage = 50;
constexpr std::size_t kMostNameBytes = 400;

/// `a2b3c4d5e6` or `a2b3c4d5e6/v3`: the statement that a quote is taken from, if it can be read.
Link source_of(const Scene& scene, const VisibleEdition& edition) {
  const std::string source = edition.document.field("source");
  const std::size_t slash = source.find('/');
  const auto id = content::parse_content_id(source.substr(0, slash));
  if (!id) return {};
  const auto statement = scene.reading.find(*id, edition.edition.locale);
  if (!statement) return {};
  const std::string version = slash == std::string::npos ? std::string() : source.substr(slash);
  return {statement->version.title, content::permanent_path(*id) + version};
}

/// Marks those whom `speaker` asks for: the one of that very name, else all whose names hold these words. Names are
/// compared by their Latin letters, so that accents may be left out; by their own, where `speaker` has no Latin ones.
void choose(const std::string& speaker, std::map<std::string, bool>& names) {
  if (const auto whole = names.find(speaker); whole != names.end()) {
    whole->second = true;
    return;
  }
  const auto fold = ascii_slug(speaker, kMostNameBytes).empty() ? unicode_slug : ascii_slug;
  const std::string wanted = fold(speaker, kMostNameBytes);
  if (wanted.empty()) return;  // Nothing but signs, which are in nobody's name.
  for (auto& [name, chosen] : names) chosen = fold(name, kMostNameBytes).find(wanted) != std::string::npos;
}

}  // namespace

Quote make_quote(const Scene& scene, const VisibleEdition& edition) {
  const content::Locale& shown = edition.edition.locale;
  Quote quote;
  for (const std::string_view paragraph : split(edition.version.text, '\n'))
    if (!trim(paragraph).empty()) quote.paragraphs.emplace_back(trim(paragraph));
  quote.language = make_words(scene, {}, shown);
  quote.speaker = make_words(scene, edition.version.title, shown);
  quote.occasion = make_words(scene, edition.version.summary, shown);
  quote.said = make_date(scene, parse_rfc3339(edition.document.field("said")).value_or(edition.document.date));
  quote.source = source_of(scene, edition);
  const std::string version = content::permanent_path(edition.document.id, edition.version.number);
  quote.permanent = {version, absolute(scene.site, version + "?language=" + shown.value)};
  return quote;
}

std::string quotes_path(const content::Locale& locale, const std::string& speaker) {
  const std::string path = content::section_path(locale, "press") + "/quotes";
  return speaker.empty() ? path : path + "?speaker=" + http::encode_query(speaker);
}

Result<Quotes> make_quotes(const Scene& scene, const std::string& speaker, std::size_t page) {
  const std::string room = content::section_path(scene.locale(), "press");
  Quotes view;
  view.path = quotes_path(scene.locale(), {});
  view.title = scene.t("Quotes");
  view.summary = scene.t("Words that may be quoted, with who said them, in which office, when and where.");
  view.speaker = speaker;
  std::vector<VisibleEdition> found = SEN_TRY(editions_of_type(scene, "quote"));
  std::map<std::string, bool> speakers;  // Each with whether he or she was asked for.
  for (const VisibleEdition& edition : found)
    if (std::string name = edition.document.field("speaker"); !name.empty()) speakers.emplace(std::move(name), false);
  view.is_speaker = speakers.contains(speaker);
  if (!speaker.empty()) {
    choose(speaker, speakers);
    std::erase_if(found, [&](const VisibleEdition& edition) {
      const auto name = speakers.find(edition.document.field("speaker"));
      return name == speakers.end() || !name->second;
    });
  }
  const std::size_t pages = std::max<std::size_t>(1, (found.size() + kPerPage - 1) / kPerPage);
  if (page > pages) return Error(ErrorCode::NotFound, "there are not so many quotes");
  for (std::size_t i = (page - 1) * kPerPage; i < std::min(found.size(), page * kPerPage); ++i)
    view.quotes.push_back(make_quote(scene, found[i]));
  const std::string path = quotes_path(scene.locale(), speaker);
  view.pagination = make_pagination(scene, path, page, pages);
  for (const auto& [name, chosen] : speakers)
    view.speakers.push_back({name, quotes_path(scene.locale(), name), name == speaker});

  view.frame = make_frame(scene, {.title = view.title,
                                  .description = view.summary,
                                  .path = with_page(path, page),
                                  .section = "press",
                                  .index = speaker.empty(),
                                  .feed = view.path});
  view.crumbs.links = {{scene.t("Home"), content::home_path(scene.locale())},
                       {scene.name(scene.vocabulary.section("press")->labels), room},
                       {view.title, {}}};
  view.feed = {scene.t("Follow by RSS"), view.path + "/feed.rss"};
  view.empty =
      speaker.empty() ? scene.t("No quote has been published yet.") : scene.t("Nobody of that name was quoted here.");
  return view;
}

}  // namespace sen::portal::views
