#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "content/model/ids.h"
#include "engine/base/clock.h"
#include "engine/base/mutex.h"
#include "engine/base/result.h"

namespace sen::search {

struct PastQueriesOptions {
  std::string file;                   ///< Where what may be suggested is kept; empty: in memory only.
  std::size_t floor = 5;              ///< So many networks must have asked the same before anybody is shown it.
  std::chrono::hours window{7 * 24};  ///< … within this time, after which who asked is forgotten.
  std::chrono::hours kept{90 * 24};   ///< What nobody asks for so long is forgotten.
  std::size_t most_waiting = 20'000;  ///< Queries below the floor; the oldest is forgotten first.
  std::size_t most_kept = 5'000;      ///< Queries above it; the one asked least goes first.
};

/// What readers asked and found, for suggestions, with a privacy floor: nothing is shown, and nothing written to disk,
/// before `floor` networks asked the same. Below the floor a query stands with keyed hashes of those networks, under a
/// key that is never written and is thrown away with the hashes every `window`. What looks like personal data
/// (addresses, long numbers, long sentences) is not counted at all. Thread-safe.
class PastQueries {
 public:
  /// Reads what was kept. Errors: Storage if the file cannot be read; what it holds that is no query is left out.
  static Result<std::unique_ptr<PastQueries>> open(PastQueriesOptions options, const Clock& clock);

  /// That a reader of `reader` in the network of `client` asked `text` and found something.
  void asked(std::string_view text, const content::Locale& reader, std::string_view client);

  /// Queries of readers of `reader` that begin as `key` (suggestion_key()), the most asked first, at most `limit`.
  std::vector<std::string> find(std::string_view key, const content::Locale& reader, std::size_t limit) const;

 private:
  struct Waiting {
    std::set<std::uint64_t> networks;
    std::uint64_t order = 0;
  };
  struct Kept {
    std::string text;
    std::uint64_t times = 0;
    Timestamp last;
  };
  using Name = std::pair<content::Locale, std::string>;  ///< Reader's language and suggestion_key().

  PastQueries(PastQueriesOptions options, const Clock& clock);
  void read(std::string_view lines);
  void begin_window() SEN_REQUIRES(mutex_);
  std::uint64_t hash_of(std::string_view client) const SEN_REQUIRES(mutex_);
  void keep(Name name, std::string_view text) SEN_REQUIRES(mutex_);
  void forget_least() SEN_REQUIRES(mutex_);
  std::string lines() const SEN_REQUIRES(mutex_);

  PastQueriesOptions options_;
  const Clock& clock_;
  mutable Mutex mutex_;
  std::string salt_ SEN_GUARDED_BY(mutex_);
  Timestamp window_begin_ SEN_GUARDED_BY(mutex_);
  std::uint64_t order_ SEN_GUARDED_BY(mutex_) = 0;
  std::map<Name, Waiting> waiting_ SEN_GUARDED_BY(mutex_);
  std::map<std::uint64_t, Name> by_order_ SEN_GUARDED_BY(mutex_);
  std::map<Name, Kept> kept_ SEN_GUARDED_BY(mutex_);
  Mutex file_mutex_;  ///< One writer of the file at a time.
};

/// Whether a query may ever be shown to others: at most eight words and sixty characters, no operator, no address, no
/// number of more than four digits.
bool may_be_shared(std::string_view text);

}  // namespace sen::search
