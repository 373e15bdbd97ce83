#pragma once

#include <cstdint>
#include <string_view>

#include "content/model/review.h"
#include "engine/desk/visit.h"

/// What is being written, from the store and from the form.
namespace sen::desk::pages {

/// The open draft, else the newest version, else nothing yet. What begins as a translation, of the address's `from` or
/// of what the newest version translates, translates its source as that is now. Errors: Storage.
Result<content::Draft> begin_draft(const Visit& visit, const content::ContentId& id, const content::Locale& locale);

/// The fields of the editor's form; `revision` is the one that the page showed.
content::Draft read_draft(const Visit& visit, const content::ContentId& id, const content::Locale& locale);

/// A field that holds a number; 0 for what is none.
std::uint32_t number_of(std::string_view text);

}  // namespace sen::desk::pages
