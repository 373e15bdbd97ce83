#pragma once

#include <string>
#include <string_view>

#include "engine/desk/visit.h"
#include "engine/identity/webauthn.h"

/// The two passkey ceremonies as forms: the script fills them in and sends them; without scripts they stay hidden.
namespace sen::desk::pages {

/// Adds a form that registers a passkey. Makes the challenge. Errors: as Vault::commit.
Result<void> registration_form(portal::html::Writer& w, const Visit& visit, std::string_view action);
/// Adds a form that signs in by one. Makes the challenge. Errors: as Vault::commit.
Result<void> assertion_form(portal::html::Writer& w, const Visit& visit, std::string_view action);

/// What the ceremony of this session must answer; its challenge ends. Errors: NotFound if it has expired; as
/// Vault::commit.
Result<identity::webauthn::Expectation> expectation(const Visit& visit);
/// What the script filled in. Errors: InvalidInput names the field.
Result<identity::webauthn::Registration> read_registration(const Form& form);
Result<identity::webauthn::Assertion> read_assertion(const Form& form);

}  // namespace sen::desk::pages
