#include "engine/desk/pages/approvers.h"

#include <algorithm>

#include "engine/base/text.h"
#include "engine/workflow/workflow.h"

namespace sen::desk::pages {
namespace {

using portal::html::Text;
using portal::html::Writer;

/// So many names are offered at once; who looks for another finds it by its name.
constexpr std::size_t kMostOffered = 12;

std::string folded(std::string_view text) {
  constexpr std::size_t kMost = 400;
  return ascii_slug(text, kMost);
}

bool is_wanted(const std::string& words, std::string_view wanted) {
  const std::string part = folded(wanted);
  return part.empty() || folded(words).find(part) != std::string::npos;
}

}  // namespace

std::vector<components::Option> offered(const std::vector<components::Option>& all, std::string_view wanted,
                                        bool only_found) {
  std::vector<components::Option> shown;
  std::copy_if(all.begin(), all.end(), std::back_inserter(shown), [](const auto& option) { return option.chosen; });
  if (only_found && trim(wanted).empty()) return shown;
  for (const components::Option& option : all)
    if (!option.chosen && shown.size() < kMostOffered && is_wanted(option.label + " " + option.hint, wanted))
      shown.push_back(option);
  return shown;
}

void search_field(Writer& w, const Visit& visit, const std::string& name, std::string label) {
  components::field(
      w, {.name = name, .label = std::move(label), .value = std::string(visit.form.value(name)), .type = "search"});
  w << "<p class=\"actions\"><button class=\"button quiet\" type=\"submit\" name=\"do\" value=\"find\" formnovalidate>"
    << Text{visit.t("Look for it")} << "</button></p>";
}

Result<std::vector<components::Option>> approver_options(const Visit& visit, const content::Document& document) {
  const auto chosen = visit.form.values("asked");
  std::vector<components::Option> options;
  for (const content::Account& account : SEN_TRY(visit.snapshot->accounts())) {
    if (!workflow::may_approve(*visit.snapshot, visit.context.parts.vocabulary, document, visit.person->account,
                               account))
      continue;
    options.push_back({.value = account.name.value,
                       .label = account.display_name.empty() ? account.name.value : account.display_name,
                       .chosen = std::find(chosen.begin(), chosen.end(), account.name.value) != chosen.end(),
                       .hint = visit.directory.name(account.organisation, visit.tongue.locale)});
  }
  return options;
}

void approver_fields(Writer& w, const Visit& visit, const std::vector<components::Option>& persons) {
  if (persons.empty()) {
    w << "<p class=\"empty\">"
      << Text{visit.t("Nobody else may approve this yet. The administrator of your organisation can give somebody the "
                      "role. You can hand it in all the same.")}
      << "</p>";
  } else {
    if (persons.size() > kMostOffered) search_field(w, visit, "find-person", visit.t("Find a person"));
    components::Choice asked{.name = "asked", .label = visit.t("Ask by name")};
    asked.options = offered(persons, visit.form.value("find-person"), false);
    asked.hint = visit.t("May stay empty: then everybody who may approve sees it. Whoever is asked sees it first.");
    components::checkboxes(w, asked);
  }
}

std::vector<content::AccountName> chosen_approvers(const Form& form) {
  std::vector<content::AccountName> names;
  for (const std::string_view name : form.values("asked")) names.emplace_back(std::string(name));
  return names;
}

}  // namespace sen::desk::pages
