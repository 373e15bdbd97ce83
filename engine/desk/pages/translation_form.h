#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/desk/components/form.h"
#include "engine/desk/visit.h"
#include "engine/workflow/translations.h"

/// What the forms that ask for translations have in common.
namespace sen::desk::pages {

/// What is done about translations in this visit.
workflow::Translations translations_of(const Visit& visit);

/// Everything but document and language. Errors: InvalidInput if the hour is none.
Result<workflow::TranslationWish> read_wish(const Form& form);

/// The documents that a form's `document[]` names, in its order. One that the person may not read is as one that is not
/// there: a mistake says its number, which the form sent, and no more. Errors: Storage.
Result<std::vector<content::ContentId>> chosen_documents(const Visit& visit, const content::Locale& into,
                                                         std::vector<components::Mistake>& mistakes);

/// Why a request was not taken, as a sentence of the desk.
std::string wish_mistake(const Visit& visit, const Error& error);

/// The document's title in any language; its number where it has none. Asks nobody who may read it.
std::string title_of(const Visit& visit, const content::ContentId& id);

/// Nothing of what was sent is taken: why, and the way back to `/desk/{section}`.
http::Response refuse_files(const Visit& visit, const std::vector<components::Mistake>& mistakes,
                            const std::string& section, std::string_view back);

/// A file that came back says nothing of who translated: the text keeps the label that it had.
content::Provenance label_so_far(const store::Snapshot& snapshot, const content::ContentId& id,
                                 const content::Locale& locale);

}  // namespace sen::desk::pages
