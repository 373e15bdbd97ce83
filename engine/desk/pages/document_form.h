#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/model/document.h"
#include "content/model/document_type.h"
#include "engine/desk/components/form.h"
#include "engine/desk/visit.h"

/// What is said once for all languages of a document, as fields of a form: of a new document and of one that is edited.
namespace sen::desk::pages {

/// An hour of a form (HTML, section 2.3.5.5), which is Viet Nam's, as RFC 3339; what is none stays and is refused
/// later.
std::string hanoi_hour(std::string_view text);
/// The hour in `field`; nothing if it is empty. Errors: InvalidInput names the field.
Result<std::optional<Timestamp>> read_hour(const Form& form, std::string_view field);

/// The fields that the type declares. `values`: a form as it came, or as fill_form() makes it.
void type_fields(portal::html::Writer& w, const Visit& visit, const content::DocumentType& type, const Form& values);
/// Date, embargo, expiry, licence.
void time_fields(portal::html::Writer& w, const Visit& visit, const Form& values);
/// Topics, places, markets, related documents; each group behind a line that opens it.
void topic_fields(portal::html::Writer& w, const Visit& visit, const Form& values);

/// A document as the form that type_fields(), time_fields() and topic_fields() show.
Form fill_form(const content::Document& document, const content::DocumentType& type);
/// Puts the form's values in the place of the document's. Errors: InvalidInput names the field.
Result<void> read_fields(const Form& form, const content::DocumentType& type, content::Document& document);

/// The mistake on the page's own field, with the name that the page gives it.
components::Mistake explain_field(const Visit& visit, const content::DocumentType& type, const Error& error);

}  // namespace sen::desk::pages
