#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/app/engine.h"

namespace sen::app {

/// What `sen verify` walked and what did not fit.
struct Verification {
  std::uint64_t changes = 0, documents = 0, editions = 0, pictures = 0, datasets = 0, indexed = 0;
  std::vector<std::string> faults;  ///< One sentence each, naming the record.
};

/// Walks log chain, documents with their editions and versions, pictures with their bytes, datasets, and the index.
Verification verify(Engine& engine);
std::string to_text(const Verification& found);
std::string to_json(const Verification& found);

/// Compares the index with the content and says how many editions agree.
Result<std::string> index_verify_text(Engine& engine);

}  // namespace sen::app
