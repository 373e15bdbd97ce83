// `/desk/queue`: everything that waits for the person, with filters and pages.

#include "engine/desk/components/queue.h"

#include <charconv>

#include "engine/desk/components/form.h"
#include "engine/desk/pages/pages.h"
#include "engine/http/request.h"

namespace sen::desk::pages {
namespace {

using portal::html::Text;
using portal::html::Writer;

views::QueueQuery read_query(const http::Request& request) {
  views::QueueQuery query;
  query.reason = request.parameter("reason").value_or("");
  query.language = request.parameter("language").value_or("");
  query.type = request.parameter("type").value_or("");
  query.organisation = request.parameter("organisation").value_or("");
  query.mine = !request.parameter("mine").value_or("").empty();
  const std::string_view page = request.parameter("page").value_or("1");
  if (std::from_chars(page.data(), page.data() + page.size(), query.page).ec != std::errc()) query.page = 1;
  return query;
}

components::Choice choice_of(const Visit& visit, std::string name, std::string label, std::string everything,
                             const std::vector<views::QueueFilter>& filters) {
  components::Choice choice{.name = std::move(name), .label = std::move(label)};
  choice.options.push_back({.value = {}, .label = std::move(everything)});
  for (const views::QueueFilter& filter : filters)
    choice.options.push_back({.value = filter.value,
                              .label = filter.label + " (" + visit.tongue.format.number(filter.count) + ")",
                              .chosen = filter.chosen});
  return choice;
}

/// The filters of `query` in an address, to which the page is added.
std::string address_of(const views::QueueQuery& query) {
  std::string address = "/desk/queue?";
  const auto add = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) address += std::string(name) + "=" + http::encode_query(value) + "&";
  };
  add("reason", query.reason);
  add("language", query.language);
  add("type", query.type);
  add("organisation", query.organisation);
  if (query.mine) add("mine", "1");
  return address;
}

void filters(Writer& w, const Visit& visit, const views::Queue& queue, const views::QueueQuery& query) {
  w << "<form class=\"filters\" method=\"get\" action=\"/desk/queue\">";
  components::select(w, choice_of(visit, "reason", visit.t("What"), visit.t("Everything"), queue.reasons));
  components::select(w, choice_of(visit, "language", visit.t("Language"), visit.t("Every language"), queue.languages));
  if (queue.types.size() > 1 || !query.type.empty())
    components::select(w, choice_of(visit, "type", visit.t("Type"), visit.t("Every type"), queue.types));
  if (queue.organisations.size() > 1 || !query.organisation.empty())
    components::select(w, choice_of(visit, "organisation", visit.t("Organisation"), visit.t("Every organisation"),
                                    queue.organisations));
  if (queue.mine > 0 || query.mine) {
    components::Choice mine{.name = "mine", .label = visit.t("Whose")};
    mine.options.push_back({.value = {}, .label = visit.t("Everybody's")});
    mine.options.push_back(
        {.value = "1",
         .label = visit.t("Mine: I was asked, or I wrote it") + " (" + visit.tongue.format.number(queue.mine) + ")",
         .chosen = query.mine});
    components::select(w, mine);
  }
  components::submit(w, visit.t("Show"));
  w << "</form>";
}

/// What an empty queue means, and where work comes from.
void nothing(Writer& w, const Visit& visit, const views::Queue& queue) {
  if (queue.all > 0) {
    w << "<p class=\"empty\">" << Text{visit.t("Nothing of this kind waits for you.")} << " <a href=\"/desk/queue\">"
      << Text{visit.t("Show everything")} << "</a></p>";
    return;
  }
  w << "<div class=\"empty\"><h2>" << Text{visit.t("Nothing waits for you")} << "</h2><p>"
    << Text{visit.t("What others hand in comes here when you may read, approve or publish it; what you began to write "
                    "and what was returned to you as well.")}
    << "</p>";
  if (may_somewhere(visit.person->actor, identity::Action::DocumentDraft))
    w << "<p class=\"actions\"><a class=\"button\" href=\"/desk/documents/new\">" << Text{visit.t("Begin a document")}
      << "</a> <a class=\"button quiet\" href=\"/desk/packages/new\">" << Text{visit.t("Hand in a package")}
      << "</a></p>";
  w << "<p><a href=\"/desk/help\">" << Text{visit.t("How the desk works, step by step")} << "</a></p></div>";
}

Result<http::Response> show(Visit& visit) {
  const views::QueueQuery query = read_query(visit.request);
  const views::Queue queue = SEN_TRY(views::make_queue(visit, query));
  Page page;
  page.title = visit.t("What waits for you");
  page.section = "queue";
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{page.title} << "</h1>";
    components::alarms(w, visit.tongue, queue.alarms);
    if (queue.all > 0) filters(w, visit, queue, query);
    if (queue.rows.empty()) return nothing(w, visit, queue);
    w << "<p class=\"hint\">" << Text{visit.tongue.tn("{n} thing waits", "{n} things wait", queue.found)} << "</p>";
    components::queue_rows(w, visit.tongue, queue.rows);
    components::pages(w, visit.tongue, address_of(query), queue.page, queue.pages);
  });
}

}  // namespace

void add_queue_routes(Guard& guard) {
  guard.get("/desk/queue", Access::signed_in(), show);
}

}  // namespace sen::desk::pages
