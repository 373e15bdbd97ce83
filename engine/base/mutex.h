#pragma once

#include <condition_variable>
#include <mutex>

// Clang's thread-safety annotations; GCC ignores them.
#if defined(__clang__)
#define SEN_ANNOTATE(x) __attribute__((x))
#else
#define SEN_ANNOTATE(x)
#endif
#define SEN_CAPABILITY SEN_ANNOTATE(capability("mutex"))
#define SEN_SCOPED SEN_ANNOTATE(scoped_lockable)
#define SEN_GUARDED_BY(mutex) SEN_ANNOTATE(guarded_by(mutex))
#define SEN_REQUIRES(mutex) SEN_ANNOTATE(requires_capability(mutex))
#define SEN_ACQUIRE(...) SEN_ANNOTATE(acquire_capability(__VA_ARGS__))
#define SEN_RELEASE(...) SEN_ANNOTATE(release_capability(__VA_ARGS__))

namespace sen {

/// A mutex that Clang can check (-Wthread-safety).
class SEN_CAPABILITY Mutex {
 public:
  void lock() SEN_ACQUIRE() { mutex_.lock(); }
  void unlock() SEN_RELEASE() { mutex_.unlock(); }
  std::mutex& native() { return mutex_; }

 private:
  std::mutex mutex_;
};

/// Holds a Mutex for a scope; `condition` waits through it.
class SEN_SCOPED MutexLock {
 public:
  explicit MutexLock(Mutex& mutex) SEN_ACQUIRE(mutex) : lock_(mutex.native()) {}
  ~MutexLock() SEN_RELEASE() {}
  MutexLock(const MutexLock&) = delete;
  MutexLock& operator=(const MutexLock&) = delete;
  std::unique_lock<std::mutex>& native() { return lock_; }

 private:
  std::unique_lock<std::mutex> lock_;
};

}  // namespace sen
