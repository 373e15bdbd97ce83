#include "content/model/document.h"

namespace sen::content {

std::string_view to_string(Provenance provenance) {
  switch (provenance) {
    case Provenance::Human:
      return "human";
    case Provenance::Machine:
      return "machine";
    case Provenance::MachineReviewed:
      return "machine-reviewed";
  }
  return {};
}

std::string Document::field(std::string_view name) const {
  for (const Field& one : fields)
    if (one.name == name && !one.values.empty()) return one.values.front();
  return {};
}

void count_revision(Document& next, const Document& before, Timestamp now) {
  next.revision = before.revision;
  next.revised = before.revised;
  if (next.fields == before.fields) return;
  ++next.revision;
  next.revised = now;
}

}  // namespace sen::content
