#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/model/dataset.h"
#include "content/model/vocabulary.h"
#include "ingest/findings.h"
#include "ingest/manifest.h"
#include "ingest/table_reader.h"

namespace sen::ingest {

/// What a table's column becomes.
struct MappedColumn {
  std::size_t place = 0;  ///< In the table's header.
  content::Column column;
};

/// How a table becomes a dataset: as its resource says in "sen", or as proposed.
struct DatasetMapping {
  content::DatasetCode code;
  bool proposed = false;
  std::vector<MappedColumn> dimensions;
  std::optional<MappedColumn> time;
  std::vector<MappedColumn> measures;  ///< If there are several, INDICATOR becomes a further dimension.
  std::vector<MappedColumn> attributes;
  content::Texts titles, descriptions;
  std::vector<std::string> topics;
  std::string licence, note;
  std::optional<Timestamp> embargo;
  std::vector<content::Codelist> codelists;  ///< Those that the package declares.
};

/// Reads the mapping of a resource. Nothing with findings if it cannot be used.
std::optional<DatasetMapping> read_mapping(const Resource& resource, const Manifest& manifest, const Table& table,
                                           const content::Vocabulary& vocabulary, Findings& findings);

/// Looks through the table for a mapping that needs no decision: one column of time, some of numbers,
/// the rest texts. Nothing with a finding (TableNotStored) otherwise; ProposedMapping shows it.
std::optional<DatasetMapping> propose_mapping(const Resource& resource, const Manifest& manifest, Table& table,
                                              Findings& findings);

/// A code that SDMX accepts (letters, digits, `_ @ $ -`) for `value`: itself if it is one, else made
/// of its letters; never empty.
std::string make_code(std::string_view value);

/// The language of texts that do not say theirs.
inline const content::Locale kPlainLanguage{"en"};

}  // namespace sen::ingest
