#pragma once

#include <vector>

#include "content/model/preview_link.h"
#include "engine/desk/visit.h"

namespace sen::desk::components {

/// The preview links of one language of a document, and, while `newest` waits, a form that makes one of it. `links`:
/// the newest first. Nothing where there is neither.
void previews(portal::html::Writer& w, const Visit& visit, const content::Version& newest, bool waits,
              const std::vector<content::PreviewLink>& links);

}  // namespace sen::desk::components
