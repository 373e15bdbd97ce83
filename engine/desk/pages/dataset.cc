// `/desk/datasets/{code}`: what the newest release of a dataset changes, and what may be decided on it.

#include "engine/base/text.h"
#include "engine/desk/components/document.h"
#include "engine/desk/components/form.h"
#include "engine/desk/components/parts.h"
#include "engine/desk/pages/document_form.h"
#include "engine/desk/pages/draft_form.h"
#include "engine/desk/pages/pages.h"
#include "engine/desk/refusals.h"
#include "engine/desk/review_words.h"
#include "engine/desk/views/release.h"

namespace sen::desk::pages {
namespace {

using components::Field;
using components::Mistake;
using portal::html::Attr;
using portal::html::Literal;
using portal::html::Text;
using portal::html::Writer;
using views::FigureChange;

content::DatasetCode code_of(const Visit& visit) {
  return content::DatasetCode(std::string(visit.parameters["code"]));
}

std::string path_of(const views::ReleasePage& view) {
  return "/desk/datasets/" + view.dataset.code.value;
}

void outcome(Writer& w, const Visit& visit) {
  const auto done = visit.request.parameter("done");
  if (done == "approve") components::notice(w, visit.t("Approved") + ".");
  if (done == "return") components::notice(w, visit.t("Returned to whoever handed it in."));
  if (done == "embargo") components::notice(w, visit.t("The embargo is set."));
  if (done == "lift") components::notice(w, visit.t("The embargo is lifted."));
}

void facts(Writer& w, const Visit& visit, const views::ReleasePage& view) {
  const auto number = [&](std::uint64_t n) { return visit.tongue.format.number(static_cast<std::int64_t>(n)); };
  w << "<p class=\"tags\">";
  components::state_tag(w, visit.tongue, view.newest.state);
  w << " <span class=\"tag\">" << Text{visit.t("Release {n}", {{"n", number(view.newest.number)}})}
    << "</span></p><dl class=\"facts\"><dt>" << Text{visit.t("Organisation")} << "</dt><dd>"
    << Text{visit.directory.name(view.dataset.organisation, visit.tongue.locale)} << "</dd>";
  if (!view.who.empty()) w << "<dt>" << Text{visit.t("Handed in by")} << "</dt><dd>" << Text{view.who} << "</dd>";
  w << "<dt>" << Text{visit.t("Handed in")} << "</dt><dd>";
  components::time(w, visit.tongue, view.newest.published);
  w << "</dd>";
  if (view.dataset.embargo) {
    w << "<dt>" << Text{visit.t("Embargo until")} << "</dt><dd>";
    components::time(w, visit.tongue, *view.dataset.embargo);
    w << "</dd>";
  }
  w << "<dt>" << Text{view.newest.rows > 0 ? visit.t("Rows") : visit.t("Observations")} << "</dt><dd>"
    << Text{number(view.newest.rows > 0 ? view.newest.rows : view.newest.observations)} << "</dd></dl>";
  if (!view.newest.note.empty())
    w << "<p><b>" << Text{visit.t("Note for readers:")} << "</b> <span dir=\"auto\">" << Text{view.newest.note}
      << "</span></p>";
  if (!view.newest.remark.empty())
    w << "<section class=\"alarm\"><h2>" << Text{visit.t("It was returned")} << "</h2><p dir=\"auto\">"
      << Text{view.newest.remark} << "</p><p>"
      << Text{visit.t("Hand the mended figures in again in a package: they take the place of these.")}
      << " <a href=\"/desk/packages/new\">" << Text{visit.t("Hand in a package")} << "</a></p></section>";
}

std::string kind_label(const Visit& visit, FigureChange::Kind kind) {
  switch (kind) {
    case FigureChange::Kind::Added:
      return visit.t("added");
    case FigureChange::Kind::Changed:
      return visit.t("changed");
    case FigureChange::Kind::Removed:
      return visit.t("removed");
  }
  return {};
}

void cell(Writer& w, const std::string& value, Literal begin, Literal end) {
  w << "<td class=\"num\">";
  if (!value.empty()) w << begin << Text{value} << end;
  w << "</td>";
}

void changes(Writer& w, const Visit& visit, const views::ReleasePage& view) {
  const auto number = [&](std::uint64_t n) { return visit.tongue.format.number(static_cast<std::int64_t>(n)); };
  w << "<section><h2 id=\"changes\">"
    << Text{view.live ? visit.t("Compared with release {n}", {{"n", number(view.live->number)}})
                      : visit.t("The first release: there is nothing to compare it with")}
    << "</h2><ul class=\"counts\"><li><b>" << Text{number(view.added)} << "</b> " << Text{visit.t("added")}
    << "</li><li><b>" << Text{number(view.changed)} << "</b> " << Text{visit.t("changed")} << "</li><li><b>"
    << Text{number(view.removed)} << "</b> " << Text{visit.t("removed")} << "</li></ul>";
  if (view.sample.empty()) {
    w << "<p class=\"empty\">" << Text{visit.t("No figure differs.")} << "</p></section>";
    return;
  }
  w << "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" << Attr{visit.t("What changes")}
    << "\"><table class=\"beside\"><thead><tr><th scope=\"col\">" << Text{visit.t("What")} << "</th><th scope=\"col\">"
    << Text{visit.t("Where")} << "</th><th scope=\"col\">" << Text{visit.t("Now")} << "</th><th scope=\"col\">"
    << Text{visit.t("Afterwards")} << "</th></tr></thead><tbody>";
  for (const FigureChange& change : view.sample) {
    w << "<tr><td>" << Text{kind_label(visit, change.kind)} << "</td><th scope=\"row\">" << Text{change.where}
      << "</th>";
    cell(w, change.before, "<del>", "</del>");
    cell(w, change.after, "<ins>", "</ins>");
    w << "</tr>";
  }
  w << "</tbody></table></div>";
  const std::uint64_t all = view.added + view.changed + view.removed;
  if (all > view.sample.size())
    w << "<p class=\"hint\">"
      << Text{visit.t("The first {shown} of {all}; changed and removed figures come first.",
                      {{"shown", number(view.sample.size())}, {"all", number(all)}})}
      << "</p>";
  w << "</section>";
}

void begin_decision(Writer& w, const Visit& visit, const views::ReleasePage& view, std::string_view action) {
  components::begin_form(w, path_of(view) + "/" + std::string(action), visit.csrf());
  components::hidden(w, "release", std::to_string(view.newest.number));
}

void decisions(Writer& w, const Visit& visit, const views::ReleasePage& view) {
  const workflow::DatasetOffers& offers = view.offers;
  w << "<section class=\"decide\"><h2 id=\"decide\">" << Text{visit.t("What you may do")} << "</h2>";
  if (!offers.approve && !offers.give_back && !offers.embargo)
    w << "<p class=\"hint\">" << Text{visit.t("Just now you may only read this.")} << "</p>";
  w << "<div class=\"decide-row\">";
  if (offers.approve) {
    begin_decision(w, visit, view, "approve");
    w << "<button class=\"button\" type=\"submit\">"
      << Text{view.dataset.embargo ? visit.t("Approve: public when the embargo ends") : visit.t("Approve and publish")}
      << "</button>";
    components::end_form(w);
  }
  if (offers.embargo && view.dataset.embargo) {
    begin_decision(w, visit, view, "lift");
    w << "<button class=\"button quiet\" type=\"submit\">" << Text{visit.t("Lift the embargo")} << "</button>";
    components::end_form(w);
  }
  w << "</div>";
  if (offers.embargo) {
    w << "<details class=\"decision\"><summary>" << Text{visit.t("Set an embargo")} << "</summary>";
    begin_decision(w, visit, view, "embargo");
    Field at{.name = "at", .label = visit.t("Day and hour in Viet Nam")};
    if (view.dataset.embargo) at.value = components::form_second(*view.dataset.embargo);
    at.type = "datetime-local";
    at.seconds = true;
    at.required = true;
    components::field(w, at);
    components::submit(w, visit.t("Set the embargo"));
    components::end_form(w);
    w << "</details>";
  }
  if (offers.give_back) {
    w << "<details class=\"decision\"><summary>" << Text{visit.t("Return the figures")} << "</summary>";
    begin_decision(w, visit, view, "return");
    Field words{.name = "words", .label = visit.t("What should be mended")};
    words.rows = 3;
    words.required = true;
    words.max_length = 4000;
    components::field(w, words);
    components::submit(w, visit.t("Return the figures"));
    components::end_form(w);
    w << "</details>";
  }
  w << "</section>";
}

Result<http::Response> show(const Visit& visit, const std::vector<Mistake>& mistakes = {}, int status = 200) {
  const views::ReleasePage view = SEN_TRY(views::make_release_page(visit, code_of(visit)));
  Page page;
  page.title = visit.tongue.name(view.dataset.titles);
  if (page.title.empty()) page.title = view.dataset.code.value;
  page.status = status;
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{page.title} << "</h1>";
    outcome(w, visit);
    components::mistakes(w, visit.tongue, mistakes);
    facts(w, visit, view);
    decisions(w, visit, view);
    changes(w, visit, view);
  });
}

using Decide = workflow::Workflow::Outcome (*)(Visit& visit, const content::DatasetCode& code, std::uint32_t release);

Result<http::Response> decide(Visit& visit, std::string_view name, Decide perform) {
  const content::DatasetCode code = code_of(visit);
  SEN_TRY(views::find_dataset(visit, code));
  const auto done = perform(visit, code, number_of(visit.form.value("release")));
  if (done) return see_other("/desk/datasets/" + code.value + "?done=" + std::string(name));
  const ErrorCode why = done.error().code();
  if (why != ErrorCode::InvalidInput && why != ErrorCode::Conflict) return done.error();
  return show(visit, {{{}, explain_refusal(visit.tongue, done.error().message()).text}},
              why == ErrorCode::Conflict ? 409 : 400);
}

}  // namespace

void add_dataset_routes(Guard& guard) {
  const std::string base = "/desk/datasets/{code}";
  const auto add = [&](const char* name, Decide perform) {
    guard.post(base + "/" + name, Access::to(identity::Action::DatasetApprove),
               [name, perform](Visit& visit) { return decide(visit, name, perform); });
  };
  guard.get(base, Access::to(identity::Action::DocumentRead), [](Visit& visit) { return show(visit); });
  add("approve", [](Visit& visit, const content::DatasetCode& code, std::uint32_t release) {
    return visit.context.parts.workflow.approve_dataset(visit.person->actor, code, release);
  });
  add("return", [](Visit& visit, const content::DatasetCode& code, std::uint32_t release) {
    return visit.context.parts.workflow.return_dataset(visit.person->actor, code, release,
                                                       std::string(trim(visit.form.value("words"))));
  });
  add("lift", [](Visit& visit, const content::DatasetCode& code, std::uint32_t release) {
    return visit.context.parts.workflow.embargo_dataset(visit.person->actor, code, release, std::nullopt);
  });
  add("embargo",
      [](Visit& visit, const content::DatasetCode& code, std::uint32_t release) -> workflow::Workflow::Outcome {
        const Timestamp until = SEN_TRY(parse_rfc3339(hanoi_hour(visit.form.value("at"))).within("at"));
        return visit.context.parts.workflow.embargo_dataset(visit.person->actor, code, release, until);
      });
}

}  // namespace sen::desk::pages
