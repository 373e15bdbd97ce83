#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "engine/follow/follower.h"
#include "engine/store/store.h"

namespace sen::ingest {

namespace worker {
class Client;
}

/// Makes the AVIF renditions of every picture behind its package's back, in a niced worker, and commits
/// them as changes of its own (reason `renditions`). Its position is not kept: at a start it looks
/// through the media of all documents for those without AVIF. AV1 is slow, so give it a Runner of
/// its own. Called by one thread, but for position() and stop(). The store must outlive it.
class AvifFollower final : public follow::Follower {
 public:
  /// `worker`: the program to run as worker (Options::worker); empty: in this process.
  AvifFollower(store::Store& store, const std::string& worker);
  AvifFollower(const AvifFollower&) = delete;
  AvifFollower& operator=(const AvifFollower&) = delete;
  ~AvifFollower() override;

  std::string_view name() const override { return "renditions"; }
  Result<content::Sequence> position() const override { return content::Sequence{position_}; }
  /// Errors of both: Storage; Unavailable after stop().
  Result<void> apply(std::span<const content::Change> changes, const store::VisibleContent& after) override;
  Result<void> rebuild(const store::VisibleContent& from) override;

  /// Gives up the picture under way and all later ones.
  void stop() override;

 private:
  Result<void> follow_up(const Digest& digest);

  store::Store& store_;
  std::unique_ptr<worker::Client> client_;
  std::atomic<std::uint64_t> position_ = 0;
  std::atomic<bool> stopped_ = false;
};

}  // namespace sen::ingest
