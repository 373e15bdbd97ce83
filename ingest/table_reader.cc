#include "ingest/table_reader.h"

#include <algorithm>

#include "engine/base/text.h"
#include "ingest/csv.h"
#include "ingest/dataset_reader.h"

namespace sen::ingest {
namespace {

std::string scalar(const Value& map, std::string_view name) {
  const Value* value = map.find(name);
  return value != nullptr && value->is_scalar() ? value->text : std::string();
}

Said shown_delimiter(char delimiter) {
  if (delimiter == '\t') return Phrase::Tab;
  return "`" + std::string(1, delimiter) + "`";
}

}  // namespace

std::optional<Table> Table::open(const PackageSource& source, const Resource& resource,
                                 const std::string& manifest_file, std::vector<ForeignKey> references,
                                 Findings& findings) {
  Table table;
  table.file_ = resource.path;
  Result<std::string> bytes = source.read(*source.find(resource.path), kMaxTableBytes);
  if (!bytes) {
    findings.add(Rule::FileTooLarge, {.file = resource.path}, {std::to_string(kMaxTableBytes)});
    return std::nullopt;
  }
  Result<std::string> text = decode_table(*std::move(bytes), resource.encoding, resource.path, findings);
  if (!text) {
    findings.add(Rule::TextEncoding, {.file = resource.path});
    return std::nullopt;
  }
  table.text_ = *std::move(text);
  const std::string said = scalar(resource.dialect, "delimiter");
  const char declared = said == "\\t" ? '\t' : said.size() == 1 ? said.front() : ',';
  if (const std::string quote = scalar(resource.dialect, "quoteChar"); quote.size() == 1) table.quote_ = quote.front();
  table.delimiter_ = find_delimiter(table.text_, declared);
  if (table.delimiter_ != declared)
    findings.add(Rule::RepairedDelimiter, {.file = resource.path},
                 {shown_delimiter(table.delimiter_), shown_delimiter(declared)});
  CsvReader rows(table.text_, {.delimiter = table.delimiter_, .quote = table.quote_});
  if (!rows.next()) {
    findings.add(Rule::TableEmpty, {.file = resource.path});
    return std::nullopt;
  }
  for (const std::string& cell : rows.cells()) table.header_.push_back(to_nfc(trim(cell)).value_or(""));
  if (table.header_.size() > 1'000) {
    findings.add(Rule::TableColumns, {.file = resource.path, .row = 1},
                 {std::to_string(table.header_.size()), std::string("1000")});
    return std::nullopt;
  }
  if (rows.bad_quotes()) findings.add(Rule::TableQuotes, {.file = resource.path, .row = 1});
  table.read_schema(resource, manifest_file, findings);
  table.find_decimal_comma(findings);
  for (ForeignKey& key : references) {
    auto columns = table.places_of(key.fields);
    // A column that is missing was told when the header was held against the schema.
    if (columns) table.references_.push_back({*std::move(columns), std::move(key)});
  }
  return table;
}

std::optional<std::vector<std::size_t>> Table::places_of(const std::vector<std::string>& columns) const {
  std::vector<std::size_t> places;
  for (const std::string& name : columns) {
    const auto place = std::find(header_.begin(), header_.end(), name);
    if (place == header_.end()) return std::nullopt;
    places.push_back(static_cast<std::size_t>(place - header_.begin()));
  }
  return places;
}

/// `names` is one name or a list of them.
void Table::add_unique_key(const Value& names) {
  std::vector<std::string> columns;
  if (names.is_scalar()) columns.push_back(names.text);
  for (const Value& item : names.items) columns.push_back(item.text);
  if (auto places = places_of(columns); places && !places->empty())
    unique_keys_.push_back({.columns = *std::move(places), .seen = {}});
}

void Table::check_keys(std::uint64_t row, const std::vector<std::string>& cells, Findings& findings) {
  constexpr std::size_t kShown = 100;
  const auto shown = [&](const std::vector<std::size_t>& columns) {
    std::string text;
    for (const std::size_t column : columns) text += (text.empty() ? "" : ", ") + cells[column];
    return text.substr(0, kShown);
  };
  const auto place = [&](const std::vector<std::size_t>& columns) {
    return Place{.file = file_, .row = row, .column = header_[columns.front()]};
  };
  // A key with a missing cell is none (Table Schema 2, "Unique Keys" and "Foreign Keys").
  const auto is_whole = [&](const std::vector<std::size_t>& columns) {
    return std::none_of(columns.begin(), columns.end(), [&](std::size_t column) { return cells[column].empty(); });
  };
  for (UniqueKey& key : unique_keys_)
    if (is_whole(key.columns) && !key.seen.insert(join_key(cells, key.columns)))
      findings.add(Rule::CellUnique, place(key.columns), {shown(key.columns)});
  for (const Reference& reference : references_)
    if (is_whole(reference.columns) && !reference.key.known_keys->contains(join_key(cells, reference.columns)))
      findings.add(Rule::CellReference, place(reference.columns),
                   {shown(reference.columns), reference.key.referenced, reference.key.resource});
}

void Table::read_schema(const Resource& resource, const std::string& manifest_file, Findings& findings) {
  const Value* list = resource.schema.find("fields");
  std::vector<FieldSchema> declared;
  if (list != nullptr && list->is_list())
    for (std::size_t i = 0; i < list->items.size(); ++i) {
      const Place place{.file = manifest_file,
                        .line = list->items[i].line,
                        .field = resource.field + ".schema.fields[" + std::to_string(i) + "]"};
      if (list->items[i].is_map()) declared.emplace_back(list->items[i], place, findings);
    }
  if (const Value* missing = resource.schema.find("missingValues"); missing != nullptr && missing->is_list()) {
    missing_ = {""};
    for (const Value& item : missing->items)
      if (item.is_scalar()) missing_.push_back(item.text);
  }
  const std::string match = scalar(resource.schema, "fieldsMatch");
  match_header(declared, !match.empty() && match != "exact", findings);
  if (const Value* key = resource.schema.find("primaryKey")) add_unique_key(*key);
  if (const Value* keys = resource.schema.find("uniqueKeys"))
    for (const Value& key : keys->items) add_unique_key(key);
}

void Table::match_header(const std::vector<FieldSchema>& declared, bool by_name, Findings& findings) {
  fields_.resize(header_.size());
  if (declared.empty()) return;
  if (!by_name && declared.size() != header_.size())
    findings.add(Rule::TableColumns, {.file = file_, .row = 1},
                 {std::to_string(header_.size()), std::to_string(declared.size())});
  for (std::size_t i = 0; i < header_.size(); ++i) {
    const auto same_name = [&](const FieldSchema& field) {
      return equals_ignoring_ascii_case(trim(field.name()), header_[i]);
    };
    if (!by_name && i < declared.size()) {
      if (same_name(declared[i])) {
        fields_[i] = declared[i];
      } else {
        // The column is none that the schema knows, so its cells are not held against another's rules.
        findings.add(Rule::TableHeader, {.file = file_, .row = 1, .column = header_[i]},
                     {header_[i], declared[i].name()});
      }
    } else if (const auto found = std::find_if(declared.begin(), declared.end(), same_name); found != declared.end()) {
      fields_[i] = *found;
    }
  }
}

/// A column of numbers in which no cell reads with a point and every one does with a comma was
/// written where a comma is the decimal mark.
void Table::find_decimal_comma(Findings& findings) {
  struct Seen {
    std::size_t cells = 0, plain = 0, comma = 0;
    std::string first;
  };
  std::vector<Seen> seen(header_.size());
  CsvReader rows(text_, {.delimiter = delimiter_, .quote = quote_});
  rows.next();
  for (int count = 0; count < 2'000 && rows.next(); ++count)
    for (std::size_t i = 0; i < std::min(seen.size(), rows.cells().size()); ++i) {
      const std::string& cell = rows.cells()[i];
      if (is_missing(cell) || !fields_[i].is_numeric()) continue;
      ++seen[i].cells;
      seen[i].plain += plain_number(cell, fields_[i].numbers()) ? 1 : 0;
      if (cell.find(',') == std::string::npos || !plain_number(cell, {.decimal = ',', .group = '.'})) continue;
      if (seen[i].comma++ == 0) seen[i].first = cell;
    }
  for (std::size_t i = 0; i < seen.size(); ++i) {
    const Seen& column = seen[i];
    const bool declared = fields_[i].numbers().decimal != '.' || fields_[i].numbers().group != '\0';
    if (declared || column.comma == 0 || column.plain + column.comma < column.cells) continue;
    const std::string repaired = plain_number(column.first, {.decimal = ',', .group = '.'}).value_or("");
    findings.add(Rule::RepairedDecimalComma, {.file = file_, .column = header_[i]}, {column.first, repaired});
    fields_[i].set_decimal_comma();
  }
}

bool Table::is_missing(const std::string& cell) const {
  return std::find(missing_.begin(), missing_.end(), cell) != missing_.end();
}

void Table::each_row(bool check, Findings& findings,
                     const std::function<void(std::uint64_t, const std::vector<std::string>&)>& visit) {
  CsvReader rows(text_, {.delimiter = delimiter_, .quote = quote_});
  rows.next();
  for (UniqueKey& key : unique_keys_) key.seen = {};
  std::vector<std::string> cells;
  while (!findings.given_up() && rows.next()) {
    const Place row{.file = file_, .row = rows.row()};
    if (check && rows.bad_quotes()) findings.add(Rule::TableQuotes, row);
    cells = rows.cells();
    // A spreadsheet leaves empty cells behind the last column.
    while (cells.size() > header_.size() && cells.back().empty()) cells.pop_back();
    if (cells.size() != header_.size()) {
      if (check) findings.add(Rule::TableColumns, row, {std::to_string(cells.size()), std::to_string(header_.size())});
      continue;
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string_view inner = trim(cells[i]);
      if (inner.size() != cells[i].size()) cells[i] = std::string(inner);
      const Place place{.file = file_, .row = rows.row(), .column = header_[i]};
      if (is_missing(cells[i])) {
        cells[i].clear();
        if (check) fields_[i].check_missing(place, findings);
      } else if (check) {
        fields_[i].check(cells[i], place, findings);
      }
    }
    if (check) check_keys(rows.row(), cells, findings);
    visit(rows.row(), cells);
  }
}

}  // namespace sen::ingest
