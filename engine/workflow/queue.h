#pragma once

#include <optional>
#include <vector>

#include "content/model/change.h"
#include "content/model/vocabulary.h"
#include "engine/base/result.h"
#include "engine/identity/authorise.h"
#include "engine/store/snapshot.h"
#include "engine/workflow/deciders.h"

namespace sen::workflow {

struct QueueItem {
  Waiting waiting = Waiting::Review;
  content::ContentId id;         ///< Empty for a dataset.
  content::Locale locale;        ///< Empty for a dataset and for a proposal.
  content::DatasetCode dataset;  ///< Empty for all else.
  std::uint32_t number = 0;      ///< Version, revision of a draft, release of a dataset.
  content::OrganisationCode organisation;
  std::optional<Timestamp> due;  ///< By when; of what is scheduled: the hour.
  bool overdue = false;
  bool asked = false;  ///< The person was asked by name.
  identity::Sensitivity sensitivity = identity::Sensitivity::Ordinary;
  Timestamp since;  ///< Handed in, or saved last.
};

/// What waits for `actor` at `now`, each thing once under the first reason that applies: overdue emergencies first,
/// then by due time (without one: last), asked by name before others, sensitive before ordinary, oldest first. At most
/// `limit` items after sorting. Cost: one read an open review, two a scheduled document; no document is read for what
/// merely waits. Errors: Storage.
Result<std::vector<QueueItem>> queue(const store::Snapshot& snapshot, const content::Vocabulary& vocabulary,
                                     const identity::Actor& actor, Timestamp now, std::size_t limit = 500);

}  // namespace sen::workflow
