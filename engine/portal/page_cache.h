#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "engine/base/mutex.h"
#include "engine/follow/follower.h"
#include "engine/http/response.h"

namespace sen::portal {

/// Rendered pages, kept until something that they read is touched by a change. A follower with its
/// position in memory: a restart begins empty, rebuild() empties it.
///
/// A page that was rendered from content older than the cache's position is kept only if no change since
/// then touched what it read; so a slow render can never bring an old page back. Thread-safe.
class PageCache final : public follow::Follower {
 public:
  using Page = std::shared_ptr<const http::Representation>;

  /// A page as its renderer hands it over.
  struct Rendered {
    Page page;
    std::set<std::string> reads;  ///< Names of the dependency keys it read.
    content::Sequence made_from;  ///< The content it was rendered from.
    bool keep = true;             ///< Else it is for those alone who wait for it now.
  };

  /// `name`: as a follower, where there are several.
  explicit PageCache(std::size_t capacity_bytes = 64U * 1024 * 1024, std::string name = "page-cache")
      : capacity_(capacity_bytes), name_(std::move(name)) {}

  /// The page kept under `key`, or null. Cheap: one look into a table.
  Page find(std::string_view key);
  /// The page kept under `key`, or what `render` makes. Of several callers with one key one renders and the
  /// others wait for it; a failure is everybody's and is not kept, nor is what says so of itself.
  Result<Page> find_or_render(const std::string& key, const std::function<Result<Rendered>()>& render);

  struct Count {
    std::size_t pages = 0;
    std::size_t bytes = 0;
    std::uint64_t hits = 0;
    std::uint64_t renders = 0;
  };
  Count count() const;

  std::string_view name() const override { return name_; }
  Result<content::Sequence> position() const override;
  Result<void> apply(std::span<const content::Change> changes, const store::VisibleContent& after) override;
  Result<void> rebuild(const store::VisibleContent& from) override;

 private:
  struct Entry {
    std::string key;
    Page page;
    std::vector<std::string> reads;
    std::size_t bytes = 0;
  };
  using Entries = std::list<Entry>;  ///< Last used first.
  struct Flight {
    bool landed = false;
    std::optional<Result<Page>> outcome;
  };
  struct Touched {
    content::Sequence sequence;
    std::vector<std::string> keys;
  };

  void keep(const std::string& key, Rendered rendered) SEN_REQUIRES(mutex_);
  void drop(Entries::iterator entry) SEN_REQUIRES(mutex_);
  void clear() SEN_REQUIRES(mutex_);
  /// Whether a change behind `since` touched one of `reads`, or may have.
  bool touched_since(content::Sequence since, const std::set<std::string>& reads) const SEN_REQUIRES(mutex_);

  const std::size_t capacity_;
  const std::string name_;
  mutable Mutex mutex_;
  std::condition_variable landed_;
  Entries entries_ SEN_GUARDED_BY(mutex_);
  std::unordered_map<std::string_view, Entries::iterator> by_key_ SEN_GUARDED_BY(mutex_);
  std::unordered_map<std::string, std::unordered_set<Entry*>> readers_ SEN_GUARDED_BY(mutex_);
  std::unordered_map<std::string, std::shared_ptr<Flight>> flights_ SEN_GUARDED_BY(mutex_);
  std::deque<Touched> recent_ SEN_GUARDED_BY(mutex_);     ///< The newest changes, oldest first.
  content::Sequence recent_from_ SEN_GUARDED_BY(mutex_);  ///< `recent_` holds every change behind this one.
  content::Sequence position_ SEN_GUARDED_BY(mutex_);
  std::size_t bytes_ SEN_GUARDED_BY(mutex_) = 0;
  std::uint64_t hits_ SEN_GUARDED_BY(mutex_) = 0;
  std::uint64_t renders_ SEN_GUARDED_BY(mutex_) = 0;
};

}  // namespace sen::portal
