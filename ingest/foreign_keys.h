#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "ingest/key_set.h"
#include "ingest/manifest.h"
#include "ingest/package_source.h"

namespace sen::ingest {

/// A reference from a table to rows that must be there (Table Schema, "Foreign Keys").
struct ForeignKey {
  std::vector<std::string> fields;           ///< Names of the columns that refer.
  std::string resource;                      ///< That is referred to, by name.
  std::string referenced;                    ///< Its columns as a reader knows them: `code, year`.
  std::shared_ptr<const KeySet> known_keys;  ///< As join_key() makes them.
};

/// One key of several cells.
std::string join_key(const std::vector<std::string>& cells, const std::vector<std::size_t>& columns);

/// The foreign keys of the package's tables, by path of the table that refers. Walks each table that is referred to
/// once. Findings: BadForeignKey for one that cannot be followed; it is not checked.
std::map<std::string, std::vector<ForeignKey>> read_foreign_keys(const PackageSource& source, const Manifest& manifest,
                                                                 Findings& findings);

}  // namespace sen::ingest
