#pragma once

#include <string>

#include "engine/desk/visit.h"
#include "engine/workflow/translations.h"

/// What the forms that ask for translations have in common.
namespace sen::desk::pages {

/// What is done about translations in this visit.
workflow::Translations translations_of(const Visit& visit);

/// Everything but document and language. Errors: InvalidInput if the hour is none.
Result<workflow::TranslationWish> read_wish(const Form& form);

/// Why a request was not taken, as a sentence of the desk.
std::string wish_mistake(const Visit& visit, const Error& error);

/// The document's title in any language; its number where it has none.
std::string title_of(const Visit& visit, const content::ContentId& id);

/// A file that came back says nothing of who translated: the text keeps the label that it had.
content::Provenance label_so_far(const store::Snapshot& snapshot, const content::ContentId& id,
                                 const content::Locale& locale);

}  // namespace sen::desk::pages
