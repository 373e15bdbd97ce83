#include "engine/desk/views/title.h"

#include <algorithm>

namespace sen::desk::views {

Title newest_title(const store::Snapshot& snapshot, const content::ContentId& id, const content::Locale& wanted) {
  const auto editions = snapshot.editions(id);
  if (!editions || editions->empty()) return {};
  const auto own = std::find_if(editions->begin(), editions->end(),
                                [&](const content::Edition& edition) { return edition.locale == wanted; });
  const content::Edition& shown = own != editions->end() ? *own : editions->front();
  const auto version = snapshot.version(id, shown.locale, shown.latest);
  return version ? Title{version->title, shown.locale} : Title{};
}

}  // namespace sen::desk::views
