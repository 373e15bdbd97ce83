#include "search/match_scope.h"

#include <xapian.h>

#include <algorithm>

#include "search/slots.h"

namespace sen::search {
namespace {

/// A window holds the editions of a document, as they were indexed side by side.
constexpr Xapian::docid kWindow = 64;

/// Moves are counted, as looking at the clock costs more than a move.
constexpr std::uint32_t kMovesBetweenLooks = 128;

class ScopeSource final : public Xapian::PostingSource {
 public:
  ScopeSource(const FacetColumns& facets, const MatchScope& scope, bool& expired, const Priors* priors)
      : facets_(facets), scope_(scope), expired_(expired), priors_(priors) {}

  void init(const Xapian::Database& index) override {
    index_ = index;
    last_ = index.get_lastdocid();
    editions_ = index.get_doccount();
    estimate_ = scope_.dates.is_open() ? editions_ : std::min(editions_, facets_.estimate(scope_.dates));
    estimate_ /= scope_.stride;
    at_ = 0;
    set_maxweight(priors_ == nullptr ? 0 : priors_->most());
  }
  double get_weight() const override { return priors_ == nullptr ? 0 : priors_->of(facets_.row(at_)); }
  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return estimate_; }
  Xapian::doccount get_termfreq_max() const override { return editions_; }
  void next(double) override { move_to(at_ + 1); }
  void skip_to(Xapian::docid number, double) override { move_to(std::max(at_, number)); }
  bool at_end() const override { return at_ > last_; }
  Xapian::docid get_docid() const override { return at_; }

 private:
  void move_to(Xapian::docid number) {
    for (at_ = next_possible(number); at_ <= last_ && !is_dated_so(at_);) at_ = next_possible(at_ + 1);
    if (++moves_ % kMovesBetweenLooks == 0 && std::chrono::steady_clock::now() > scope_.until) expired_ = true;
    if (expired_) at_ = last_ + 1;
  }

  Xapian::docid next_possible(Xapian::docid number) const {
    for (;;) {
      const Xapian::docid window = (number - 1) / kWindow;  // Numbers begin with 1.
      if (window % scope_.stride != 0) number = (window / scope_.stride + 1) * scope_.stride * kWindow + 1;
      const Xapian::docid dated = scope_.dates.is_open() ? number : facets_.next_in(scope_.dates, number);
      if (dated == number) return number;
      number = dated;
    }
  }

  /// What was committed since the columns were made is not in them yet.
  bool is_dated_so(Xapian::docid number) const {
    if (scope_.dates.is_open()) return true;
    if (const FacetRow row = facets_.row(number); !row.empty()) return scope_.dates.holds(row.date);
    if (number < facets_.end()) return false;
    const std::string value = index_.get_document(number, Xapian::DOC_ASSUME_VALID).get_value(kDateSlot);
    return !value.empty() && scope_.dates.holds(static_cast<std::int64_t>(Xapian::sortable_unserialise(value)));
  }

  const FacetColumns& facets_;
  const MatchScope scope_;
  bool& expired_;
  const Priors* const priors_;
  Xapian::Database index_;
  Xapian::docid last_ = 0, at_ = 0;
  Xapian::doccount editions_ = 0, estimate_ = 0;
  std::uint32_t moves_ = 0;
};

}  // namespace

Xapian::Query scope_query(const FacetColumns& facets, const MatchScope& scope, bool& expired, const Priors* priors) {
  return Xapian::Query((new ScopeSource(facets, scope, expired, priors))->release());
}

double scale_of(std::uint32_t stride, std::uint32_t last) {
  const std::uint32_t round = stride * kWindow;
  const std::uint32_t sampled = last / round * kWindow + std::min(last % round, kWindow);
  return static_cast<double>(last) / static_cast<double>(std::max<std::uint32_t>(1, sampled));
}

}  // namespace sen::search
