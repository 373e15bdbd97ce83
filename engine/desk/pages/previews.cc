// Preview links: made and ended by those who work on a document, opened by whoever has one.
#include "engine/desk/pages/document_address.h"
#include "engine/desk/pages/draft_form.h"
#include "engine/desk/pages/pages.h"
#include "engine/desk/views/document.h"

namespace sen::desk::pages {
namespace {

http::Response back(const content::ContentId& id, const content::Locale& locale) {
  return see_other("/desk/documents/" + id.value + "/" + locale.value + "#previews");
}

Result<http::Response> make(Visit& visit) {
  const content::ContentId id = SEN_TRY(document_id(visit));
  const content::Locale locale = SEN_TRY(edition_language(visit));
  SEN_TRY(views::offers_of(visit, id, locale));
  SEN_TRY(visit.context.parts.previews.make(visit.person->actor, id, locale, number_of(visit.form.value("version")),
                                            std::chrono::hours(number_of(visit.form.value("hours")))));
  return back(id, locale);
}

Result<http::Response> end(Visit& visit) {
  const content::ContentId id = SEN_TRY(document_id(visit));
  const content::Locale locale = SEN_TRY(edition_language(visit));
  SEN_TRY(views::offers_of(visit, id, locale));
  const auto ended =
      visit.context.parts.previews.revoke(visit.person->actor, id, number_of(visit.parameters["number"]));
  // One that has ended meanwhile is what was wanted.
  if (!ended && ended.error().code() != ErrorCode::Conflict) return ended.error();
  return back(id, locale);
}

}  // namespace

void add_preview_routes(Guard& guard) {
  guard.post("/desk/documents/{id}/{language}/previews", Access::signed_in(), make);
  guard.post("/desk/documents/{id}/{language}/previews/{number}/end", Access::signed_in(), end);
}

}  // namespace sen::desk::pages
