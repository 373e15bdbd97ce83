#include "content/model/document.h"

namespace sen::content {

std::string Document::field(std::string_view name) const {
  for (const Field& one : fields)
    if (one.name == name && !one.values.empty()) return one.values.front();
  return {};
}

}  // namespace sen::content
