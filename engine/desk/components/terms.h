#pragma once

#include <vector>

#include "content/model/translation.h"
#include "engine/desk/visit.h"
#include "engine/portal/html/writer.h"

/// Parts of the termbase's pages.
namespace sen::desk::components {

/// Entries as a table: number, subject, lock, words by language. `linked`: each leads to its own page.
void term_table(portal::html::Writer& w, const Visit& visit, const std::vector<content::TermEntry>& entries,
                bool linked);

/// Terms of `source` and what a text in `to` should say for them, for who translates; nothing if there is none.
void terms_beside(portal::html::Writer& w, const Visit& visit, const content::Version& source,
                  const content::Locale& to);

/// The fields of an entry, with empty ones for more.
void term_fields(portal::html::Writer& w, const Visit& visit, const content::TermEntry& entry);

}  // namespace sen::desk::components
