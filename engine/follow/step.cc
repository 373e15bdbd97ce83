#include "engine/follow/step.h"

namespace sen::follow {
namespace {

Result<Step> arrived(Follower& follower, content::Sequence expected) {
  const content::Sequence position = SEN_TRY(follower.position());
  if (position < expected)
    return Error(ErrorCode::Storage, "it stands at " + std::to_string(position.value) + " after it was brought to " +
                                         std::to_string(expected.value));
  return Step{.position = position, .moved = true};
}

}  // namespace

Result<Step> step(const store::Store& store, const store::Library& library, Follower& follower, std::size_t batch) {
  const content::Sequence position = SEN_TRY(follower.position());
  const content::Sequence head = store.log().head().sequence;
  if (position == head) return Step{.position = position, .moved = false};
  if (position.value == 0 || position > head) {
    const store::VisibleContent from = SEN_TRY(library.visible_to(store::Audience::Public));
    SEN_TRY(follower.rebuild(from));
    // A follower that was ahead must have come back, not only be somewhere at or above.
    const Step done = SEN_TRY(arrived(follower, from.sequence()));
    if (done.position > from.sequence())
      return Error(ErrorCode::Storage, "it stands ahead of the log after it was rebuilt");
    return done;
  }

  const std::vector<content::Change> changes = SEN_TRY(store.log().read(position, batch));
  if (changes.empty()) return Step{.position = position, .moved = false};
  const content::Sequence reached = changes.back().sequence;
  const store::VisibleContent after = SEN_TRY(library.visible_until(store::Audience::Public, reached));
  SEN_TRY(follower.apply(changes, after));
  return arrived(follower, reached);
}

}  // namespace sen::follow
