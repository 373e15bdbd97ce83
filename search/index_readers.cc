#include "search/index_readers.h"

#include <xapian.h>

#include <cerrno>
#include <system_error>

#include "engine/base/log.h"

namespace sen::search {
namespace {

constexpr int kMostAttempts = 8;
constexpr std::size_t kMostIdle = 16;

/// Whether the machine had no descriptor or memory left: that says nothing of the index.
bool is_short_of_room(const Xapian::Error& error) {
  const char* const reason = error.get_error_string();
  if (reason == nullptr) return false;
  const auto is = [&](int code) { return std::generic_category().message(code) == reason; };
  return is(EMFILE) || is(ENFILE) || is(ENOMEM);
}

}  // namespace

IndexReaders::IndexReaders(std::filesystem::path folder, std::shared_ptr<const FacetColumns> facets)
    : folder_(std::move(folder)), facets_(std::move(facets)) {}
IndexReaders::~IndexReaders() = default;

void IndexReaders::show(std::shared_ptr<const FacetColumns> facets) {
  const MutexLock lock(mutex_);
  facets_ = std::move(facets);
}

void IndexReaders::move_to(std::filesystem::path folder, std::shared_ptr<const FacetColumns> facets) {
  const MutexLock lock(mutex_);
  folder_ = std::move(folder);
  facets_ = std::move(facets);
  idle_.clear();
  damaged_ = false;
}

IndexReaders::Lease IndexReaders::take() const {
  const MutexLock lock(mutex_);
  Lease lease{folder_, nullptr, facets_};
  if (idle_.empty()) return lease;
  lease.reader = std::move(idle_.back());
  idle_.pop_back();
  return lease;
}

void IndexReaders::give_back(Lease lease) const {
  const MutexLock lock(mutex_);
  if (lease.reader != nullptr && lease.folder == folder_ && idle_.size() < kMostIdle)
    idle_.push_back(std::move(lease.reader));
}

bool IndexReaders::was_replaced(const Lease& lease) const {
  const MutexLock lock(mutex_);
  return lease.folder != folder_;
}

Result<void> IndexReaders::read(const Ask& ask) const {
  for (int attempt = 0; attempt < kMostAttempts; ++attempt) {
    Lease lease = take();
    try {
      if (lease.reader == nullptr)
        lease.reader = std::make_unique<Xapian::Database>(lease.folder.string());
      else
        lease.reader->reopen();
      ask(*lease.reader, *lease.facets);
      give_back(std::move(lease));
      return {};
    } catch (const Xapian::DatabaseModifiedError&) {
      // The writer has reused blocks of the commit that was being read: read the newest one.
      give_back(std::move(lease));
    } catch (const Xapian::DatabaseError& error) {
      if (was_replaced(lease)) continue;
      if (is_short_of_room(error)) return Error(ErrorCode::Unavailable, "search index: " + error.get_description());
      if (!damaged_.exchange(true)) log::error("search index is damaged", {{"error", error.get_msg()}});
      return Error(ErrorCode::Unavailable, "the search index is damaged, and is made again");
    } catch (const Xapian::Error& error) {
      return Error(ErrorCode::Storage, "search index: " + error.get_msg());
    }
  }
  return Error(ErrorCode::Unavailable, "the search index changes faster than it can be read");
}

}  // namespace sen::search
