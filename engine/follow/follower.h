#pragma once

#include <span>
#include <string_view>

#include "content/model/change.h"
#include "engine/base/result.h"
#include "engine/store/visible_content.h"

namespace sen::follow {

/// Keeps something derived from the content: the search index, cached pages,
/// webhook deliveries, a replica. Called by one thread, but for position(). Delivery is at
/// least once, so apply() gives the same result when it is repeated after a crash.
class Follower {
 public:
  virtual ~Follower() = default;
  virtual std::string_view name() const = 0;

  /// The last change whose effects are durable, kept with the effects themselves. Thread-safe.
  virtual Result<content::Sequence> position() const = 0;
  /// Brings the derived state from position() to `after.sequence()`, the sequence of the last of
  /// `changes`. A public follower takes from `changes` only what was touched, and all content from
  /// `after`; in a long log `after` may hold later content already, which comes again.
  virtual Result<void> apply(std::span<const content::Change> changes, const store::VisibleContent& after) = 0;
  /// Starts over from `from`: on the first run, or after a change of format.
  virtual Result<void> rebuild(const store::VisibleContent& from) = 0;

  /// Nothing is to be followed for now: a long apply() or rebuild() ends soon, with any error; what is left is done
  /// after resume(). Thread-safe.
  virtual void stop() {}
  /// Undoes stop(), before it is followed anew. Thread-safe.
  virtual void resume() {}
};

}  // namespace sen::follow
