#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "content/compare/near_duplicate.h"
#include "engine/base/mutex.h"
#include "engine/follow/follower.h"

namespace sen::ingest {

/// A public text that says nearly the same as another.
struct Neighbour {
  content::ContentId id;
  content::Locale locale;
  double resemblance = 0;  ///< compare::resemblance()
};

/// Follows what is public and keeps a fingerprint of each edition, so that a text of another organisation that says
/// nearly the same is found in less than a millisecond. It is handed VisibleContent only: what waits, is embargoed or
/// was taken back is never in it. About 300 bytes an edition. Its file is written now and then and at its end; what
/// happened since is read from the log again, and without the file everything is made anew. Thread-safe.
class Neighbours final : public follow::Follower {
 public:
  /// Reads `file`, if it is there and whole. Empty: kept in memory only.
  explicit Neighbours(std::string file);
  Neighbours(const Neighbours&) = delete;
  Neighbours& operator=(const Neighbours&) = delete;
  ~Neighbours() override;

  std::string_view name() const override { return "neighbours"; }
  Result<content::Sequence> position() const override { return content::Sequence{position_}; }
  /// Errors of both: Storage.
  Result<void> apply(std::span<const content::Change> changes, const store::VisibleContent& after) override;
  Result<void> rebuild(const store::VisibleContent& from) override;

  /// The `most` editions that are nearest to `text` and at least `least` alike, nearest first. What was public when it
  /// was last looked at; ask VisibleContent before anybody is told.
  std::vector<Neighbour> find(const compare::Fingerprint& text, std::size_t most, double least) const;
  /// How alike the text and the edition are; 0 if it is not kept.
  double resemblance(const compare::Fingerprint& text, const content::ContentId& id,
                     const content::Locale& locale) const;
  std::size_t size() const;

  /// What of an edition is compared: title, summary and text.
  static std::string words(std::string_view title, std::string_view summary, std::string_view text);

 private:
  Result<void> look_at(const content::ContentId& id, const content::Locale& locale,
                       const store::VisibleContent& content);
  /// The number of an edition: fifty bits of its id, and its language. Nothing for an id that is none.
  std::optional<std::uint64_t> key_of(const content::ContentId& id, const content::Locale& locale) const
      SEN_REQUIRES(mutex_);
  void save();

  const std::string file_;
  mutable Mutex mutex_;
  compare::NearDuplicates texts_ SEN_GUARDED_BY(mutex_);
  std::vector<content::Locale> locales_ SEN_GUARDED_BY(mutex_);  ///< By number; a language stays once it is there.
  std::atomic<std::uint64_t> position_ = 0;
  std::uint64_t saved_ = 0;  ///< The position in the file.
};

}  // namespace sen::ingest
