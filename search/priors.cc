#include "search/priors.h"

#include <algorithm>
#include <cmath>

#include "engine/base/clock.h"

namespace sen::search {
namespace {

constexpr double kYear = 365.25 * 86'400'000;  ///< Milliseconds.
constexpr std::size_t kType = 1;               ///< Its place in kFacets.

}  // namespace

std::shared_ptr<const TypeCodes> types_of_parts(const content::Vocabulary& vocabulary) {
  TypeCodes parts;
  for (const content::DocumentType& type : vocabulary.types())
    if (type.unlisted) parts.insert(type.code);
  return std::make_shared<const TypeCodes>(std::move(parts));
}

Priors::Priors(const Ranking& ranking, const content::Locale& reader, std::shared_ptr<const TypeCodes> parts)
    : reader_language_(reader.empty() ? 0 : ranking.reader_language),
      freshness_(ranking.freshness),
      whole_text_(ranking.whole_text),
      half_life_(ranking.freshness_half_life * kYear),
      reader_(reader.value),
      now_(SystemClock().now().milliseconds),
      parts_(std::move(parts)) {}

double Priors::of(const FacetRow& row) const {
  if (row.empty()) return 0;
  double gained = row.language->code == reader_ ? reader_language_ : 0;
  const double age = std::max<double>(0, static_cast<double>(now_ - row.date));
  gained += freshness_ * std::exp2(-age / half_life_);
  const bool is_part =
      parts_ != nullptr && std::any_of(row.group->begin(), row.group->end(), [&](const FacetCode* one) {
        return one->facet == kType && parts_->contains(one->code);
      });
  return is_part ? gained : gained + whole_text_;
}

}  // namespace sen::search
