// What was written when the session had ended: shown, and sent again by one button.

#include "engine/desk/pages/kept.h"

#include "engine/desk/components/form.h"
#include "engine/desk/pages/next.h"
#include "engine/desk/pages/pages.h"

namespace sen::desk::pages {
namespace {

using portal::html::Text;
using portal::html::Writer;

Result<http::Response> show(Visit& visit) {
  const auto kept = SEN_TRY(visit.context.kept_forms.find(visit.person->account.name));
  if (!kept) return see_other("/desk");
  return offer_again(visit, 200, kept->path, kept->fields);
}

Result<http::Response> drop(Visit& visit) {
  SEN_TRY(visit.context.kept_forms.drop(visit.person->account.name));
  return see_other("/desk");
}

}  // namespace

http::Response offer_again(const Visit& visit, int status, const std::string& path, const http::Pairs& fields) {
  Page page;
  page.title = visit.t("What you wrote is still here");
  page.status = status;
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{visit.t("What you wrote is still here")} << "</h1><p class=\"lead\">"
      << Text{visit.t("Your sign-in had ended before this form was sent. Look at it, then send it.")} << "</p>";
    components::begin_form(w, safe_next(path), visit.csrf());
    components::hidden(w, "kept", "1");
    for (const auto& [name, value] : fields)
      if (may_be_kept(name)) components::hidden(w, name, value);
    w << "<dl class=\"facts\">";
    for (const auto& [name, value] : fields)
      if (may_be_kept(name)) w << "<dt>" << Text{name} << "</dt><dd class=\"as-written\">" << Text{value} << "</dd>";
    w << "</dl><p class=\"hint\">" << Text{visit.t("Passwords, codes and files are not kept: choose them again.")}
      << "</p>";
    components::submit(w, visit.t("Send it now"));
    components::end_form(w);
    components::begin_form(w, "/desk/kept/drop", visit.csrf());
    w << "<button class=\"button quiet\" type=\"submit\">" << Text{visit.t("Throw it away")} << "</button>";
    components::end_form(w);
  });
}

void add_kept_routes(Guard& guard) {
  guard.get("/desk/kept", Access::signed_in(), show);
  guard.post("/desk/kept/drop", Access::signed_in(), drop);
}

}  // namespace sen::desk::pages
