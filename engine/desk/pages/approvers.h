#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/desk/components/form.h"
#include "engine/desk/visit.h"

/// Choosing among many without scripts: looking for a name is a button of the same form, `do=find`.
namespace sen::desk::pages {

/// Persons who may approve what this person hands in of `document`; those whom the form names as `asked` are chosen.
/// Errors: Storage.
Result<std::vector<components::Option>> approver_options(const Visit& visit, const content::Document& document);
/// The choice among them, in a form.
void approver_fields(portal::html::Writer& w, const Visit& visit, const std::vector<components::Option>& persons);
/// Whom the form names.
std::vector<content::AccountName> chosen_approvers(const Form& form);

/// A field `name` with the button that looks for what is typed into it.
void search_field(portal::html::Writer& w, const Visit& visit, const std::string& name, std::string label);
/// What is chosen stays in sight; of the rest, what `wanted` finds, as far as there is room. `only_found`: nothing
/// else while nothing is looked for.
std::vector<components::Option> offered(const std::vector<components::Option>& all, std::string_view wanted,
                                        bool only_found);

}  // namespace sen::desk::pages
