#pragma once

#include <string>

#include "engine/desk/visit.h"

/// What the pages about accounts share.
namespace sen::desk::pages {

/// An account of `organisation`, as authorise() asks for it.
identity::Resource account_resource(const content::OrganisationCode& organisation, const content::AccountName& name);

/// Whether this person administers the accounts of `organisation`.
bool administers(const Visit& visit, const content::OrganisationCode& organisation);

/// The fields of an account: display name, mail, organisation, duty, language, sandbox.
void account_fields(portal::html::Writer& w, const Visit& visit, const content::Account& account);
/// Those fields as they were sent; what is not allowed the checks of Accounts find.
content::Account read_account(const Form& form);

/// The organisations in which this person may make accounts, as choices.
void organisation_select(portal::html::Writer& w, const Visit& visit, const std::string& name, const std::string& label,
                         const content::OrganisationCode& chosen);

/// The one-time link, shown once.
http::Response show_link(const Visit& visit, const content::Account& account, const std::string& token);

}  // namespace sen::desk::pages
