#include <algorithm>

#include "content/model/address.h"
#include "engine/http/response.h"
#include "engine/portal/views/make.h"
#include "engine/portal/views/search_answers.h"
#include "search/field_names.h"

namespace sen::portal::views {
namespace {

using search::Answer;
using search::Query;

/// The query as an address of the page, or of a feed with `ending` `.rss`; `page` is left out.
std::string address(const Scene& scene, const Query& query, std::string_view ending = {}) {
  std::string path =
      content::home_path(scene.locale()) + "/search" + std::string(ending) + "?q=" + http::encode_query(query.text);
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) path += std::string("&") + name + "=" + http::encode_query(value);
  };
  add("language", query.language ? query.language->value : "");
  add("type", query.type);
  add("topic", query.topic);
  add("organisation", query.organisation);
  add("place", query.place);
  add("year", query.year);
  if (query.from) add("from", format_rfc3339(*query.from));
  if (query.to) add("to", format_rfc3339(*query.to));
  if (query.sort == Query::Sort::Date) add("sort", "date");
  if (query.verbatim) add("verbatim", "1");
  return path;
}

/// A facet's code in words.
std::string name_of(const Scene& scene, const std::string& facet, const std::string& code) {
  if (facet == "language") return language_name(scene, content::Locale(code));
  if (facet == "type")
    if (const auto* type = scene.vocabulary.type(code)) return scene.name(type->plural);
  if (facet == "topic")
    if (const auto* topic = scene.vocabulary.topic(code)) return scene.name(topic->names);
  if (facet == "organisation")
    if (const auto organisation = scene.reading.organisation(content::OrganisationCode(code), scene.vocabulary))
      return scene.name(organisation->names);
  if (facet == "place")
    if (const auto* place = scene.vocabulary.place(code)) return scene.name(place->names);
  return code;
}

struct Facet {
  const char* name;
  std::string title;
  std::string chosen;
  std::string Query::*member;
};

std::vector<Facet> facets(const Scene& scene, const Query& query) {
  return {{"type", scene.t("Kind"), query.type, &Query::type},
          {"organisation", scene.t("Organisation"), query.organisation, &Query::organisation},
          {"topic", scene.t("Topic"), query.topic, &Query::topic},
          {"place", scene.t("Province or city"), query.place, &Query::place},
          {"year", scene.t("Year"), query.year, &Query::year}};
}

void add_filter(const Scene& scene, const Answer& answer, const char* name, std::string title,
                const std::string& chosen, Search& view) {
  Filter filter{name, std::move(title), {}};
  if (const auto found = answer.facets.find(name); found != answer.facets.end())
    for (const search::FacetValue& value : found->second)
      filter.options.push_back({value.code, name_of(scene, name, value.code), scene.tongue.format.number(value.count),
                                value.code == chosen});
  const bool listed =
      std::any_of(filter.options.begin(), filter.options.end(), [](const auto& option) { return option.chosen; });
  if (!chosen.empty() && !listed) filter.options.push_back({chosen, name_of(scene, name, chosen), {}, true});
  if (!filter.options.empty()) view.filters.push_back(std::move(filter));
}

Teaser teaser_of(const Scene& scene, const search::Hit& hit) {
  Teaser teaser;
  teaser.title = make_words(scene, hit.title, hit.locale);
  teaser.href = content::document_path(hit.locale, hit.section, hit.slug, hit.id);
  teaser.organisation = make_badge(scene, hit.organisation);
  teaser.organisation.href.clear();
  if (const auto* type = scene.vocabulary.type(hit.type)) teaser.type = scene.name(type->labels);
  teaser.tone = tone_of(scene, hit.type);
  teaser.date = make_date(scene, hit.published);
  if (hit.locale != scene.locale()) teaser.language = language_name(scene, hit.locale);
  if (hit.provenance == content::Provenance::Machine)
    teaser.language += (teaser.language.empty() ? "" : ", ") + scene.t("by machine");
  return teaser;
}

void add_hits(const Scene& scene, const Query& query, const Answer& answer, Search& view) {
  for (const search::Hit& hit : answer.hits) view.hits.push_back({teaser_of(scene, hit), hit.snippet});
  const std::size_t pages = std::min<std::size_t>(100, (answer.total + query.per_page - 1) / query.per_page);
  view.pagination = make_pagination(scene, address(scene, query), query.page, pages);
  view.outcome = answer.total_is_exact ? scene.tn("{n} result", "{n} results", answer.total)
                                       : scene.tn("About {n} result", "About {n} results", answer.total);
  if (!answer.is_complete)
    view.outcome +=
        " " + scene.t("The question took too long: some of the best may be missing. Fewer words are quicker.");
}

/// Ways to follow what the query finds, newest first.
void add_feeds(const Scene& scene, const Query& query, Search& view) {
  Query newest = query;
  newest.sort = Query::Sort::Relevance;  // A feed has one order.
  const auto add = [&](const char* type, const char* name, const char* ending) {
    view.frame.links.push_back({"alternate", type, {}, view.title + " (" + name + ")", address(scene, newest, ending)});
  };
  add("application/rss+xml", "RSS", ".rss");
  add("application/atom+xml", "Atom", ".atom");
  add("application/feed+json", "JSON Feed", ".feed.json");
  view.feed = {scene.t("Follow by RSS"), address(scene, newest, ".rss")};
}

void add_tips(const Scene& scene, Search& view) {
  view.outcome = view.query.empty() ? scene.t("Nothing fits these filters.")
                                    : scene.t("Nothing was found for “{query}”.", {{"query", view.query}});
  view.tips = {scene.t("Try fewer or more general words."),
               scene.t("Vietnamese may be typed without tone marks: ha noi finds Hà Nội."),
               scene.t("Choose all languages: many texts exist in Vietnamese and English first.")};
  view.guides = make_guides(scene);
}

/// Another spelling: as a question, or, where what was typed finds nothing, as what was answered, with the way back.
void add_spelling(const Scene& scene, const Query& query, const Answer& answer, Search& view) {
  Query other = query;
  if (answer.corrected.empty()) {
    if (answer.suggestion.empty()) return;
    other = answer.understood;  // The suggestion is of its words: the filters that were typed are parameters there.
    other.text = answer.suggestion;
    other.verbatim = false;
    view.suggestion = {answer.suggestion, address(scene, other)};
    return;
  }
  other.verbatim = true;
  view.outcome = scene.t("Nothing was found for “{query}”. These are results for “{other}”.",
                         {{"query", query.text}, {"other", answer.corrected}});
  view.as_typed = {scene.t("Search for “{query}” only", {{"query", query.text}}), address(scene, other)};
}

void add_elsewhere(const Scene& scene, const Query& query, const Answer& answer, Search& view) {
  for (const search::FacetValue& value : answer.elsewhere) {
    Query other = query;
    other.language = content::Locale(value.code);
    view.elsewhere.push_back(
        {language_name(scene, *other.language) + " (" + scene.tongue.format.number(value.count) + ")",
         address(scene, other)});
  }
}

/// The chosen filters, each with the way to drop it; those that were typed among the words too.
void add_filters(const Scene& scene, const Query& chosen, const Answer& answer, Search& view) {
  add_filter(scene, answer, "language", scene.t("Language"), chosen.language ? chosen.language->value : "", view);
  for (const Facet& facet : facets(scene, chosen)) {
    add_filter(scene, answer, facet.name, facet.title, facet.chosen, view);
    if (facet.chosen.empty()) continue;
    Query without = chosen;
    without.*facet.member = {};
    view.clear.push_back(
        {facet.title + ": " + name_of(scene, facet.name, facet.chosen) + " ×", address(scene, without)});
  }
  if (chosen.language) {
    Query without = chosen;
    without.language.reset();
    view.clear.push_back(
        {scene.t("Language") + ": " + language_name(scene, *chosen.language) + " ×", address(scene, without)});
  }
  const auto add_moment = [&](const char* title, std::optional<Timestamp> Query::*member, Timestamp shown) {
    Query without = chosen;
    (without.*member).reset();
    view.clear.push_back({scene.t(title) + ": " + make_date(scene, shown).text + " ×", address(scene, without)});
  };
  if (chosen.from) add_moment("from this year or day on", &Query::from, *chosen.from);
  if (chosen.to) add_moment("up to this year or day", &Query::to, *chosen.to + std::chrono::milliseconds(-1));
}

std::string meaning_of(const Scene& scene, search::Field field) {
  switch (field) {
    case search::Field::Title:
      return scene.t("in the title");
    case search::Field::Language:
      return scene.t("Language");
    case search::Field::Type:
      return scene.t("Kind");
    case search::Field::Organisation:
      return scene.t("Organisation");
    case search::Field::Topic:
      return scene.t("Topic");
    case search::Field::Place:
      return scene.t("Province or city");
    case search::Field::Year:
      return scene.t("Year");
    case search::Field::From:
      return scene.t("from this year or day on");
    case search::Field::To:
      return scene.t("up to this year or day");
  }
  return {};
}

/// The query language, with the first name that the page's language has for each field.
void add_syntax(const Scene& scene, Search& view) {
  view.syntax = {{"\"… …\"", scene.t("the words side by side")}, {"-…", scene.t("without texts that hold this word")}};
  std::set<search::Field> told;
  for (const search::FieldName& name : search::field_names())
    if (name.locale == scene.locale().value && told.insert(name.field).second)
      view.syntax.push_back({std::string(name.name) + ":…", meaning_of(scene, name.field)});
}

}  // namespace

Search make_search(const Scene& scene, const Query& query, const std::optional<Answer>& answer) {
  Search view;
  view.query = query.text;
  view.title = query.text.empty() ? scene.t("Search") : scene.t("Search: {query}", {{"query", query.text}});
  view.frame = make_frame(
      scene, {.title = view.title,
              .description = {},
              .path = query.text.empty() && !search::has_filter(query) ? content::home_path(scene.locale()) + "/search"
                                                                       : with_page(address(scene, query), query.page),
              .index = false});
  view.frame.search_query = query.text;
  const bool asked = !query.text.empty() || search::has_filter(query);
  if (asked) add_feeds(scene, query, view);
  view.sort = query.sort == Query::Sort::Date ? "date" : "";
  add_syntax(scene, view);
  if (!answer) {
    if (asked) add_tips(scene, view);
    return view;
  }
  add_filters(scene, answer->understood, *answer, view);
  if (query.from) view.kept.emplace_back("from", format_rfc3339(*query.from));
  if (query.to) view.kept.emplace_back("to", format_rfc3339(*query.to));
  if (answer->total == 0) {
    add_tips(scene, view);
  } else {
    add_hits(scene, query, *answer, view);
  }
  add_spelling(scene, query, *answer, view);
  add_elsewhere(scene, query, *answer, view);
  view.answers = make_search_answers(scene, *answer);
  return view;
}

}  // namespace sen::portal::views
