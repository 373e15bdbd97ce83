#pragma once

#include <optional>
#include <vector>

#include "engine/desk/visit.h"
#include "engine/workflow/receipts.h"

namespace sen::desk::views {

/// How far the newest change of a document that readers can notice has come.
struct Receipts {
  Timestamp committed;
  std::string what;  ///< In the desk's language: `Withdrawn`.
  std::vector<workflow::ChannelReceipt> channels;
};

/// Nothing if the document was never public. Cost: one read of the log a change since then. Errors: Storage.
Result<std::optional<Receipts>> make_receipts(const Visit& visit, const content::ContentId& id);

}  // namespace sen::desk::views
