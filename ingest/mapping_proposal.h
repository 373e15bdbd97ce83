#pragma once

#include "ingest/dataset_mapping.h"

namespace sen::ingest {

/// How a table without a mapping is read, and what is to be said of it.
struct Proposal {
  DatasetMapping mapping;         ///< `plain` if it is no statistic.
  Phrase reason = Phrase::Count;  ///< Why it is plain.
  std::string shown;              ///< The mapping as its resource would have it: `"sen": {…}`.
};

/// Looks through the table for a mapping that needs no decision: one column of time, some of numbers, the rest short
/// texts. A table that has none is plain; what is shown is as near to a mapping as its columns allow.
Proposal propose_mapping(const Resource& resource, const Manifest& manifest, Table& table, Findings& findings);

}  // namespace sen::ingest
