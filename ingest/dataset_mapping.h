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
  bool plain = false;  ///< A table that is no statistic: its rows are kept as text, no column is mapped.
  std::vector<MappedColumn> dimensions;
  std::optional<MappedColumn> time;
  std::vector<MappedColumn> measures;  ///< If there are several, INDICATOR becomes a further dimension.
  std::vector<MappedColumn> attributes;
  content::Texts titles, descriptions;
  std::vector<std::string> topics;
  std::string licence, note;
  std::optional<Timestamp> embargo, announce;
  std::vector<content::Codelist> codelists;  ///< Those that the package declares.
};

/// Reads the mapping of a resource; without "columns" it names a plain table. Nothing with findings if it cannot be
/// used.
std::optional<DatasetMapping> read_mapping(const Resource& resource, const Manifest& manifest, const Table& table,
                                           const content::Vocabulary& vocabulary, Findings& findings);

/// What a mapping says of a dataset as a whole; its columns are left out.
void describe(const DatasetMapping& mapping, const Resource& resource, const Manifest& manifest,
              content::Dataset& dataset);

/// Words of `text` in capitals joined by `_`, a letter first: an id for a concept or dataflow.
std::string make_id(std::string_view text);
/// Gives the components of a structure ids that differ.
void make_ids_differ(DatasetMapping& mapping);
/// Whether a column called `name` holds codes, which look like numbers and are none: `id`, `code`, `stt`.
bool names_code(std::string_view name);

/// A code that SDMX accepts (letters, digits, `_ @ $ -`) for `value`: itself if it is one, else made
/// of its letters; never empty.
std::string make_code(std::string_view value);

/// The language of texts that do not say theirs.
inline const content::Locale kPlainLanguage{"en"};

}  // namespace sen::ingest
