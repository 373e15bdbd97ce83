// Accreditation: applying, where the decision appears, and the one-time link that opens the press area.

#include "engine/base/log.h"
#include "engine/portal/views/press.h"
#include "engine/press/pages/pages.h"

namespace sen::press::pages {
namespace {

using portal::html::Attr;
using portal::html::Text;
using portal::html::Url;
using portal::html::Writer;
using portal::views::Scene;

std::vector<Input> who(const Call& call) {
  return {{.name = "name", .label = call.t("Your name"), .autocomplete = "name"},
          {.name = "medium", .label = call.t("Your medium"), .autocomplete = "organization"},
          {.name = "email",
           .label = call.t("E-mail address"),
           .hint = call.t("At your medium, if you can: it is how the press office knows you."),
           .type = "email",
           .autocomplete = "email",
           .most = kMostEmail}};
}

std::vector<Input> what(const Call& call) {
  return {{.name = "about", .label = call.t("What you report on, and for whom"), .rows = 4, .most = 1'000},
          {.name = "proof",
           .label = call.t("Web page that shows your work (may stay empty)"),
           .type = "url",
           .autocomplete = "url",
           .required = false,
           .most = 1'000}};
}

Result<http::Response> show(const Call& call, const Form& form, const std::vector<Mistake>& mistakes) {
  PageFacts facts{.title = call.t("Accreditation for embargoed material"),
                  .rest = "/accreditation",
                  .status = mistakes.empty() ? 200 : 400};
  return page(call, facts, [&](Writer& w, const Scene&) {
    pages::mistakes(w, call, mistakes);
    w << "<p>"
      << Text{call.t("Accredited journalists read statements and briefings before they are published, and hold them "
                     "back until the hour that stands above each.")}
      << "</p><p><a href=\"" << Url{call.path("/area")} << "\">" << Text{call.t("Open the press area")}
      << "</a></p><form method=\"post\" action=\"" << Url{call.path("/accreditation")} << "\">";
    trap(w, call);
    inputs(w, who(call), form, mistakes);
    language_choice(w, call, call.t("Language"), form.value("language"));
    inputs(w, what(call), form, mistakes);
    w << "<p class=\"remark\">"
      << Text{call.t("Your data are seen by the press office alone and kept apart from everything that is published. "
                     "They are deleted 30 days after a refusal or after your accreditation ends, and 60 days after "
                     "the application if nobody has decided by then. Each time you open embargoed material, that is "
                     "recorded.")}
      << "</p><p><button class=\"button\" type=\"submit\">" << Text{call.t("Send the application")}
      << "</button></p></form>";
  });
}

Result<http::Response> send(const Call& call) {
  const Form form = SEN_TRY(read_form(call.request));
  std::vector<Mistake> mistakes;
  check(call, form, who(call), mistakes);
  check(call, form, what(call), mistakes);
  if (!mistakes.empty()) return show(call, form, mistakes);
  if (const auto wait = too_soon(call)) return show(call, form, {*wait});
  if (is_trapped(form)) return http::redirect(303, call.path(""));

  Accreditation application;
  application.name = form.value("name");
  application.medium = form.value("medium");
  application.email = form.value("email");
  application.about = form.value("about");
  application.proof = form.value("proof");
  const content::Locale language(form.value("language"));
  application.language = call.press.portal().tongues.find(language) ? language : call.tongue.locale;
  const auto receipt = call.press.accreditations().apply(std::move(application));
  if (!receipt && receipt.error().code() == ErrorCode::Unavailable) return show(call, form, {too_many(call)});
  if (!receipt) return receipt.error();
  log::info("press-application", {{"number", receipt->number}});
  http::Response response = http::redirect(303, call.path("/application/" + receipt->token));
  make_private(response);
  return response;
}

std::string state_of(const Call& call, const Accreditation& record) {
  switch (record.state) {
    case Accreditation::State::Waiting:
      return call.t("Waiting for a decision");
    case Accreditation::State::Accepted:
      return record.is_valid(call.press.clock().now()) ? call.t("Accepted") : call.t("Ended");
    case Accreditation::State::Declined:
      return call.t("Declined");
    case Accreditation::State::Revoked:
      return call.t("Ended");
  }
  return {};
}

Result<http::Response> status(const Call& call) {
  const Accreditation record = SEN_TRY(call.press.accreditations().by_token(call.parameters["token"]));
  return page(
      call, {.title = call.t("Application {number}", {{"number", record.number}})}, [&](Writer& w, const Scene& scene) {
        w << "<p class=\"remark\">"
          << Text{call.t("Keep the address of this page: it is private, and nobody can find it again for you.")}
          << "</p><dl class=\"facts\"><div><dt>" << Text{call.t("State")} << "</dt><dd><strong>"
          << Text{state_of(call, record)} << "</strong></dd></div>";
        if (record.is_valid(call.press.clock().now())) {
          const auto ends = portal::views::make_both_clocks(scene, *record.expires);
          w << "<div><dt>" << Text{call.t("Valid until")} << "</dt><dd><time datetime=\"" << Attr{ends.machine} << "\">"
            << Text{ends.text} << "</time></dd></div>";
        }
        w << "</dl>";
        if (!record.reason.empty()) w << "<p class=\"as-typed\">" << Text{record.reason} << "</p>";
        if (record.is_valid(call.press.clock().now()))
          w << "<p>" << Text{call.t("The press office sends you a link that opens the press area. It works once.")}
            << "</p>";
      });
}

Result<http::Response> link_ended(const Call& call) {
  return page(call, {.title = call.t("Press area"), .status = 410}, [&](Writer& w, const Scene&) {
    w << "<p>" << Text{call.t("This link was used already or has expired. Ask the press office for a new one.")}
      << "</p>";
  });
}

/// The page that a link leads to uses nothing up: mail programs fetch it before the reader does.
Result<http::Response> show_link(const Call& call) {
  const auto record = call.press.accreditations().peek(call.parameters["token"]);
  if (!record && record.error().code() == ErrorCode::NotFound) return link_ended(call);
  if (!record) return record.error();
  return page(call, {.title = call.t("Press area")}, [&](Writer& w, const Scene&) {
    w << "<p>" << Text{record->name} << ", " << Text{record->medium} << "</p><p>"
      << Text{call.t("What you read there is under embargo: not for publication, broadcast or sharing before the hour "
                     "that stands above it.")}
      << "</p><form method=\"post\" action=\"" << Url{call.path("/sign-in/" + std::string(call.parameters["token"]))}
      << "\"><p><button class=\"button\" type=\"submit\">" << Text{call.t("I agree; open the press area")}
      << "</button></p></form>";
  });
}

Result<http::Response> use_link(const Call& call) {
  SEN_TRY(read_form(call.request));
  const auto session = call.press.accreditations().redeem(call.parameters["token"]);
  if (!session && session.error().code() == ErrorCode::NotFound) return link_ended(call);
  if (!session) return session.error();
  http::Response response = http::redirect(303, call.path("/area"));
  response.add("Set-Cookie", press_cookie(*session));
  make_private(response);
  return response;
}

}  // namespace

void add_accreditation_routes(PressPages& press, http::Router& router) {
  add(press, router, http::Method::Get, "/accreditation", [](const Call& call) { return show(call, {}, {}); });
  add(press, router, http::Method::Post, "/accreditation", send);
  add(press, router, http::Method::Get, "/application/{token}", status);
  add(press, router, http::Method::Get, "/sign-in/{token}", show_link);
  add(press, router, http::Method::Post, "/sign-in/{token}", use_link);
}

}  // namespace sen::press::pages
