#include "engine/desk/housekeeping.h"

#include <condition_variable>
#include <mutex>
#include <utility>

namespace sen::desk {

Housekeeping::Housekeeping(std::function<void()> clean, std::chrono::milliseconds interval)
    : thread_([clean = std::move(clean), interval](const std::stop_token& stop) {
        std::mutex mutex;
        std::condition_variable_any wake;
        std::unique_lock lock(mutex);
        while (!stop.stop_requested()) {
          clean();
          wake.wait_for(lock, stop, interval, [] { return false; });
        }
      }) {}

}  // namespace sen::desk
