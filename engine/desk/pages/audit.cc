// `/desk/audit`: who did what, why, and what was there before. Also as CSV and JSON Lines.

#include <nlohmann/json.hpp>

#include "engine/desk/audit_trail.h"
#include "engine/desk/components/form.h"
#include "engine/desk/components/parts.h"
#include "engine/desk/pages/pages.h"
#include "engine/desk/review_words.h"

namespace sen::desk::pages {
namespace {

using content::Change;
using content::Mutation;
using identity::Action;
using portal::html::Attr;
using portal::html::Text;
using portal::html::Writer;

constexpr std::size_t kOnAPage = 50;
constexpr std::size_t kExported = 10'000;

std::uint64_t before_of(const http::Request& request) {
  return std::strtoull(std::string(request.parameter("before").value_or("")).c_str(), nullptr, 10);
}

/// The query without `before`, to which more is added.
std::string query_of(const http::Request& request) {
  std::string query;
  for (const auto& [name, value] : request.query)
    if (name != "before" && !value.empty()) query += name + "=" + http::encode_query(value) + "&";
  return query;
}

/// What was done in the person's language, and as the log has it.
void reason_of(Writer& w, const Visit& visit, const Change& change) {
  const std::string label = action_label(visit.tongue, change.reason);
  if (label != change.reason) w << Text{label} << " ";
  w << "<span class=\"code\">" << Text{change.reason} << "</span>";
}

void filter_form(Writer& w, const Visit& visit) {
  w << "<form method=\"get\" action=\"/desk/audit\" class=\"filters\">";
  const auto field = [&](const char* name, const std::string& label, const char* type) {
    components::Field one{
        .name = name, .label = label, .value = std::string(visit.request.parameter(name).value_or(""))};
    one.type = type;
    components::field(w, one);
  };
  field("person", visit.t("Account"), "text");
  field("organisation", visit.t("Organisation (code)"), "text");
  field("item", visit.t("Item"), "text");
  field("action", visit.t("What was done"), "text");
  field("from", visit.t("From day"), "date");
  field("until", visit.t("Until day"), "date");
  components::submit(w, visit.t("Filter"));
  w << "</form>";
}

Result<http::Response> list(Visit& visit) {
  const AuditFilter filter = SEN_TRY(read_audit_filter(visit.request));
  const AuditPart part = SEN_TRY(read_audit(visit, filter, before_of(visit.request), kOnAPage));
  const std::string query = query_of(visit.request);
  Page page;
  page.title = visit.t("Audit");
  page.section = "audit";
  page.wide = true;
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{visit.t("Audit")} << "</h1>";
    filter_form(w, visit);
    if (part.entries.empty()) w << "<p>" << Text{visit.t("No entry fits.")} << "</p>";
    w << "<ol class=\"rows\">";
    for (const Change& change : part.entries) {
      w << "<li><div><a href=\"/desk/audit/" << static_cast<std::int64_t>(change.sequence.value) << "\">#"
        << static_cast<std::int64_t>(change.sequence.value) << "</a> <b>" << Text{change.actor.name} << "</b>";
      if (!change.actor.organisation.empty()) w << " (" << Text{change.actor.organisation.value} << ")";
      w << "<br>";
      reason_of(w, visit, change);
      w << "</div>";
      components::time(w, visit.tongue, change.committed_at);
      w << "</li>";
    }
    w << "</ol><p class=\"actions\">";
    if (part.next > 0)
      w << "<a class=\"button quiet\" href=\"/desk/audit?" << Attr{query}
        << "before=" << static_cast<std::int64_t>(part.next) << "\">" << Text{visit.t("Older entries")} << "</a>";
    if (may_somewhere(visit.person->actor, Action::AuditExport))
      w << "<a class=\"button quiet\" href=\"/desk/audit.csv?" << Attr{query} << "\">CSV</a><a class=\"button quiet\" "
        << "href=\"/desk/audit.jsonl?" << Attr{query} << "\">JSON Lines</a>";
    w << "</p>";
  });
}

void difference(Writer& w, const Visit& visit, const Mutation& mutation, const std::optional<Mutation>& before) {
  const http::Pairs now = facts_of(mutation);
  if (now.empty()) return;
  const http::Pairs then = before ? facts_of(*before) : http::Pairs();
  w << "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\""
    << Attr{visit.t("What changes") + ": " + item_of(mutation)} << "\"><table><thead><tr><th scope=\"col\">"
    << Text{visit.t("Field")} << "</th><th scope=\"col\">" << Text{visit.t("Before")} << "</th><th scope=\"col\">"
    << Text{visit.t("After")} << "</th></tr></thead><tbody>";
  for (const auto& [name, value] : now) {
    std::string former_value;
    for (const auto& [other, text] : then)
      if (other == name) former_value = text;
    if (before && former_value == value) continue;
    w << "<tr><th scope=\"row\">" << Text{name} << "</th><td>" << Text{former_value} << "</td><td>" << Text{value}
      << "</td></tr>";
  }
  w << "</tbody></table></div>";
}

Result<http::Response> show(Visit& visit) {
  const std::uint64_t number = std::strtoull(std::string(visit.parameters["number"]).c_str(), nullptr, 10);
  if (number == 0) return Error(ErrorCode::NotFound, "no such entry");
  const auto entries = SEN_TRY(visit.context.parts.store.log().read({number - 1}, 1));
  if (entries.empty()) return Error(ErrorCode::NotFound, "no such entry");
  const Change& change = entries.front();
  identity::Resource resource;
  resource.organisation = change.actor.organisation;
  if (!visit.may(Action::AuditRead, resource)) return Error(ErrorCode::NotFound, "no such entry");
  constexpr std::size_t kShown = 100;
  std::vector<std::optional<Mutation>> before;
  for (std::size_t i = 0; i < std::min(kShown, change.mutations.size()); ++i)
    before.push_back(SEN_TRY(former_record(visit, change.sequence, change.mutations[i])));
  Page page;
  page.title = visit.t("Entry {number}", {{"number", std::to_string(number)}});
  page.section = "audit";
  page.wide = true;
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{page.title} << "</h1><dl class=\"facts\"><dt>" << Text{visit.t("When")} << "</dt><dd>";
    components::time(w, visit.tongue, change.committed_at);
    w << "</dd><dt>" << Text{visit.t("Who")} << "</dt><dd>" << Text{change.actor.name} << " "
      << Text{change.actor.organisation.value} << "</dd><dt>" << Text{visit.t("What was done")} << "</dt><dd>";
    reason_of(w, visit, change);
    w << "</dd></dl>";
    for (std::size_t i = 0; i < before.size(); ++i) {
      w << "<h2 class=\"code\">" << Text{item_of(change.mutations[i])} << "</h2>";
      difference(w, visit, change.mutations[i], before[i]);
    }
  });
}

nlohmann::json to_json(const Change& change) {
  nlohmann::json items = nlohmann::json::array();
  for (const Mutation& mutation : change.mutations) {
    nlohmann::json facts = nlohmann::json::object();
    for (const auto& [name, value] : facts_of(mutation)) facts[name] = value;
    items.push_back({{"item", item_of(mutation)}, {"after", std::move(facts)}});
  }
  return {{"sequence", change.sequence.value}, {"at", format_rfc3339(change.committed_at)},
          {"actor", change.actor.name},        {"organisation", change.actor.organisation.value},
          {"reason", change.reason},           {"items", std::move(items)}};
}

/// A cell of RFC 4180; what a spreadsheet would take for a formula gets an apostrophe in front.
std::string cell(std::string text) {
  if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) text.insert(0, "'");
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string to_csv(const Change& change) {
  std::string items;
  for (const Mutation& mutation : change.mutations) items += (items.empty() ? "" : " ") + item_of(mutation);
  return std::to_string(change.sequence.value) + "," + format_rfc3339(change.committed_at) + "," +
         cell(change.actor.name) + "," + cell(change.actor.organisation.value) + "," + cell(change.reason) + "," +
         cell(items) + "\r\n";
}

Result<http::Response> exported(Visit& visit, bool csv) {
  const AuditFilter filter = SEN_TRY(read_audit_filter(visit.request));
  const AuditPart part = SEN_TRY(read_audit(visit, filter, before_of(visit.request), kExported));
  std::string text = csv ? "sequence,at,actor,organisation,reason,items\r\n" : "";
  for (const Change& change : part.entries)
    text +=
        csv ? to_csv(change) : to_json(change).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  http::Response response =
      http::make_response(200, csv ? "text/csv; charset=utf-8" : "application/jsonl", std::move(text));
  response.add("Content-Disposition",
               csv ? "attachment; filename=\"audit.csv\"" : "attachment; filename=\"audit.jsonl\"");
  return response;
}

}  // namespace

void add_audit_routes(Guard& guard) {
  guard.get("/desk/audit", Access::to(Action::AuditRead), list);
  guard.get("/desk/audit/{number}", Access::to(Action::AuditRead), show);
  guard.get("/desk/audit.csv", Access::to(Action::AuditExport), [](Visit& visit) { return exported(visit, true); });
  guard.get("/desk/audit.jsonl", Access::to(Action::AuditExport), [](Visit& visit) { return exported(visit, false); });
}

}  // namespace sen::desk::pages
