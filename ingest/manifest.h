#pragma once

#include <string>
#include <vector>

#include "content/model/dataset.h"
#include "content/model/vocabulary.h"
#include "ingest/findings.h"
#include "ingest/package_source.h"
#include "ingest/value.h"

namespace sen::ingest {

inline constexpr std::uint64_t kMaxManifestBytes = 4ULL * 1024 * 1024;

/// A table that the manifest describes.
struct Resource {
  std::string field;  ///< `resources[0]`
  std::string name;
  std::string title;
  std::string description;
  std::string path;  ///< Name of an entry; empty if the table is not in the package.
  Value schema;      ///< Null if there is none.
  Value dialect;     ///< Null if there is none.
  std::string encoding;
  std::string licence;  ///< Empty: the package's.
  std::vector<content::Source> sources;
  Value mapping;  ///< "sen"; null if there is none.
  std::uint64_t line = 0;
};

/// datapackage.json (Data Package 1 and 2), with its repairs.
struct Manifest {
  std::string file;
  std::string name;
  std::string title;
  content::OrganisationCode organisation;
  Place organisation_place;  ///< Where it is named, or would be.
  std::string licence;
  bool plain = false;  ///< Without "sen".
  std::optional<Timestamp> created;
  std::vector<content::Source> sources;
  Value codelists;  ///< Of "sen"; null if there are none.
  std::vector<Resource> resources;
};

/// Reads the manifest of `source`. Findings say what is wrong and what was repaired.
Manifest read_manifest(const PackageSource& source, const content::Vocabulary& vocabulary, const Options& options,
                       Findings& findings);

/// The SPDX identifier for what a package says its licence is; empty if it says nothing.
/// Findings: RepairedLicence, UnknownLicence (a repair in a plain package).
std::string read_licence(const std::string& said, const Place& place, bool plain, Findings& findings);

}  // namespace sen::ingest
