#pragma once

#include <string>

#include "content/model/ids.h"
#include "engine/store/snapshot.h"

namespace sen::desk::views {

/// What a document is called.
struct Title {
  std::string words;
  content::Locale language;
};

/// The title of the newest version in `wanted`, else in any language of the document; empty if it has no text. Asks
/// nobody who may read it.
Title newest_title(const store::Snapshot& snapshot, const content::ContentId& id, const content::Locale& wanted);

}  // namespace sen::desk::views
