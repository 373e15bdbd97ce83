#pragma once

#include "engine/desk/visit.h"

/// What the press officer's pages share.
namespace sen::desk::pages {

/// Whether the person may do `action` for `organisation`; a question to the site as a whole (an empty organisation) is
/// anybody's who may do it for some organisation.
bool may_for(const Visit& visit, identity::Action action, const content::OrganisationCode& organisation);

/// Accreditation opens what every organisation has under embargo for the press: it is the central organisation's to
/// give. Errors: PermissionDenied, also without a second factor.
Result<void> authorise_accreditation(const Visit& visit);

/// Writes into the log what was done with something that is not in it because it is personal: `what` and its number.
/// Errors: as Store::commit.
Result<void> log_press(const Visit& visit, std::string_view what, std::string_view number);

/// A date and time of day with how long it is until then, or how long it has passed.
void due_cell(portal::html::Writer& w, const Visit& visit, Timestamp due, bool open);

/// A form that is one button.
void button_form(portal::html::Writer& w, const Visit& visit, const std::string& action, const std::string& label);

/// `<dl>` rows: a label and plain text.
void fact(portal::html::Writer& w, std::string_view label, std::string_view text);

}  // namespace sen::desk::pages
