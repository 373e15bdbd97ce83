// `/desk/press`: the spokesperson's office at a glance: what waits, which clocks run, who may read what is under
// embargo.

#include "engine/desk/pages/press.h"

#include <algorithm>

#include "engine/desk/components/form.h"
#include "engine/desk/components/parts.h"
#include "engine/desk/pages/pages.h"
#include "engine/desk/review_words.h"
#include "engine/desk/termbase.h"
#include "engine/desk/views/incidents.h"
#include "engine/press/accreditations.h"
#include "engine/press/enquiries.h"

namespace sen::desk::pages {

using identity::Action;
using portal::html::Attr;
using portal::html::Literal;
using portal::html::Text;
using portal::html::Url;
using portal::html::Writer;

bool may_for(const Visit& visit, Action action, const content::OrganisationCode& organisation) {
  identity::Resource resource;
  resource.organisation = visit.directory.successor(organisation);
  if (!organisation.empty()) return visit.may(action, resource);
  const std::vector<content::RoleGrant>& grants = visit.person->account.grants;
  return std::any_of(grants.begin(), grants.end(), [&](const content::RoleGrant& grant) {
    resource.organisation = grant.organisation;
    return visit.may(action, resource);
  });
}

Result<void> authorise_accreditation(const Visit& visit) {
  identity::Resource resource;
  resource.organisation = visit.directory.successor(central_organisation(visit));
  return visit.authorise(Action::PressAccredit, resource);
}

Result<void> log_press(const Visit& visit, std::string_view what, std::string_view number) {
  content::Change change;
  change.based_on = visit.snapshot->sequence();
  change.actor = visit.actor();
  change.reason = "press " + std::string(what) + " " + std::string(number);
  SEN_TRY(visit.context.parts.store.commit(std::move(change)));
  return {};
}

void due_cell(Writer& w, const Visit& visit, Timestamp due, bool open) {
  components::time(w, visit.tongue, due);
  if (!open) return;
  const Timestamp now = visit.context.parts.clock.now();
  w << "<br><span class=\"tag" << (due <= now ? Literal(" bad") : Literal("")) << "\">"
    << Text{until_words(visit.tongue, now, due)} << "</span>";
}

void fact(Writer& w, std::string_view label, std::string_view text) {
  if (!text.empty()) w << "<dt>" << Text{label} << "</dt><dd>" << Text{text} << "</dd>";
}

void button_form(Writer& w, const Visit& visit, const std::string& action, const std::string& label) {
  components::begin_form(w, action, visit.csrf());
  components::submit(w, label);
  components::end_form(w);
}

namespace {

constexpr std::int64_t kMinute = 60'000;

std::string elapsed(const Visit& visit, Timestamp since) {
  const auto minutes = static_cast<std::uint64_t>(
      std::max<std::int64_t>(0, visit.context.parts.clock.now().milliseconds - since.milliseconds) / kMinute);
  if (minutes < 120) return visit.tongue.tn("{n} minute", "{n} minutes", minutes);
  if (minutes < 2880) return visit.tongue.tn("{n} hour", "{n} hours", minutes / 60);
  return visit.tongue.tn("{n} day", "{n} days", minutes / 1440);
}

using Columns = std::vector<std::string>;

/// On a phone each row is a card.
void begin_table(Writer& w, std::string_view label, const Columns& columns) {
  w << "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"" << Attr{label}
    << "\"><table class=\"row-cards\"><thead><tr>";
  for (const std::string& column : columns) w << "<th scope=\"col\">" << Text{column} << "</th>";
  w << "</tr></thead><tbody>";
}

void begin_cell(Writer& w, const std::string& column) {
  w << "<td data-label=\"" << Attr{column} << "\">";
}

void cell(Writer& w, const std::string& column, const std::string& text) {
  begin_cell(w, column);
  w << Text{text} << "</td>";
}

void end_table(Writer& w) {
  w << "</tbody></table></div>";
}

void alarms(Writer& w, const Visit& visit, const std::vector<views::RunningIncident>& incidents,
            const std::vector<press::Enquiry>& questions) {
  const Timestamp now = visit.context.parts.clock.now();
  const bool any =
      std::any_of(incidents.begin(), incidents.end(),
                  [&](const views::RunningIncident& one) { return one.due <= now; }) ||
      std::any_of(questions.begin(), questions.end(), [&](const press::Enquiry& one) { return one.is_overdue(now); });
  if (!any) return;
  w << "<section class=\"alarm\" role=\"alert\"><h2>" << Text{visit.t("This cannot wait")} << "</h2><ul>";
  for (const views::RunningIncident& one : incidents)
    if (one.due <= now)
      w << "<li><a href=\"" << Url{"/desk/documents/" + one.id.value} << "\">" << Text{one.title}
        << "</a>: " << Text{visit.t("a new entry is owed")} << ", <b>" << Text{until_words(visit.tongue, now, one.due)}
        << "</b></li>";
  for (const press::Enquiry& one : questions)
    if (one.is_overdue(now))
      w << "<li><a href=\"" << Url{"/desk/press/questions/" + one.number} << "\">" << Text{one.number} << "</a> "
        << Text{one.medium} << ": " << Text{visit.t("an answer is owed")} << ", <b>"
        << Text{until_words(visit.tongue, now, one.due)} << "</b></li>";
  w << "</ul></section>";
}

void incidents_section(Writer& w, const Visit& visit, const std::vector<views::RunningIncident>& incidents) {
  w << "<section><h2>" << Text{visit.t("Incidents under way")} << "</h2>";
  if (incidents.empty()) {
    w << "<p>" << Text{visit.t("None. An incident page gathers what is confirmed, entry by entry, until it is closed.")}
      << "</p></section>";
    return;
  }
  const Columns columns = {visit.t("Incident"), visit.t("Open for"), visit.t("Since the last entry"),
                           visit.t("Next entry due"), visit.t("What to do")};
  begin_table(w, visit.t("Incidents under way"), columns);
  for (const views::RunningIncident& one : incidents) {
    w << "<tr><th scope=\"row\"><a href=\"" << Url{"/desk/documents/" + one.id.value} << "\">" << Text{one.title}
      << "</a></th>";
    cell(w, columns[1], elapsed(visit, one.opened));
    cell(w, columns[2], one.last ? elapsed(visit, *one.last) : visit.t("no entry yet"));
    begin_cell(w, columns[3]);
    due_cell(w, visit, one.due, true);
    w << "</td><td><a class=\"button quiet\" href=\""
      << Url{"/desk/documents/new?type=incident-entry&related=" + one.id.value} << "\">" << Text{visit.t("New entry")}
      << "</a></td></tr>";
  }
  end_table(w);
  w << "</section>";
}

std::string state_label(const Visit& visit, const press::Enquiry& question) {
  switch (question.state) {
    case press::Enquiry::State::Open:
      return question.assigned.empty() ? visit.t("nobody yet") : person_label(visit, question.assigned);
    case press::Enquiry::State::Answered:
      return visit.t("answered");
    case press::Enquiry::State::Declined:
      return visit.t("declined");
  }
  return {};
}

void questions_section(Writer& w, const Visit& visit, const std::vector<press::Enquiry>& questions) {
  w << "<section><h2>" << Text{visit.t("Questions from the press")} << "</h2>";
  if (questions.empty()) {
    w << "<p>"
      << Text{visit.t("None. Journalists ask at the press room of the portal and get a number and a due time.")}
      << "</p></section>";
    return;
  }
  const Columns columns = {visit.t("Number"), visit.t("Medium"), visit.t("Language"), visit.t("Due"),
                           visit.t("Who answers")};
  begin_table(w, visit.t("Questions from the press"), columns);
  for (const press::Enquiry& one : questions) {
    w << "<tr><th scope=\"row\"><a href=\"" << Url{"/desk/press/questions/" + one.number} << "\">" << Text{one.number}
      << "</a></th>";
    cell(w, columns[1], one.medium);
    cell(w, columns[2], language_label(visit, one.language));
    begin_cell(w, columns[3]);
    due_cell(w, visit, one.due, one.state == press::Enquiry::State::Open);
    w << "</td>";
    cell(w, columns[4], state_label(visit, one));
    w << "</tr>";
  }
  end_table(w);
  w << "</section>";
}

std::string state_label(const Visit& visit, const press::Accreditation& record) {
  switch (record.state) {
    case press::Accreditation::State::Waiting:
      return visit.t("waits for a decision");
    case press::Accreditation::State::Accepted:
      return record.is_valid(visit.context.parts.clock.now()) ? visit.t("accredited") : visit.t("ended");
    case press::Accreditation::State::Declined:
      return visit.t("declined");
    case press::Accreditation::State::Revoked:
      return visit.t("revoked");
  }
  return {};
}

void accreditations_section(Writer& w, const Visit& visit, const std::vector<press::Accreditation>& records) {
  w << "<section><h2>" << Text{visit.t("Accreditation")} << "</h2>";
  if (records.empty()) {
    w << "<p>"
      << Text{visit.t(
             "Nobody has applied. Accredited journalists read what is under embargo and marked for the press.")}
      << "</p></section>";
    return;
  }
  const Columns columns = {visit.t("Number"), visit.t("Name"), visit.t("Medium"), visit.t("Applied"), visit.t("State")};
  begin_table(w, visit.t("Accreditation"), columns);
  for (const press::Accreditation& one : records) {
    w << "<tr><th scope=\"row\"><a href=\"" << Url{"/desk/press/accreditations/" + one.number} << "\">"
      << Text{one.number} << "</a></th>";
    cell(w, columns[1], one.name);
    cell(w, columns[2], one.medium);
    begin_cell(w, columns[3]);
    components::time(w, visit.tongue, one.applied);
    w << "</td>";
    cell(w, columns[4], state_label(visit, one));
    w << "</tr>";
  }
  end_table(w);
  w << "</section>";
}

void write_section(Writer& w, const Visit& visit) {
  w << "<section><h2>" << Text{visit.t("Write")} << "</h2><ul class=\"counts\">";
  for (const char* code : {"statement", "briefing", "incident", "quote", "spokesperson", "press-release"})
    if (const content::DocumentType* type = visit.context.parts.vocabulary.type(code))
      w << "<li><a href=\"" << Url{std::string("/desk/documents/new?type=") + code} << "\">"
        << Text{visit.tongue.name(type->labels)} << "</a></li>";
  w << "</ul></section>";
}

Result<http::Response> show(Visit& visit) {
  const std::vector<views::RunningIncident> incidents = SEN_TRY(views::running_incidents(visit));
  std::vector<press::Enquiry> questions = SEN_TRY(visit.context.parts.enquiries.list());
  std::erase_if(questions,
                [&](const press::Enquiry& one) { return !may_for(visit, Action::PressQuestion, one.organisation); });
  const bool accredits = authorise_accreditation(visit).has_value();
  const std::vector<press::Accreditation> records =
      accredits ? SEN_TRY(visit.context.parts.accreditations.list()) : std::vector<press::Accreditation>();
  Page page;
  page.title = visit.t("Press");
  page.section = "press";
  page.wide = true;
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{visit.t("Press")} << "</h1>";
    alarms(w, visit, incidents, questions);
    incidents_section(w, visit, incidents);
    questions_section(w, visit, questions);
    if (accredits) accreditations_section(w, visit, records);
    write_section(w, visit);
  });
}

}  // namespace

void add_press_routes(Guard& guard) {
  guard.get("/desk/press", Access::to(Action::PressQuestion), show);
  add_press_question_routes(guard);
  add_press_accreditation_routes(guard);
}

}  // namespace sen::desk::pages
