#pragma once

#include <vector>

#include "engine/store/visible_content.h"

namespace sen::search {

/// Every document that has a visible edition, newest first.
Result<std::vector<content::ContentId>> visible_documents(const store::VisibleContent& content);

/// An edition with what else its entry is made from.
struct IndexedEdition {
  store::VisibleEdition visible;
  std::vector<std::string> registered;  ///< registered_names()
};

/// The editions of a document that the audience may see.
Result<std::vector<IndexedEdition>> visible_editions(const store::VisibleContent& content, const content::ContentId& id,
                                                     const content::Vocabulary& vocabulary);

}  // namespace sen::search
