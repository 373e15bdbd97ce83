#include "ingest/dataset_reader.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "engine/base/text.h"
#include "ingest/dataset_mapping.h"
#include "ingest/key_set.h"
#include "ingest/mapping_proposal.h"
#include "ingest/plain_table.h"
#include "ingest/table_reader.h"

namespace sen::ingest {
namespace {

using content::Role;

/// Codes of one dimension: those that a list declares, or those that the table uses, in order of first use.
class Codes {
 public:
  Codes() = default;
  explicit Codes(content::Codelist list, bool closed) : list_(std::move(list)), closed_(closed) {
    for (const content::Code& code : list_.codes) {
      ids_.emplace(code.id, code.id);
      taken_.insert(code.id);
    }
  }

  /// The code for a cell; null if the list is closed and does not have it.
  const std::string* find(const std::string& cell) {
    if (const auto known = ids_.find(cell); known != ids_.end()) return &known->second;
    if (closed_) return nullptr;
    const std::string base = cell.empty() ? "_Z" : make_code(cell);
    std::string id = base;
    for (int i = 2; !taken_.insert(id).second; ++i) id = base + "_" + std::to_string(i);
    list_.codes.push_back({id, {{kPlainLanguage, cell.empty() ? "–" : cell}}});
    return &ids_.emplace(cell, std::move(id)).first->second;
  }
  void use(const std::string& id) {
    if (closed_) used_.insert(id);
  }

  /// The list; of a closed one only what is used.
  content::Codelist take() {
    if (closed_) std::erase_if(list_.codes, [&](const content::Code& code) { return !used_.contains(code.id); });
    return std::move(list_);
  }
  std::vector<std::string> ids() const { return {taken_.begin(), taken_.end()}; }
  const std::string& id() const { return list_.id; }

 private:
  content::Codelist list_;
  bool closed_ = false;
  std::unordered_map<std::string, std::string> ids_;  ///< By cell.
  std::set<std::string> taken_;
  std::set<std::string> used_;
};

content::Codelist province_list(const content::Vocabulary& vocabulary) {
  content::Codelist list;
  list.id = "CL_PROVINCE";
  list.names = {{content::Locale("vi"), "Tỉnh, thành phố"}, {content::Locale("en"), "Provinces and cities"}};
  for (const content::Place& place : vocabulary.places()) list.codes.push_back({place.code, place.names});
  list.codes.push_back({"_T", {{content::Locale("vi"), "Cả nước"}, {content::Locale("en"), "Whole country"}}});
  return list;
}

/// Turns the rows of a table into series by a mapping. Used once.
class Builder {
 public:
  Builder(Table& table, DatasetMapping mapping, const content::Vocabulary& vocabulary, Depth depth, Findings& findings,
          std::uint64_t& budget)
      : table_(table), mapping_(std::move(mapping)), depth_(depth), findings_(findings), budget_(budget) {
    for (const MappedColumn& dimension : mapping_.dimensions) codes_.push_back(codes_for(dimension.column, vocabulary));
    if (mapping_.measures.size() > 1) {
      content::Codelist list{.id = "CL_INDICATOR", .names = {}, .codes = {}};
      codes_.emplace_back(list, false);
      for (const MappedColumn& measure : mapping_.measures)
        indicators_.push_back(*codes_.back().find(measure.column.name));
    }
  }

  /// Nothing if a proposed mapping turned out not to fit: misfit() says where.
  std::optional<DatasetDraft> build(const Resource& resource, const Manifest& manifest) {
    table_.each_row(!mapping_.proposed, findings_, [&](std::uint64_t row, const std::vector<std::string>& cells) {
      if (!stopped_) add_row(row, cells);
    });
    if (misfit_ > 0) {
      budget_ += observations_;
      return std::nullopt;
    }
    if (observations_ == 0) findings_.add(Rule::TableEmpty, {.file = table_.file()});
    DatasetDraft draft;
    draft.file = table_.file();
    draft.note = mapping_.note;
    draft.observations = observations_;
    describe(mapping_, resource, manifest, draft.dataset);
    add_structure(draft.dataset);
    draft.series.reserve(series_.size());
    for (auto& [key, series] : series_) {
      std::sort(series.observations.begin(), series.observations.end(),
                [](const auto& a, const auto& b) { return a.period < b.period; });
      draft.series.push_back(std::move(series));
    }
    return draft;
  }

  /// The first row that breaks a proposed mapping: an earlier one has the same texts and time.
  std::uint64_t misfit() const { return misfit_; }

 private:
  Codes codes_for(const content::Column& column, const content::Vocabulary& vocabulary) const {
    if (column.codelist == "CL_PROVINCE") return Codes(province_list(vocabulary), true);
    for (const content::Codelist& list : mapping_.codelists)
      if (list.id == column.codelist) return Codes(list, true);
    content::Codelist open;
    open.id = column.codelist.empty() ? "CL_" + column.id : column.codelist;
    open.names = column.titles;
    return Codes(std::move(open), false);
  }

  Place at(std::uint64_t row, const MappedColumn& mapped) const {
    return {.file = table_.file(), .row = row, .column = mapped.column.name};
  }

  void add_row(std::uint64_t row, const std::vector<std::string>& cells) {
    std::vector<std::string> key;
    for (std::size_t i = 0; i < mapping_.dimensions.size(); ++i) {
      const MappedColumn& dimension = mapping_.dimensions[i];
      const std::string& cell = cells[dimension.place];
      const std::string* code = codes_[i].find(cell);
      if (code == nullptr) {
        findings_.add_with_hint(Rule::CellCode, at(row, dimension), {cell, codes_[i].id()},
                                did_you_mean(findings_, nearest(cell, codes_[i].ids())));
        return;
      }
      codes_[i].use(*code);
      key.push_back(*code);
    }
    content::Observation observation;
    if (mapping_.time) {
      observation.period = cells[mapping_.time->place];
      if (!is_period(observation.period)) {
        findings_.add(Rule::CellPeriod, at(row, *mapping_.time), {observation.period});
        return;
      }
    }
    for (const MappedColumn& attribute : mapping_.attributes) observation.attributes.push_back(cells[attribute.place]);
    for (std::size_t i = 0; i < mapping_.measures.size(); ++i) {
      if (!indicators_.empty()) key.push_back(indicators_[i]);
      add_value(row, cells, mapping_.measures[i], key, observation);
      if (!indicators_.empty()) key.pop_back();
    }
  }

  void add_value(std::uint64_t row, const std::vector<std::string>& cells, const MappedColumn& measure,
                 const std::vector<std::string>& key, content::Observation observation) {
    const std::string& cell = cells[measure.place];
    const bool said = std::any_of(observation.attributes.begin(), observation.attributes.end(),
                                  [](const auto& one) { return !one.empty(); });
    if (cell.empty() && !said) return;
    if (!cell.empty()) {
      auto number = plain_number(cell, table_.fields()[measure.place].numbers());
      // A column that its schema calls a number was refused there already.
      if (!number && !table_.fields()[measure.place].is_numeric())
        findings_.add(Rule::CellType, at(row, measure), {cell.substr(0, 100), Phrase::Number});
      if (!number) return;
      observation.value = *std::move(number);
    }
    std::string name = content::series_key(key);
    if (!seen_.insert(name + '\n' + observation.period)) {
      if (mapping_.proposed) {
        misfit_ = misfit_ == 0 ? row : misfit_;
      } else {
        findings_.add(Rule::DuplicateKey, {.file = table_.file(), .row = row}, {name + " " + observation.period});
      }
      return;
    }
    if (budget_ == 0) {
      stopped_ = true;
      findings_.add(Rule::TooManyObservations, {.file = table_.file(), .row = row}, {std::to_string(kMaxObservations)});
      return;
    }
    --budget_;
    ++observations_;
    if (depth_ == Depth::Check) return;
    content::Series& series = series_[std::move(name)];
    if (series.observations.empty()) {
      series.dataset = mapping_.code;
      series.key = key;
    }
    series.observations.push_back(std::move(observation));
  }

  void add_structure(content::Dataset& dataset) {
    std::set<std::string> listed;
    const auto add_list = [&](Codes& codes) {
      content::Codelist list = codes.take();
      std::string id = list.id;
      if (listed.insert(id).second) {
        dataset.codelists.push_back(std::move(list));
      } else {
        merge(list, dataset);
      }
      return id;
    };
    for (std::size_t i = 0; i < mapping_.dimensions.size(); ++i) {
      content::Column column = mapping_.dimensions[i].column;
      column.codelist = add_list(codes_[i]);
      dataset.columns.push_back(std::move(column));
    }
    if (!indicators_.empty()) {
      content::Column column{.id = "INDICATOR",
                             .name = "indicator",
                             .role = Role::Dimension,
                             .codelist = add_list(codes_.back()),
                             .titles = {{content::Locale("vi"), "Chỉ tiêu"}, {content::Locale("en"), "Indicator"}},
                             .unit = {}};
      dataset.columns.push_back(std::move(column));
    }
    if (mapping_.time) dataset.columns.push_back(mapping_.time->column);
    content::Column value = mapping_.measures.front().column;
    value.id = "OBS_VALUE";
    if (!indicators_.empty()) {
      value.name = "value";
      value.titles = {{content::Locale("vi"), "Giá trị"}, {content::Locale("en"), "Value"}};
    }
    value.codelist.clear();
    dataset.columns.push_back(std::move(value));
    for (const MappedColumn& attribute : mapping_.attributes) {
      content::Column column = attribute.column;
      column.codelist.clear();
      dataset.columns.push_back(std::move(column));
    }
  }

  /// Two dimensions with one list: what the second uses is added.
  static void merge(const content::Codelist& list, content::Dataset& dataset) {
    for (content::Codelist& known : dataset.codelists) {
      if (known.id != list.id) continue;
      std::set<std::string> ids;
      for (const content::Code& code : known.codes) ids.insert(code.id);
      for (const content::Code& code : list.codes)
        if (ids.insert(code.id).second) known.codes.push_back(code);
    }
  }

  Table& table_;
  DatasetMapping mapping_;
  Depth depth_;
  Findings& findings_;
  std::uint64_t& budget_;
  std::vector<Codes> codes_;  ///< Of the dimensions, then of INDICATOR.
  std::vector<std::string> indicators_;
  std::map<std::string, content::Series> series_;
  KeySet seen_;  ///< Series and period of every row.
  std::uint64_t observations_ = 0;
  std::uint64_t misfit_ = 0;
  bool stopped_ = false;
};

/// Reads the tables of a package one by one. Used once.
class TablesReader {
 public:
  TablesReader(const PackageSource& source, const Manifest& manifest, const content::Vocabulary& vocabulary,
               Depth depth, Findings& findings)
      : source_(source),
        manifest_(manifest),
        vocabulary_(vocabulary),
        depth_(depth),
        findings_(findings),
        references_(read_foreign_keys(source, manifest, findings)) {}

  std::optional<DatasetDraft> read(const Resource& resource) {
    const std::string lower = to_lower_ascii(resource.path);
    const bool table_file = lower.ends_with(".csv") || lower.ends_with(".tsv") || lower.ends_with(".txt");
    if (!table_file) {
      findings_.add(Rule::TableNotStored, {.file = resource.path}, {Phrase::TableNoCsv});
      return std::nullopt;
    }
    auto table = Table::open(source_, resource, manifest_.file, references_[resource.path], findings_);
    if (!table) return std::nullopt;
    auto draft = resource.mapping.is_map() ? read_mapped(resource, *table) : read_unmapped(resource, *table);
    if (draft && !codes_.insert(draft->dataset.code.value).second) {
      findings_.add(Rule::RepeatedDataflow, {.file = resource.path}, {draft->dataset.code.value});
      return std::nullopt;
    }
    return draft;
  }

 private:
  void check_rows(Table& table) {
    table.each_row(true, findings_, [](std::uint64_t, const std::vector<std::string>&) {});
  }

  std::optional<DatasetDraft> read_mapped(const Resource& resource, Table& table) {
    auto mapping = read_mapping(resource, manifest_, table, vocabulary_, findings_);
    if (!mapping) {
      check_rows(table);
      return std::nullopt;
    }
    if (mapping->plain)
      return read_plain_table(table, *mapping, resource, manifest_, depth_, true, findings_, plain_bytes_);
    return Builder(table, *std::move(mapping), vocabulary_, depth_, findings_, observations_)
        .build(resource, manifest_);
  }

  /// As statistics if its columns say by themselves what they are, else as a plain table.
  std::optional<DatasetDraft> read_unmapped(const Resource& resource, Table& table) {
    // The rows are checked first: what is wrong in them is told either way.
    check_rows(table);
    Proposal proposal = propose_mapping(resource, manifest_, table, findings_);
    std::uint64_t row = 0;
    if (!proposal.mapping.plain) {
      Builder builder(table, proposal.mapping, vocabulary_, depth_, findings_, observations_);
      if (auto draft = builder.build(resource, manifest_)) {
        findings_.add_with_hint(Rule::ProposedMapping, {.file = table.file()}, {}, add_hint(proposal));
        return draft;
      }
      proposal.reason = Phrase::TableTwins;
      row = builder.misfit();
    }
    auto draft = read_plain_table(table, proposal.mapping, resource, manifest_, depth_, false, findings_, plain_bytes_);
    if (draft)
      findings_.add_with_hint(Rule::PlainTable, {.file = table.file(), .row = row}, {proposal.reason},
                              add_hint(proposal));
    return draft;
  }

  std::string add_hint(const Proposal& proposal) const {
    return text_of({Phrase::AddMapping, {proposal.shown}}, findings_.language());
  }

  const PackageSource& source_;
  const Manifest& manifest_;
  const content::Vocabulary& vocabulary_;
  Depth depth_;
  Findings& findings_;
  std::map<std::string, std::vector<ForeignKey>> references_;  ///< By path of the table that refers.
  std::set<std::string> codes_;
  std::uint64_t observations_ = kMaxObservations;  ///< That the package may still have.
  std::uint64_t plain_bytes_ = kMaxPlainBytes;
};

}  // namespace

Result<std::vector<DatasetDraft>> read_datasets(const PackageSource& source, const Manifest& manifest,
                                                const content::Vocabulary& vocabulary, Depth depth, Findings& findings,
                                                const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
  std::vector<DatasetDraft> datasets;
  TablesReader reader(source, manifest, vocabulary, depth, findings);
  std::uint64_t done = 0;
  for (const Resource& resource : manifest.resources) {
    if (findings.given_up()) break;
    if (progress) progress(++done, manifest.resources.size());
    if (auto draft = reader.read(resource)) datasets.push_back(*std::move(draft));
  }
  return datasets;
}

}  // namespace sen::ingest
