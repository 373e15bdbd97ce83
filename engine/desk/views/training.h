#pragma once

#include <string>
#include <vector>

#include "engine/desk/visit.h"

namespace sen::desk::views {

/// One step of a trainee's first document.
struct TrainingStep {
  std::string text;
  std::string href;  ///< Where it is done; empty: by somebody else, or after the step before.
  bool done = false;
};

/// The way of the visit's person's newest document of the training, from its first word to the page that readers would
/// see. Errors: Storage.
Result<std::vector<TrainingStep>> training_steps(const Visit& visit);

}  // namespace sen::desk::views
