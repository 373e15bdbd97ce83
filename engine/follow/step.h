#pragma once

#include "engine/base/result.h"
#include "engine/follow/follower.h"
#include "engine/store/store.h"

namespace sen::follow {

/// Where a follower stands, and whether it moved.
struct Step {
  content::Sequence position;
  bool moved = false;
};

/// Takes `follower` one step towards the head of the log: a rebuild on the first run and when it stands
/// behind the head (the store was restored to an earlier state), else at most `batch` changes.
/// Errors: those of the follower and the store; Storage if it says that it was done but did not move.
Result<Step> step(const store::Store& store, const store::Library& library, Follower& follower, std::size_t batch);

}  // namespace sen::follow
