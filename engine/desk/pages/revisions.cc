// `/desk/documents/{id}/{language}/revisions`: what was saved in the last 30 days, to be brought back.

#include <charconv>

#include "engine/base/text.h"
#include "engine/desk/components/form.h"
#include "engine/desk/components/parts.h"
#include "engine/desk/pages/document_address.h"
#include "engine/desk/pages/pages.h"
#include "engine/desk/review_words.h"
#include "engine/desk/views/document.h"

namespace sen::desk::pages {
namespace {

using portal::html::Attr;
using portal::html::Text;
using portal::html::Url;
using portal::html::Writer;

constexpr std::size_t kShown = 100;

void row(Writer& w, const Visit& visit, const content::Draft& draft, const std::string& path, bool offered) {
  w << "<li><div><b lang=\"" << Attr{draft.locale.value} << "\" dir=\"auto\">" << Text{draft.title} << "</b><br>";
  components::time(w, visit.tongue, draft.saved);
  w << " · " << Text{person_label(visit, draft.account)} << " · "
    << Text{visit.tongue.tn("{n} letter", "{n} letters", count_code_points(draft.body))} << "</div>";
  if (offered) {
    components::begin_form(w, path + "/restore", visit.csrf());
    components::hidden(w, "revision", std::to_string(draft.revision));
    w << "<button class=\"button quiet\" type=\"submit\">" << Text{visit.t("Bring back")} << "</button>";
    components::end_form(w);
  }
  w << "</li>";
}

Result<http::Response> show(Visit& visit) {
  const content::ContentId id = SEN_TRY(document_id(visit));
  const content::Locale locale = SEN_TRY(edition_language(visit));
  const workflow::Offers offers = SEN_TRY(views::offers_of(visit, id, locale));
  const std::vector<content::Draft> drafts = SEN_TRY(visit.snapshot->drafts(id, locale));
  const Timestamp now = visit.context.parts.clock.now();
  const std::string path = "/desk/documents/" + id.value + "/" + locale.value;
  Page page;
  page.title = visit.t("Earlier revisions");
  return render(visit, page, [&](Writer& w) {
    w << "<p><a href=\"" << Url{path + "/edit"} << "\">" << Text{visit.t("Back to writing")} << "</a></p><h1>"
      << Text{page.title} << "</h1><p>"
      << Text{visit.t("Every save is kept for 30 days. Bringing one back makes it the newest; nothing else is lost.")}
      << "</p>";
    std::size_t shown = 0;
    w << "<ul class=\"rows\">";
    for (auto draft = drafts.rbegin(); draft != drafts.rend() && shown < kShown; ++draft) {
      if (draft->saved + workflow::kUndoFor < now) break;
      ++shown;
      row(w, visit, *draft, path, offers.write && draft != drafts.rbegin());
    }
    if (shown == 0) w << "<li>" << Text{visit.t("Nothing was saved in the last 30 days.")} << "</li>";
    w << "</ul>";
  });
}

Result<http::Response> restore(Visit& visit) {
  const content::ContentId id = SEN_TRY(document_id(visit));
  const content::Locale locale = SEN_TRY(edition_language(visit));
  SEN_TRY(views::offers_of(visit, id, locale));
  const std::string_view text = visit.form.value("revision");
  std::uint32_t revision = 0;
  std::from_chars(text.data(), text.data() + text.size(), revision);
  SEN_TRY(visit.context.parts.workflow.restore_revision(visit.person->actor, id, locale, revision));
  return see_other("/desk/documents/" + id.value + "/" + locale.value + "/edit?done=save");
}

}  // namespace

void add_revision_routes(Guard& guard) {
  guard.get("/desk/documents/{id}/{language}/revisions", Access::signed_in(), show);
  guard.post("/desk/documents/{id}/{language}/restore", Access::signed_in(), restore);
}

}  // namespace sen::desk::pages
