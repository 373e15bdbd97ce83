// One-time links: set the first password, or a new one.

#include "engine/base/log.h"
#include "engine/desk/components/form.h"
#include "engine/desk/pages/pages.h"
#include "engine/desk/words.h"

namespace sen::desk::pages {
namespace {

using components::Field;
using components::Mistake;
using portal::html::Text;
using portal::html::Writer;

http::Response show(const Visit& visit, const identity::LinkHolder& holder, const std::vector<Mistake>& mistakes) {
  Page page;
  page.title = visit.t("Set your password");
  page.status = mistakes.empty() ? 200 : 400;
  return render(visit, page, [&](Writer& w) {
    w << "<div class=\"narrow\"><h1>" << Text{visit.t("Set your password")} << "</h1>";
    components::mistakes(w, visit.tongue, mistakes);
    w << "<p>" << Text{visit.t("Account name:")} << " <b>" << Text{holder.account.value} << "</b></p>";
    components::begin_form(w, "/desk/link/" + std::string(visit.parameters["token"]), {});
    // Password managers file the password under this name.
    w << "<input class=\"vh\" type=\"text\" name=\"username\" autocomplete=\"username\" tabindex=\"-1\" readonly "
         "aria-label=\""
      << portal::html::Attr{visit.t("Account name")} << "\" value=\"" << portal::html::Attr{holder.account.value}
      << "\">";
    Field password{.name = "password", .label = visit.t("New password")};
    password.hint =
        visit.t("At least 12 characters. A sentence that only you would say is good; symbols are not needed.");
    password.type = "password";
    password.autocomplete = "new-password";
    password.required = true;
    for (const Mistake& mistake : mistakes)
      if (mistake.field == "password") password.error = mistake.text;
    components::field(w, password);
    Field again{.name = "again", .label = visit.t("The same once more")};
    again.type = "password";
    again.autocomplete = "new-password";
    again.required = true;
    for (const Mistake& mistake : mistakes)
      if (mistake.field == "again") again.error = mistake.text;
    components::field(w, again);
    components::submit(w, visit.t("Set the password and sign in"));
    components::end_form(w);
    w << "</div>";
  });
}

http::Response show_ended(const Visit& visit) {
  return render_error(visit, 410, visit.t("This link was used already, or its time is over. Ask for a new one."));
}

/// Whom the link is for, if he may still come in.
Result<std::optional<identity::LinkHolder>> holder_of(const Visit& visit) {
  const auto holder = visit.context.links.peek(visit.parameters["token"]);
  if (!holder && holder.error().code() != ErrorCode::NotFound) return holder.error();
  if (!holder) return std::optional<identity::LinkHolder>();
  const auto account = visit.snapshot->account(holder->account);
  if (!account || !account->active) return std::optional<identity::LinkHolder>();
  return std::optional(*holder);
}

Result<http::Response> get(Visit& visit) {
  const auto holder = SEN_TRY(holder_of(visit));
  return holder ? show(visit, *holder, {}) : show_ended(visit);
}

Result<http::Response> set(Visit& visit) {
  const auto holder = SEN_TRY(holder_of(visit));
  if (!holder) return show_ended(visit);
  const std::string password(visit.form.value("password"));
  if (const auto fault = identity::password_fault(password, holder->account))
    return show(visit, *holder, {{"password", describe(visit.tongue, *fault)}});
  if (visit.form.value("again") != password)
    return show(visit, *holder, {{"again", visit.t("The two passwords are not the same.")}});
  const Context& context = visit.context;
  std::string hash = SEN_TRY(context.credentials.hash(password));
  const auto redeemed = context.links.redeem(visit.parameters["token"]);
  if (!redeemed) {
    if (redeemed.error().code() == ErrorCode::NotFound) return show_ended(visit);
    return redeemed.error();
  }
  SEN_TRY(context.credentials.keep(holder->account, std::move(hash)));
  SEN_TRY(context.links.end_all(holder->account));
  SEN_TRY(context.sessions.end_all(holder->account));
  log::info("password-set", {{"account", holder->account.value}});
  return begin_session(visit, holder->account, false, "/desk");
}

}  // namespace

void add_link_routes(Guard& guard) {
  guard.get("/desk/link/{token}", Access::everybody(), get);
  FormLimits limits;
  limits.field_bytes = 4096;
  limits.fields = 10;
  guard.post("/desk/link/{token}", Access::everybody(), set, limits);
}

}  // namespace sen::desk::pages
