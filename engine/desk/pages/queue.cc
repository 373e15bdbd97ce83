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

void filters(Writer& w, const Visit& visit, const views::Queue& queue) {
  w << "<form class=\"filters\" method=\"get\" action=\"/desk/queue\">";
  components::select(w, choice_of(visit, "reason", visit.t("What"), visit.t("Everything"), queue.reasons));
  components::select(w, choice_of(visit, "language", visit.t("Language"), visit.t("Every language"), queue.languages));
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
    << "</p></div>";
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
    if (queue.all > 0) filters(w, visit, queue);
    if (queue.rows.empty()) return nothing(w, visit, queue);
    w << "<p class=\"hint\">" << Text{visit.tongue.tn("{n} thing waits", "{n} things wait", queue.found)} << "</p>";
    components::queue_rows(w, visit.tongue, queue.rows);
    components::pages(w, visit.tongue,
                      "/desk/queue?reason=" + http::encode_query(query.reason) +
                          "&language=" + http::encode_query(query.language) + "&",
                      queue.page, queue.pages);
  });
}

}  // namespace

void add_queue_routes(Guard& guard) {
  guard.get("/desk/queue", Access::signed_in(), show);
}

}  // namespace sen::desk::pages
