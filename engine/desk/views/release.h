#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/model/dataset.h"
#include "engine/desk/visit.h"
#include "engine/workflow/offers.h"

namespace sen::desk::views {

/// One figure, or one row of a plain table, that a release adds, changes or takes away.
struct FigureChange {
  enum class Kind { Added, Changed, Removed };
  Kind kind = Kind::Added;
  std::string where;   ///< Names of the dimensions' values, and the period.
  std::string before;  ///< As it was submitted; empty of what is added.
  std::string after;   ///< Empty of what is removed.
};

/// The newest release of a dataset against what is public.
struct ReleasePage {
  content::Dataset dataset;
  content::Release newest;
  std::optional<content::Release> live;  ///< The newest public one.
  std::uint64_t added = 0;
  std::uint64_t changed = 0;
  std::uint64_t removed = 0;
  std::vector<FigureChange> sample;  ///< The first kShownFigures, changed and removed ones before added ones.
  workflow::DatasetOffers offers;
  std::string who;  ///< Who handed it in; a display name.
};

inline constexpr std::size_t kShownFigures = 40;

/// A dataset with releases. Errors: NotFound, also for what the person may not read; Storage.
Result<content::Dataset> find_dataset(const Visit& visit, const content::DatasetCode& code);

/// Cost: reads both releases once, one series or table part at a time; of a plain table the digests of both are held.
/// Errors: NotFound, also for what the person may not read; Storage.
Result<ReleasePage> make_release_page(const Visit& visit, const content::DatasetCode& code);

}  // namespace sen::desk::views
