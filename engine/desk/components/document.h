#pragma once

#include <vector>

#include "engine/desk/views/document.h"
#include "engine/desk/views/document_changes.h"
#include "engine/portal/html/writer.h"

/// The parts of a document's pages at the desk.
namespace sen::desk::components {

/// `<span class="tag">` of a state.
void state_tag(portal::html::Writer& w, const portal::Tongue& tongue, content::State state);

/// Title, summary and body as readers will meet them; pictures by the desk's own address.
void reading_text(portal::html::Writer& w, const Visit& visit, const content::Document& document,
                  const content::Version& version);

/// What changed from `before` to `after`, title and summary first, with `<ins>` and `<del>`.
void changes(portal::html::Writer& w, const Visit& visit, const content::Version& before,
             const content::Version& after);

/// A translation beside its source, what changed there since, and what one says and the other does not.
void against_source(portal::html::Writer& w, const Visit& visit, const views::EditionPage& page);
/// Public documents of other organisations that say nearly the same; nothing if there are none.
void overlaps(portal::html::Writer& w, const Visit& visit, const views::EditionPage& page);

/// Where each language stands, as a table.
void languages(portal::html::Writer& w, const Visit& visit, const views::DocumentPage& page);

/// What changes for all languages, field by field; `before` and `after` head the columns.
void field_changes(portal::html::Writer& w, const Visit& visit, const std::vector<views::FieldChange>& changes,
                   std::string_view before, std::string_view after);

void history(portal::html::Writer& w, const Visit& visit, const std::vector<views::HistoryEntry>& entries);

}  // namespace sen::desk::components
