#include "content/model/publication.h"

namespace sen::content {

void publish(Edition& edition, const Version& version, Timestamp at) {
  const bool is_first = !edition.first_published.has_value();
  if (!is_first && version.kind != ChangeKind::Minor && version.number != edition.live)
    edition.notes.push_back({.kind = version.kind, .version = version.number, .at = at, .note = version.note});
  if (is_first) edition.first_published = at;
  edition.updated = at;
  edition.state = State::Published;
  edition.live = version.number;
  edition.reason.clear();
}

}  // namespace sen::content
