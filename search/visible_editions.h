#pragma once

#include <vector>

#include "engine/store/visible_content.h"

namespace sen::search {

/// Every document that has a visible edition, newest first.
Result<std::vector<content::ContentId>> visible_documents(const store::VisibleContent& content);

/// The editions of a document that the audience may see.
Result<std::vector<store::VisibleEdition>> visible_editions(const store::VisibleContent& content,
                                                            const content::ContentId& id);

}  // namespace sen::search
