#pragma once

#include <functional>
#include <string>
#include <vector>

#include "ingest/findings.h"
#include "ingest/foreign_keys.h"
#include "ingest/manifest.h"
#include "ingest/package_source.h"
#include "ingest/table_schema.h"

namespace sen::ingest {

/// A table of a package: its text made UTF-8, its header and schema. Rows are walked from the text, so
/// the table may be large. Called by one thread.
class Table {
 public:
  /// Reads and repairs the file of `resource`; nothing with a finding if it cannot be read as a table.
  /// `references` are held against its rows.
  static std::optional<Table> open(const PackageSource& source, const Resource& resource,
                                   const std::string& manifest_file, std::vector<ForeignKey> references,
                                   Findings& findings);

  const std::vector<std::string>& header() const { return header_; }
  const std::vector<FieldSchema>& fields() const { return fields_; }
  const std::string& file() const { return file_; }
  /// Where columns stand in the header; nothing if one of them is not there.
  std::optional<std::vector<std::size_t>> places_of(const std::vector<std::string>& columns) const;

  /// Gives every row that is as wide as the header: its number (1 is the header) and its cells, trimmed,
  /// missing ones empty. With `check`, cells are checked against the schema first and findings made.
  void each_row(bool check, Findings& findings,
                const std::function<void(std::uint64_t row, const std::vector<std::string>& cells)>& visit);

 private:
  /// Columns whose cells together must not repeat.
  struct UniqueKey {
    std::vector<std::size_t> columns;
    KeySet seen;
  };
  struct Reference {
    std::vector<std::size_t> columns;
    ForeignKey key;
  };

  void read_schema(const Resource& resource, const std::string& manifest_file, Findings& findings);
  void match_header(const std::vector<FieldSchema>& declared, bool by_name, Findings& findings);
  void find_decimal_comma(Findings& findings);
  void add_unique_key(const Value& names);
  void check_keys(std::uint64_t row, const std::vector<std::string>& cells, Findings& findings);
  bool is_missing(const std::string& cell) const;

  std::string file_;
  std::string text_;
  char delimiter_ = ',';
  char quote_ = '"';
  std::vector<std::string> header_;
  std::vector<FieldSchema> fields_;  ///< As many as the header.
  std::vector<std::string> missing_ = {""};
  std::vector<UniqueKey> unique_keys_;  ///< The primary key first.
  std::vector<Reference> references_;
};

}  // namespace sen::ingest
