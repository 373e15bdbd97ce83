#pragma once

#include "engine/desk/views/translations.h"
#include "engine/portal/html/writer.h"

/// Parts of the pages on translation.
namespace sen::desk::components {

/// Documents by languages, as a table; on a phone as cards. Each row has a checkbox `document[]`.
void matrix(portal::html::Writer& w, const Visit& visit, const views::Matrix& matrix);

/// State, origin, staleness and request of one language.
void matrix_cell(portal::html::Writer& w, const Visit& visit, const views::MatrixCell& cell);

/// The fields of a request: due day, priority, translator, agency, note.
void request_fields(portal::html::Writer& w, const Visit& visit, const content::Locale& locale);

/// The request that waits for a language, with what the person may answer; nothing without one.
void request(portal::html::Writer& w, const Visit& visit, const content::TranslationRequest& request);

/// What a translation waits for a language reviewer for, and who signed it off; nothing if it needs nobody.
void sign_off(portal::html::Writer& w, const Visit& visit, const content::Review& review);

}  // namespace sen::desk::components
