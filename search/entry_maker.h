#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <optional>
#include <thread>

#include "engine/base/mutex.h"
#include "search/entry.h"

namespace sen::search {

/// Makes entries on a thread of its own while the caller writes others into the index. The thread begins with the
/// second edition that waits, so that a single change needs none. Called by one thread. `vocabulary` must outlive it.
class EntryMaker {
 public:
  explicit EntryMaker(const content::Vocabulary& vocabulary) : vocabulary_(vocabulary) {}
  EntryMaker(const EntryMaker&) = delete;
  EntryMaker& operator=(const EntryMaker&) = delete;

  /// `registered`: as make_entry() has it.
  void ask(store::VisibleEdition edition, std::vector<std::string> registered = {});
  /// The entry of the edition that was asked for first, of those not taken yet; there must be one.
  Entry take();
  /// How many were asked for and not taken.
  std::size_t waiting() const { return waiting_; }
  /// Forgets what was asked for and not taken.
  void clear();

 private:
  struct Job {
    store::VisibleEdition edition;
    std::vector<std::string> registered;
    std::optional<Entry> entry;
    bool begun = false;
  };
  void run(const std::stop_token& stop);

  const content::Vocabulary& vocabulary_;
  std::size_t waiting_ = 0;
  Mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<std::shared_ptr<Job>> jobs_ SEN_GUARDED_BY(mutex_);  ///< Not taken, in the order asked.
  std::jthread thread_;                                           // Last, so that it is gone before what it uses.
};

}  // namespace sen::search
