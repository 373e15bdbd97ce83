// Questions from the press: the form, and the private address where the answer appears.

#include <algorithm>
#include <set>

#include "content/model/address.h"
#include "engine/base/log.h"
#include "engine/portal/views/make.h"
#include "engine/portal/views/press.h"
#include "engine/press/pages/pages.h"

namespace sen::press::pages {
namespace {

using portal::html::Attr;
using portal::html::Text;
using portal::html::Url;
using portal::html::Writer;
using portal::views::Scene;

/// The organisations that have somebody for the press; the first option is whoever answers for the site.
Result<std::vector<Option>> addressees(const Call& call, const std::string& chosen) {
  const store::VisibleContent content = SEN_TRY(call.press.portal().library.visible_to(store::Audience::Public));
  portal::Reading reading(content);
  const Scene scene = call.press.portal().scene(call.tongue, reading);
  std::vector<Option> options{{{}, call.t("The press office of this site"), chosen.empty()}};
  std::set<content::OrganisationCode> known;
  for (const store::VisibleEdition& edition : SEN_TRY(portal::views::editions_of_type(scene, "spokesperson"))) {
    const content::OrganisationCode& code = edition.document.organisation;
    if (known.insert(code).second)
      options.push_back({code.value, portal::views::make_badge(scene, code, edition.document.organisation_name_vi).name,
                         code.value == chosen});
  }
  return options;
}

std::vector<Input> who(const Call& call) {
  return {{.name = "name", .label = call.t("Your name"), .autocomplete = "name"},
          {.name = "medium", .label = call.t("Your medium"), .autocomplete = "organization"},
          {.name = "email",
           .label = call.t("E-mail address (may stay empty)"),
           .type = "email",
           .autocomplete = "email",
           .required = false,
           .most = kMostEmail}};
}

std::vector<Input> what(const Call& call) {
  return {{.name = "question", .label = call.t("Your question"), .rows = 8, .most = 2'000}};
}

Result<http::Response> show(const Call& call, const Form& form, const std::vector<Mistake>& mistakes) {
  PageFacts facts{.title = call.t("Ask a question"), .rest = "/ask", .status = mistakes.empty() ? 200 : 400};
  const std::vector<Option> organisations = SEN_TRY(addressees(call, form.value("organisation")));
  return page(call, facts, [&](Writer& w, const Scene&) {
    pages::mistakes(w, call, mistakes);
    w << "<p>"
      << Text{call.t(
             "For journalists. You get a number, the hour by which an answer is due, and a private address where "
             "the answer appears.")}
      << "</p><form method=\"post\" action=\"" << Url{call.path("/ask")} << "\">";
    trap(w, call);
    inputs(w, who(call), form, mistakes);
    select(w, "organisation", call.t("To whom"), organisations, mistakes);
    language_choice(w, call, call.t("Language of the answer"), form.value("language"));
    inputs(w, what(call), form, mistakes);
    w << "<p class=\"remark\">"
      << Text{call.t("Your name, medium and address are seen by the press office alone, are kept apart from everything "
                     "that is published, and are deleted 90 days after the answer.")}
      << "</p><p><button class=\"button\" type=\"submit\">" << Text{call.t("Send the question")}
      << "</button></p></form>";
  });
}

Result<http::Response> send(const Call& call) {
  const Form form = SEN_TRY(read_form(call.request));
  std::vector<Mistake> mistakes;
  check(call, form, who(call), mistakes);
  check(call, form, what(call), mistakes);
  const std::vector<Option> organisations = SEN_TRY(addressees(call, form.value("organisation")));
  if (std::none_of(organisations.begin(), organisations.end(), [](const Option& one) { return one.chosen; }))
    mistakes.push_back(
        {"organisation", call.t("Nobody of this organisation answers the press here. Please choose another.")});
  if (!mistakes.empty()) return show(call, form, mistakes);
  if (const auto wait = too_soon(call)) return show(call, form, {*wait});
  if (is_trapped(form)) return http::redirect(303, call.path(""));

  Enquiry enquiry;
  enquiry.name = form.value("name");
  enquiry.medium = form.value("medium");
  enquiry.email = form.value("email");
  enquiry.text = form.value("question");
  const content::Locale language(form.value("language"));
  enquiry.language = call.press.portal().tongues.find(language) ? language : call.tongue.locale;
  enquiry.organisation = content::OrganisationCode(form.value("organisation"));
  const auto receipt = call.press.enquiries().ask(std::move(enquiry));
  if (!receipt && receipt.error().code() == ErrorCode::Unavailable) return show(call, form, {too_many(call)});
  if (!receipt) return receipt.error();
  log::info("press-question", {{"number", receipt->number}});
  http::Response response = http::redirect(303, call.path("/question/" + receipt->token));
  make_private(response);
  return response;
}

void line(Writer& w, const std::string& label, const portal::views::Time& at) {
  w << "<div><dt>" << Text{label} << "</dt><dd><time datetime=\"" << Attr{at.machine} << "\">" << Text{at.text}
    << "</time></dd></div>";
}

/// A link to the public answer, if there is one that this page's language leads to.
void public_answer(Writer& w, const Call& call, const Scene& scene, const content::ContentId& id) {
  const auto edition = scene.reading.find(id, call.tongue.locale);
  if (!edition) return;
  w << "<p>" << Text{call.t("The answer is public:")} << " <a href=\""
    << Url{content::document_path(call.tongue.locale, edition->document.section, edition->version.slug,
                                  edition->document.id)}
    << "\"><bdi>" << Text{edition->version.title} << "</bdi></a></p>";
}

std::string state_of(const Call& call, Enquiry::State state, bool assigned) {
  switch (state) {
    case Enquiry::State::Open:
      return assigned ? call.t("Being answered") : call.t("Received");
    case Enquiry::State::Answered:
      return call.t("Answered");
    case Enquiry::State::Declined:
      return call.t("Not answered");
  }
  return {};
}

Result<http::Response> status(const Call& call) {
  const Enquiry enquiry = SEN_TRY(call.press.enquiries().by_token(call.parameters["token"]));
  const store::VisibleContent content = SEN_TRY(call.press.portal().library.visible_to(store::Audience::Public));
  // A public answer counts as soon as everybody can read it; the record follows within the hour.
  const auto since = SEN_TRY(public_since(content, enquiry));
  const auto closed = enquiry.closed ? enquiry.closed : since;
  const bool declined = enquiry.state == Enquiry::State::Declined;
  const Enquiry::State state = declined || !closed ? enquiry.state : Enquiry::State::Answered;
  return page(call, {.title = call.t("Question {number}", {{"number", enquiry.number}})},
              [&](Writer& w, const Scene& scene) {
                w << "<p class=\"remark\">"
                  << Text{call.t("Keep the address of this page: it is private, and nobody can find it again for you.")}
                  << "</p><dl class=\"facts\"><div><dt>" << Text{call.t("State")} << "</dt><dd><strong>"
                  << Text{state_of(call, state, !enquiry.assigned.empty())} << "</strong></dd></div>";
                line(w, call.t("Asked"), portal::views::make_both_clocks(scene, enquiry.asked));
                if (closed)
                  line(w, declined ? call.tongue.tc("question", "Closed") : call.t("Answered"),
                       portal::views::make_both_clocks(scene, *closed));
                else
                  line(w, call.t("Answer due by"), portal::views::make_both_clocks(scene, enquiry.due));
                w << "</dl><h2>" << Text{call.t("Your question")} << "</h2><p class=\"as-typed\">" << Text{enquiry.text}
                  << "</p>";
                if (!enquiry.answer.empty())
                  w << "<h2>" << Text{declined ? call.t("Reason") : call.t("The answer")}
                    << "</h2><p class=\"as-typed\">" << Text{enquiry.answer} << "</p>";
                if (since) public_answer(w, call, scene, enquiry.public_answer);
                if (!closed) w << "<p>" << Text{call.t("There is no answer yet.")} << "</p>";
              });
}

}  // namespace

void add_ask_routes(PressPages& press, http::Router& router) {
  add(press, router, http::Method::Get, "/ask", [](const Call& call) { return show(call, {}, {}); });
  add(press, router, http::Method::Post, "/ask", send);
  add(press, router, http::Method::Get, "/question/{token}", status);
}

}  // namespace sen::press::pages
