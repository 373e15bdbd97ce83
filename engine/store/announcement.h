#pragma once

#include <cstdint>

#include "content/model/dataset.h"
#include "content/model/ids.h"
#include "content/model/locale.h"
#include "engine/base/clock.h"

namespace sen::store {

/// The release of a dataset whose hour the public was told ahead: code, titles and hour, and nothing of its figures.
struct Announcement {
  content::DatasetCode dataset;
  content::OrganisationCode organisation;
  content::Texts titles;
  Timestamp at;                ///< When it comes.
  Timestamp since;             ///< From when it may be told.
  std::uint32_t release = 0;   ///< Its number.
  std::uint32_t revision = 0;  ///< How often the hour moved after it was told first.
  bool is_new = true;          ///< No release of the dataset is public yet: it has no page.
  bool operator==(const Announcement&) const = default;
};

}  // namespace sen::store
