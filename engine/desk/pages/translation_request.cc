// `/desk/documents/{id}/{language}/request`: one translation asked for, and what becomes of it.

#include "engine/desk/components/form.h"
#include "engine/desk/components/translations.h"
#include "engine/desk/pages/document_address.h"
#include "engine/desk/pages/document_form.h"
#include "engine/desk/pages/draft_form.h"
#include "engine/desk/pages/translation_form.h"
#include "engine/desk/pages/translation_pages.h"
#include "engine/desk/refusals.h"
#include "engine/desk/review_words.h"
#include "engine/desk/views/document.h"
#include "engine/desk/views/title.h"

namespace sen::desk::pages {
namespace {

using identity::Action;
using portal::html::Text;
using portal::html::Url;
using portal::html::Writer;

struct Place {
  content::ContentId id;
  content::Locale locale;
  std::string path() const { return "/desk/documents/" + id.value + "/" + locale.value + "/request"; }
};

/// Errors: NotFound, also for what the person may not read.
Result<Place> place_of(const Visit& visit) {
  Place place{SEN_TRY(document_id(visit)), SEN_TRY(edition_language(visit))};
  SEN_TRY(views::offers_of(visit, place.id, place.locale));
  return place;
}

void form(Writer& w, const Visit& visit, const Place& place) {
  components::begin_form(w, place.path(), visit.csrf());
  components::Choice source{.name = "source", .label = visit.t("From")};
  if (const auto editions = visit.snapshot->editions(place.id))
    for (const content::Edition& edition : *editions)
      if (edition.locale != place.locale)
        source.options.push_back({.value = edition.locale.value, .label = language_label(visit, edition.locale)});
  components::select(w, source);
  components::request_fields(w, visit, place.locale);
  components::submit(w, visit.t("Ask for a translation"));
  components::end_form(w);
}

Result<http::Response> show(const Visit& visit, const Place& place, const std::string& mistake) {
  const auto request = visit.snapshot->translation_request(place.id, place.locale);
  if (!request.has_value() && request.error().code() != ErrorCode::NotFound) return request.error();
  Page page;
  page.title = visit.t("Translation into {language}", {{"language", language_label(visit, place.locale)}});
  page.section = "translations";
  page.status = mistake.empty() ? 200 : 400;
  const std::string title = title_of(visit, place.id);
  return render(visit, page, [&](Writer& w) {
    w << "<p><a href=\"" << Url{"/desk/documents/" + place.id.value} << "\">" << Text{title} << "</a></p><h1>"
      << Text{page.title} << "</h1>";
    if (visit.request.parameter("done")) components::notice(w, visit.t("Saved."));
    if (!mistake.empty()) components::mistakes(w, visit.tongue, {{{}, mistake}});
    if (request.has_value()) components::request(w, visit, *request);
    const bool open = request.has_value() && content::is_open(*request);
    if (open)
      w << "<p class=\"actions\"><a class=\"button\" href=\""
        << Url{"/desk/documents/" + place.id.value + "/" + place.locale.value +
               "/edit?from=" + http::encode_query(request->source.value)}
        << "\">" << Text{visit.t("Translate")} << "</a></p>";
    else if (may_somewhere(visit.person->actor, Action::TranslationRequest))
      form(w, visit, place);
    else
      w << "<p class=\"hint\">" << Text{visit.t("Nobody asks for this translation.")} << "</p>";
  });
}

Result<http::Response> ask(Visit& visit) {
  const Place place = SEN_TRY(place_of(visit));
  auto wish = read_wish(visit.form);
  if (!wish.has_value()) return show(visit, place, wish_mistake(visit, wish.error()));
  wish->id = place.id;
  wish->locale = place.locale;
  const auto done = translations_of(visit).request(visit.person->actor, *wish);
  if (done.has_value()) return see_other(place.path() + "?done=ask");
  const ErrorCode code = done.error().code();
  if (code != ErrorCode::InvalidInput && code != ErrorCode::Conflict) return done.error();
  return show(visit, place, wish_mistake(visit, done.error()));
}

Result<http::Response> answer(Visit& visit) {
  const Place place = SEN_TRY(place_of(visit));
  const std::uint32_t number = number_of(visit.form.value("answer"));
  if (number < static_cast<std::uint32_t>(content::RequestState::Open) ||
      number > static_cast<std::uint32_t>(content::RequestState::Cancelled))
    return Error(ErrorCode::InvalidInput, "answer: there is no such answer");
  const std::string why(visit.form.value("reason-" + std::to_string(number)));
  const auto done = translations_of(visit).answer(visit.person->actor, place.id, place.locale,
                                                  static_cast<content::RequestState>(number), why);
  if (done.has_value()) return see_other(place.path() + "?done=answer");
  const ErrorCode code = done.error().code();
  if (code != ErrorCode::InvalidInput && code != ErrorCode::Conflict) return done.error();
  visit.snapshot = SEN_TRY(visit.context.parts.store.snapshot());
  return show(visit, place, wish_mistake(visit, done.error()));
}

}  // namespace

workflow::Translations translations_of(const Visit& visit) {
  const Parts& parts = visit.context.parts;
  return {parts.store, parts.vocabulary, parts.clock};
}

Result<workflow::TranslationWish> read_wish(const Form& form) {
  workflow::TranslationWish wish;
  wish.source = content::Locale(std::string(form.value("source")));
  const std::string_view priority = form.value("priority");
  if (priority == "2") wish.priority = content::Priority::High;
  if (priority == "3") wish.priority = content::Priority::Urgent;
  wish.due = SEN_TRY(read_hour(form, "due"));
  wish.note = form.value("note");
  wish.translator = content::AccountName(std::string(form.value("translator")));
  wish.agency = form.value("agency");
  return wish;
}

Result<std::vector<content::ContentId>> chosen_documents(const Visit& visit, const content::Locale& into,
                                                         std::vector<components::Mistake>& mistakes) {
  std::vector<content::ContentId> chosen;
  for (const std::string_view said : visit.form.values("document[]")) {
    auto id = content::parse_content_id(said);
    if (!id.has_value()) continue;
    const auto readable = views::offers_of(visit, *id, into);
    if (readable.has_value())
      chosen.push_back(*std::move(id));
    else if (readable.error().code() == ErrorCode::NotFound)
      mistakes.push_back({"document-" + id->value, id->value + ": " + wish_mistake(visit, readable.error())});
    else
      return readable.error();
  }
  return chosen;
}

std::string wish_mistake(const Visit& visit, const Error& error) {
  if (error.code() == ErrorCode::NotFound) return visit.t("There is no such document.");
  return explain_refusal(visit.tongue, error.message()).text;
}

std::string title_of(const Visit& visit, const content::ContentId& id) {
  std::string words = views::newest_title(*visit.snapshot, id, visit.tongue.locale).words;
  return words.empty() ? id.value : words;
}

http::Response refuse_files(const Visit& visit, const std::vector<components::Mistake>& mistakes,
                            const std::string& section, std::string_view back) {
  Page page;
  page.title = visit.t("That could not be taken");
  page.section = section;
  page.status = 400;
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{page.title} << "</h1><p class=\"lead\">" << Text{visit.t("Nothing was saved.")} << "</p>";
    components::mistakes(w, visit.tongue, mistakes);
    w << "<p class=\"actions\"><a class=\"button\" href=\"" << Url{"/desk/" + section} << "\">" << Text{back}
      << "</a></p>";
  });
}

content::Provenance label_so_far(const store::Snapshot& snapshot, const content::ContentId& id,
                                 const content::Locale& locale) {
  const auto last = snapshot.draft(id, locale);
  if (last.has_value() && !last->closed) return last->provenance;
  const auto edition = snapshot.edition(id, locale);
  if (!edition.has_value()) return content::Provenance::Human;
  const auto newest = snapshot.version(id, locale, edition->latest);
  return newest.has_value() ? newest->provenance : content::Provenance::Human;
}

void add_translation_request_routes(Guard& guard) {
  guard.get("/desk/documents/{id}/{language}/request", Access::to(Action::DocumentRead),
            [](Visit& visit) -> Result<http::Response> { return show(visit, SEN_TRY(place_of(visit)), {}); });
  guard.post("/desk/documents/{id}/{language}/request", Access::to(Action::TranslationRequest), ask);
  guard.post("/desk/documents/{id}/{language}/request/answer", Access::to(Action::DocumentRead), answer);
}

}  // namespace sen::desk::pages
