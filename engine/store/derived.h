#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

#include "engine/store/keys.h"
#include "engine/store/snapshot.h"

namespace sen::store {

/// Changes whenever materialise() keeps more of a document than it did: a store that was made before gets it from
/// derive() when it is opened. 1: where a document's languages stand.
inline constexpr std::string_view kDerivedVersion = "1\n";

/// Makes anew what a store made by an earlier program lacks, from the records of `snapshot`: `write` gets it in pieces,
/// and putting in what is there already changes nothing. Returns the number of documents. Cost: one read an edition.
/// Errors: Storage; those of `write`.
Result<std::size_t> derive(const Snapshot& snapshot,
                           const std::function<Result<void>(const std::vector<KeyWrite>&)>& write);

}  // namespace sen::store
