#pragma once

#include <vector>

#include "content/model/preview_link.h"
#include "engine/desk/visit.h"

namespace sen::desk::components {

/// The preview links of one language of a document, and a form that makes one of `newest`. `links`: the newest first.
void previews(portal::html::Writer& w, const Visit& visit, const content::Version& newest,
              const std::vector<content::PreviewLink>& links);

}  // namespace sen::desk::components
