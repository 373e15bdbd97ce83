#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/model/document.h"
#include "engine/desk/visit.h"

namespace sen::desk::views {

/// One thing that is said once for all languages, as it is and as it is to be; in words of the desk.
struct FieldChange {
  std::string label;
  std::string before;  ///< Empty: nothing was said.
  std::string after;
};

/// What differs, field by field, pictures last.
std::vector<FieldChange> compare_documents(const Visit& visit, const content::Document& before,
                                           const content::Document& after);

/// The document, or its proposal, as it was when document_content() of it was `seen`. Nothing if none of the newest
/// hundred changes of the document left it so. Errors: Storage.
Result<std::optional<content::Document>> former_document(const Visit& visit, const content::ContentId& id,
                                                         const Digest& seen);

}  // namespace sen::desk::views
