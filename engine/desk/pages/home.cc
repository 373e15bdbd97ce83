// `/desk`: what waits, and what one may do.

#include "engine/desk/components/queue.h"
#include "engine/desk/notices/notifier.h"
#include "engine/desk/pages/account_form.h"
#include "engine/desk/pages/pages.h"
#include "engine/desk/views/training.h"
#include "engine/desk/words.h"

namespace sen::desk::pages {
namespace {

using portal::html::Safe;
using portal::html::Text;
using portal::html::Url;
using portal::html::Writer;

void roles(Writer& w, const Visit& visit) {
  const content::Account& account = visit.person->account;
  w << "<section class=\"card\"><h2>" << Text{visit.t("Your roles")} << "</h2>";
  if (account.grants.empty()) {
    w << "<p>" << Text{visit.t("You have no role yet. The administrator of your organisation can give you one.")}
      << "</p></section>";
    return;
  }
  w << "<ul>";
  for (const content::RoleGrant& grant : account.grants) {
    const std::string where = grant.organisation.empty()
                                  ? visit.t("the whole site")
                                  : visit.directory.name(grant.organisation, visit.tongue.locale);
    w << "<li><b>" << Text{role_label(visit.tongue, grant.role)} << "</b> – " << Text{where} << "</li>";
  }
  w << "</ul></section>";
}

/// How much waits, by kind, then the first of it.
void waiting(Writer& w, const Visit& visit, const views::Queue& queue) {
  w << "<section><h2>" << Text{visit.t("What waits for you")} << "</h2>";
  if (queue.all == 0) {
    w << "<p class=\"empty\">" << Text{visit.t("Nothing waits for you just now.")} << " <a href=\"/desk/help\">"
      << Text{visit.t("How the desk works, step by step")} << "</a></p></section>";
    return;
  }
  w << "<ul class=\"counts\">";
  for (const views::QueueFilter& reason : queue.reasons)
    w << "<li><a href=\"" << Url{"/desk/queue?reason=" + reason.value} << "\"><b>"
      << Text{visit.tongue.format.number(reason.count)} << "</b> " << Text{reason.label} << "</a></li>";
  w << "</ul>";
  components::queue_rows(w, visit.tongue, queue.rows);
  if (queue.all > queue.rows.size())
    w << "<p><a href=\"/desk/queue\">" << Text{visit.t("Show everything")} << "</a></p>";
  w << "</section>";
}

/// A trainee's first document, step by step.
Result<void> training(Writer& w, const Visit& visit) {
  if (!visit.person->account.sandbox) return {};
  w << "<section class=\"card\"><h2 id=\"training\">" << Text{visit.t("Your first document")} << "</h2><p>"
    << Text{visit.t("This account is for training: try everything. Nothing that you make can be seen outside of the "
                    "training.")}
    << "</p><ol class=\"steps\">";
  for (const views::TrainingStep& step : SEN_TRY(views::training_steps(visit))) {
    w << "<li>";
    if (step.done) w << "<span class=\"tag good\">" << Text{visit.t("done")} << "</span> ";
    if (step.href.empty())
      w << Text{step.text};
    else
      w << "<a href=\"" << Url{step.href} << "\">" << Text{step.text} << "</a>";
    w << "</li>";
  }
  w << "</ol><p class=\"actions\"><a class=\"button quiet\" href=\"/desk/sandbox\">"
    << Text{visit.t("What the training has published")} << "</a></p></section>";
  return {};
}

/// Whoever edits may publish with a second step, and is told so once at a glance.
Result<void> second_step(Writer& w, const Visit& visit) {
  const Person& person = *visit.person;
  identity::Actor actor = person.actor;
  actor.second_factor = true;
  if (person.actor.second_factor || person.account.sandbox ||
      !may_somewhere(actor, identity::Action::DocumentPublish) ||
      SEN_TRY(visit.context.factors.any(person.account.name)))
    return {};
  w << "<section class=\"card\"><h2>" << Text{visit.t("Set up a second step")} << "</h2><p>"
    << Text{visit.t("Your roles also let you publish and schedule, once you sign in with a second step.")}
    << "</p><p class=\"actions\"><a class=\"button quiet\" href=\"/desk/enrol\">"
    << Text{visit.t("Set up a second step")} << "</a></p></section>";
  return {};
}

/// For administrators of the whole site: that mails could not be delivered.
void undelivered(Writer& w, const Visit& visit) {
  Notifier* notifier = visit.context.parts.notifier;
  if (notifier == nullptr || !administers(visit, {})) return;
  const std::size_t dead = notifier->outbox().dead_count();
  if (dead == 0) return;
  w << "<p class=\"notice\"><a href=\"/desk/mail\">"
    << Text{visit.tongue.tn("{n} mail could not be delivered", "{n} mails could not be delivered", dead)} << "</a></p>";
}

Result<http::Response> home(Visit& visit) {
  constexpr std::size_t kFirst = 5;
  const views::Queue queue = SEN_TRY(views::make_queue(visit, {}, kFirst));
  const content::Account& account = visit.person->account;
  Page page;
  page.title = visit.t("Overview");
  page.section = "home";
  Writer cards;
  SEN_TRY(training(cards, visit));
  SEN_TRY(second_step(cards, visit));
  const std::string& name = account.display_name.empty() ? account.name.value : account.display_name;
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{visit.t("Hello, {name}", {{"name", name}})} << "</h1><p class=\"lead\">"
      << Text{visit.directory.name(account.organisation, visit.tongue.locale)} << "</p>";
    components::alarms(w, visit.tongue, queue.alarms);
    undelivered(w, visit);
    waiting(w, visit, queue);
    w << "<div class=\"cards\">" << Safe{cards.view()};
    roles(w, visit);
    w << "</div>";
  });
}

}  // namespace

void add_home_routes(Guard& guard) {
  guard.get("/desk", Access::signed_in(), home);
}

}  // namespace sen::desk::pages
