// `/desk/translations`: documents by languages, and asking for translations of many at once.

#include "engine/desk/components/translations.h"

#include <algorithm>
#include <charconv>

#include "engine/desk/components/form.h"
#include "engine/desk/pages/translation_form.h"
#include "engine/desk/pages/translation_pages.h"
#include "engine/desk/review_words.h"

namespace sen::desk::pages {
namespace {

using identity::Action;
using portal::html::Attr;
using portal::html::Text;
using portal::html::Url;
using portal::html::Writer;

views::MatrixQuery read_query(const Visit& visit) {
  const http::Request& request = visit.request;
  views::MatrixQuery query;
  query.organisation = request.parameter("organisation").value_or("");
  query.type = request.parameter("type").value_or("");
  const content::Locale language{std::string(request.parameter("language").value_or(""))};
  if (visit.context.parts.vocabulary.language(language) != nullptr) query.language = language;
  const std::string_view only = request.parameter("only").value_or("");
  query.stale = only == "stale";
  query.requested = only == "requested";
  query.missing = only == "missing";
  constexpr std::size_t kMostPages = 100'000;
  const std::string_view page = request.parameter("page").value_or("1");
  if (std::from_chars(page.data(), page.data() + page.size(), query.page).ec != std::errc() || query.page < 1)
    query.page = 1;
  query.page = std::min(query.page, kMostPages);
  return query;
}

std::string_view only_of(const views::MatrixQuery& query) {
  return query.stale ? "stale" : query.requested ? "requested" : query.missing ? "missing" : "";
}

std::string address_of(const views::MatrixQuery& query) {
  return "/desk/translations?organisation=" + http::encode_query(query.organisation) +
         "&language=" + http::encode_query(query.language.value) + "&type=" + http::encode_query(query.type) +
         "&only=" + std::string(only_of(query));
}

components::Choice languages_choice(const Visit& visit, std::string name, std::string label, std::string none,
                                    const content::Locale& chosen) {
  components::Choice choice{.name = std::move(name), .label = std::move(label)};
  if (!none.empty()) choice.options.push_back({.value = {}, .label = std::move(none)});
  for (const content::Locale& locale : visit.context.parts.site.languages)
    choice.options.push_back(
        {.value = locale.value, .label = language_label(visit, locale), .chosen = locale == chosen});
  return choice;
}

void filters(Writer& w, const Visit& visit, const views::MatrixQuery& query) {
  w << "<form class=\"filters\" method=\"get\" action=\"/desk/translations\">";
  components::Choice organisation{.name = "organisation", .label = visit.t("Organisation")};
  organisation.options.push_back({.value = {}, .label = visit.t("Every organisation")});
  for (const auto& [code, entry] : visit.directory.all()) {
    identity::Resource resource;
    resource.organisation = code;
    if (visit.may(Action::DocumentRead, resource))
      organisation.options.push_back({.value = code.value,
                                      .label = visit.directory.name(code, visit.tongue.locale),
                                      .chosen = code.value == query.organisation});
  }
  components::select(w, organisation);
  components::select(
      w, languages_choice(visit, "language", visit.t("Language"), visit.t("Every language"), query.language));
  components::Choice type{.name = "type", .label = visit.t("Type")};
  type.options.push_back({.value = {}, .label = visit.t("Every type")});
  for (const content::DocumentType& one : visit.context.parts.vocabulary.types())
    type.options.push_back(
        {.value = one.code, .label = std::string(visit.tongue.name(one.labels)), .chosen = one.code == query.type});
  components::select(w, type);
  components::Choice only{.name = "only", .label = visit.t("Show only")};
  const std::string_view chosen = only_of(query);
  only.options = {{.value = {}, .label = visit.t("Everything"), .chosen = chosen.empty()},
                  {.value = "stale", .label = visit.t("Older than the source"), .chosen = chosen == "stale"},
                  {.value = "missing", .label = visit.t("With a language missing"), .chosen = chosen == "missing"},
                  {.value = "requested", .label = visit.t("Translation asked for"), .chosen = chosen == "requested"}};
  components::select(w, only);
  components::submit(w, visit.t("Show"));
  w << "</form>";
}

/// Earlier and next page; how many there are is not counted.
void turn(Writer& w, const Visit& visit, const views::MatrixQuery& query, bool more) {
  if (query.page == 1 && !more) return;
  w << "<nav class=\"pages\" aria-label=\"" << Attr{visit.t("Pages")} << "\">";
  const auto to = [&](std::size_t page) { return address_of(query) + "&page=" + std::to_string(page); };
  if (query.page > 1)
    w << "<a rel=\"prev\" href=\"" << Url{to(query.page - 1)} << "\">" << Text{visit.t("Earlier page")} << "</a>";
  w << "<span>" << Text{visit.t("Page {page}", {{"page", visit.tongue.format.number(query.page)}})} << "</span>";
  if (more) w << "<a rel=\"next\" href=\"" << Url{to(query.page + 1)} << "\">" << Text{visit.t("Next page")} << "</a>";
  w << "</nav>";
}

/// What is done with the documents that were chosen.
void many(Writer& w, const Visit& visit, const views::MatrixQuery& query) {
  w << "<section class=\"decide\"><h2>" << Text{visit.t("With the chosen documents")} << "</h2>";
  components::select(w, languages_choice(visit, "into", visit.t("Into"), {}, query.language));
  components::select(w, languages_choice(visit, "source", visit.t("From"), {}, content::Locale("vi")));
  if (may_somewhere(visit.person->actor, Action::TranslationRequest)) {
    components::request_fields(w, visit, query.language);
    components::submit(w, visit.t("Ask for translations"));
  }
  w << "<p class=\"actions\"><button class=\"button quiet\" type=\"submit\" formaction=\"/desk/translations/xliff\">"
    << Text{visit.t("Take them out as XLIFF")} << "</button></p></section>";
}

/// What came back from translators' tools.
void bring_in(Writer& w, const Visit& visit) {
  w << "<details class=\"decision\"><summary>" << Text{visit.t("Bring translations in")} << "</summary>";
  components::begin_form(w, "/desk/translations/bring-in", visit.csrf(), true);
  w << "<div class=\"field\"><label for=\"files\">" << Text{visit.t("XLIFF files, or a ZIP of them")}
    << "</label><input type=\"file\" id=\"files\" name=\"files\" multiple required></div>";
  components::submit(w, visit.t("Bring it in"));
  components::end_form(w);
  w << "</details>";
}

/// What a form that was taken in part leads back to: how many, and what was not.
struct Outcome {
  std::size_t asked = 0;
  std::vector<components::Mistake> mistakes{};
};

Result<http::Response> show(const Visit& visit, const Outcome* outcome) {
  const views::MatrixQuery query = read_query(visit);
  const views::Matrix matrix = SEN_TRY(views::make_matrix(visit, query));
  Page page;
  page.title = visit.t("Translations");
  page.section = "translations";
  page.wide = true;
  page.status = outcome != nullptr && outcome->asked == 0 ? 400 : 200;
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{page.title} << "</h1>";
    if (outcome != nullptr && outcome->asked > 0)
      components::notice(
          w, visit.tongue.tn("{n} translation was asked for.", "{n} translations were asked for.", outcome->asked));
    std::uint64_t brought = 0;
    const std::string_view count = visit.request.parameter("brought").value_or("");
    if (std::from_chars(count.data(), count.data() + count.size(), brought).ec == std::errc())
      components::notice(w, visit.tongue.tn("{n} translation was brought in as a draft.",
                                            "{n} translations were brought in as drafts.", brought));
    if (outcome != nullptr) components::mistakes(w, visit.tongue, outcome->mistakes);
    filters(w, visit, query);
    bring_in(w, visit);
    if (matrix.rows.empty()) {
      w << "<p class=\"empty\">" << Text{visit.t("No document fits.")} << " <a href=\"/desk/translations\">"
        << Text{visit.t("Show everything")} << "</a></p>";
      return;
    }
    if (query.requested) w << "<p class=\"hint\">" << Text{visit.t("What is due first stands first.")} << "</p>";
    components::begin_form(w, "/desk/translations", visit.csrf());
    components::matrix(w, visit, matrix);
    many(w, visit, query);
    components::end_form(w);
    turn(w, visit, query, matrix.more);
  });
}

/// Asks for each document by itself: one that cannot be asked for keeps none of the others back, and is named.
Result<http::Response> ask(Visit& visit) {
  Outcome outcome;
  auto wish = read_wish(visit.form);
  if (!wish.has_value()) {
    outcome.mistakes.push_back({"due", wish_mistake(visit, wish.error())});
    return show(visit, &outcome);
  }
  wish->locale = content::Locale(std::string(visit.form.value("into")));
  for (const content::ContentId& id : SEN_TRY(chosen_documents(visit, wish->locale, outcome.mistakes))) {
    wish->id = id;
    const auto done = translations_of(visit).request(visit.person->actor, *wish);
    if (done.has_value()) {
      ++outcome.asked;
      continue;
    }
    if (done.error().code() == ErrorCode::Storage) return done.error();
    outcome.mistakes.push_back(
        {"document-" + id.value, title_of(visit, id) + ": " + wish_mistake(visit, done.error())});
  }
  if (outcome.asked == 0 && outcome.mistakes.empty())
    outcome.mistakes.push_back({{}, visit.t("Choose at least one document.")});
  visit.snapshot = SEN_TRY(visit.context.parts.store.snapshot());
  return show(visit, &outcome);
}

}  // namespace

void add_translation_routes(Guard& guard) {
  guard.get("/desk/translations", Access::to(Action::DocumentRead), [](Visit& visit) { return show(visit, nullptr); });
  guard.post("/desk/translations", Access::to(Action::TranslationRequest), ask);
}

}  // namespace sen::desk::pages
