#include "engine/portal/page_cache.h"

#include <algorithm>

namespace sen::portal {
namespace {

constexpr std::size_t kRecentChanges = 1024;

std::size_t size_of(const std::shared_ptr<const std::string>& bytes) {
  return bytes ? bytes->size() : 0;
}

}  // namespace

PageCache::Page PageCache::find(std::string_view key) {
  const MutexLock lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, found->second);
  ++hits_;
  return found->second->page;
}

Result<PageCache::Page> PageCache::find_or_render(const std::string& key,
                                                  const std::function<Result<Rendered>()>& render) {
  std::shared_ptr<Flight> flight;
  {
    MutexLock lock(mutex_);
    if (const auto found = by_key_.find(key); found != by_key_.end()) {
      ++hits_;
      return found->second->page;
    }
    if (const auto other = flights_.find(key); other != flights_.end()) {
      flight = other->second;
      while (!flight->landed) landed_.wait(lock.native());
      return *flight->outcome;
    }
    flight = std::make_shared<Flight>();
    flights_.emplace(key, flight);
    ++renders_;
  }

  Result<Rendered> rendered = render();
  const MutexLock lock(mutex_);
  flight->outcome = rendered ? Result<Page>(rendered->page) : Result<Page>(rendered.error());
  if (rendered) keep(key, std::move(rendered).value());
  flight->landed = true;
  flights_.erase(key);
  landed_.notify_all();
  return *flight->outcome;
}

void PageCache::keep(const std::string& key, Rendered rendered) {
  if (!rendered.keep || touched_since(rendered.made_from, rendered.reads)) return;
  Entry entry{key, std::move(rendered.page), {rendered.reads.begin(), rendered.reads.end()}, 512};
  entry.bytes += size_of(entry.page->identity) + size_of(entry.page->gzip) + size_of(entry.page->brotli) + key.size();
  for (const std::string& read : entry.reads) entry.bytes += read.size() + 64;
  if (entry.bytes > capacity_ / 4) return;
  entries_.push_front(std::move(entry));
  Entry* kept = &entries_.front();
  by_key_.emplace(kept->key, entries_.begin());
  for (const std::string& read : kept->reads) readers_[read].insert(kept);
  bytes_ += kept->bytes;
  while (bytes_ > capacity_) drop(std::prev(entries_.end()));
}

void PageCache::drop(Entries::iterator entry) {
  for (const std::string& read : entry->reads) {
    const auto readers = readers_.find(read);
    readers->second.erase(&*entry);
    if (readers->second.empty()) readers_.erase(readers);
  }
  by_key_.erase(entry->key);
  bytes_ -= entry->bytes;
  entries_.erase(entry);
}

void PageCache::clear() {
  by_key_.clear();
  readers_.clear();
  entries_.clear();
  bytes_ = 0;
}

bool PageCache::touched_since(content::Sequence since, const std::set<std::string>& reads) const {
  if (since < recent_from_) return true;
  return std::any_of(recent_.rbegin(), recent_.rend(), [&](const Touched& change) {
    return change.sequence > since && std::any_of(change.keys.begin(), change.keys.end(),
                                                  [&](const std::string& key) { return reads.contains(key); });
  });
}

PageCache::Count PageCache::count() const {
  const MutexLock lock(mutex_);
  return {entries_.size(), bytes_, hits_, renders_};
}

Result<content::Sequence> PageCache::position() const {
  const MutexLock lock(mutex_);
  return position_;
}

Result<void> PageCache::apply(std::span<const content::Change> changes, const store::VisibleContent& after) {
  const MutexLock lock(mutex_);
  for (const content::Change& change : changes) {
    Touched touched{change.sequence, {}};
    for (const content::DependencyKey& key : change.touches) {
      touched.keys.push_back(key.value);
      const auto readers = readers_.find(key.value);
      if (readers == readers_.end()) continue;
      const std::vector<Entry*> old(readers->second.begin(), readers->second.end());
      for (const Entry* entry : old) drop(by_key_.at(entry->key));
    }
    recent_.push_back(std::move(touched));
    if (recent_.size() > kRecentChanges) {
      recent_from_ = recent_.front().sequence;
      recent_.pop_front();
    }
  }
  position_ = after.sequence();
  return {};
}

Result<void> PageCache::rebuild(const store::VisibleContent& from) {
  const MutexLock lock(mutex_);
  clear();
  recent_.clear();
  position_ = recent_from_ = from.sequence();
  return {};
}

}  // namespace sen::portal
