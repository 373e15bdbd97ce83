#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/desk/visit.h"

namespace sen::desk::views {

/// An incident that is under way, and its response clock.
struct RunningIncident {
  content::ContentId id;
  std::string title;
  Timestamp opened;
  std::optional<Timestamp> last;  ///< When the newest entry came; nothing: none yet.
  Timestamp due;                  ///< When the next one is owed.
};

/// Those of the person's organisations, however long ago they began: an incident runs until it is closed. What is due
/// first stands first. Cost: a read for each incident there ever was. Errors: Storage.
Result<std::vector<RunningIncident>> running_incidents(const Visit& visit);

}  // namespace sen::desk::views
