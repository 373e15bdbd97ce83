// `/desk/register`: who answers for each organisation. Those without anybody come first.

#include "engine/desk/pages/pages.h"

namespace sen::desk::pages {
namespace {

using content::Duty;
using identity::Action;
using portal::html::Attr;
using portal::html::Text;
using portal::html::Writer;

struct Row {
  std::string name;
  std::vector<std::string> officers, deputies;
  bool exempt = false;
  bool complete() const { return exempt || (!officers.empty() && !deputies.empty()); }
};

Result<std::vector<Row>> read_rows(const Visit& visit) {
  std::map<content::OrganisationCode, Row> by_code;
  for (const auto& [code, entry] : visit.directory.all()) {
    identity::Resource resource;
    resource.organisation = code;
    if (entry.until.empty() && visit.may(Action::RegisterRead, resource))
      by_code[code] = {visit.directory.name(code, visit.tongue.locale), {}, {}, entry.officer_exempt};
  }
  for (const content::Account& account : SEN_TRY(visit.snapshot->accounts())) {
    const auto found = by_code.find(account.organisation);
    if (found == by_code.end() || !account.active || account.duty == Duty::None) continue;
    (account.duty == Duty::Officer ? found->second.officers : found->second.deputies).push_back(account.display_name);
  }
  std::vector<Row> rows;
  for (auto& [code, row] : by_code) rows.push_back(std::move(row));
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.complete() < b.complete(); });
  return rows;
}

void names(Writer& w, const Visit& visit, const Row& row, const std::vector<std::string>& people) {
  w << "<td>";
  if (people.empty() && !row.exempt) w << "<span class=\"tag bad\">" << Text{visit.t("nobody")} << "</span>";
  for (std::size_t i = 0; i < people.size(); ++i) {
    if (i > 0) w << ", ";
    w << Text{people[i]};
  }
  w << "</td>";
}

Result<http::Response> show(Visit& visit) {
  const std::vector<Row> rows = SEN_TRY(read_rows(visit));
  const auto missing = static_cast<std::uint64_t>(
      std::count_if(rows.begin(), rows.end(), [](const Row& row) { return !row.complete(); }));
  Page page;
  page.title = visit.t("Officer register");
  page.section = "register";
  page.wide = true;
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{visit.t("Officer register")} << "</h1><p class=\"lead\">"
      << Text{visit.t("Every organisation needs an officer and a deputy who answer for what it contributes.")}
      << "</p><p>"
      << Text{missing == 0 ? visit.t("All have both.")
                           : visit.tongue.tn("{n} organisation lacks one; it comes first.",
                                             "{n} organisations lack one; they come first.", missing)}
      << "</p><div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"" << Attr{visit.t("Officer register")}
      << "\"><table><thead><tr><th scope=\"col\">" << Text{visit.t("Organisation")} << "</th><th scope=\"col\">"
      << Text{visit.t("Officer")} << "</th><th scope=\"col\">" << Text{visit.t("Deputy")}
      << "</th></tr></thead><tbody>";
    for (const Row& row : rows) {
      w << "<tr><th scope=\"row\">" << Text{row.name};
      if (row.exempt) w << " <span class=\"tag\">" << Text{visit.t("exempt")} << "</span>";
      w << "</th>";
      names(w, visit, row, row.officers);
      names(w, visit, row, row.deputies);
      w << "</tr>";
    }
    w << "</tbody></table></div>";
  });
}

}  // namespace

void add_register_routes(Guard& guard) {
  guard.get("/desk/register", Access::to(Action::RegisterRead), show);
}

}  // namespace sen::desk::pages
