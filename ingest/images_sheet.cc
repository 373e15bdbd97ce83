#include "ingest/images_sheet.h"

#include <charconv>

#include "engine/base/clock.h"
#include "engine/base/text.h"
#include "ingest/amendments.h"
#include "ingest/csv.h"
#include "ingest/manifest.h"

namespace sen::ingest {
namespace {

constexpr std::string_view kSheet = "images.csv";
constexpr std::string_view kPictures = "images/";

/// `0.5,0.45` as two parts of one.
std::optional<std::pair<double, double>> parse_focus(std::string_view said) {
  const std::vector<std::string_view> parts = split(said, ',');
  if (parts.size() != 2) return std::nullopt;
  std::array<double, 2> values{};
  for (std::size_t i = 0; i < 2; ++i) {
    const std::string_view part = trim(parts[i]);
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), values[i]);
    if (error != std::errc() || end != part.data() + part.size() || values[i] < 0 || values[i] > 1) return std::nullopt;
  }
  return std::pair(values[0], values[1]);
}

class Reader {
 public:
  Reader(const PackageSource& source, const content::Vocabulary& vocabulary,
         std::span<const content::Amendment> amendments, Findings& findings)
      : source_(source), vocabulary_(vocabulary), amendments_(amendments), findings_(findings) {}

  std::map<std::string, content::MediaUse> read() {
    const Entry* entry = source_.find(kSheet);
    if (entry == nullptr) return {};
    Result<std::string> bytes = source_.read(*entry, kMaxSheetBytes);
    if (!bytes) {
      findings_.add(Rule::FileTooLarge, {.file = entry->name}, {std::to_string(kMaxSheetBytes)});
      return {};
    }
    const Result<std::string> text = decode_table(*std::move(bytes), "", entry->name, findings_);
    if (!text) {
      findings_.add(Rule::TextEncoding, {.file = entry->name});
      return {};
    }
    CsvReader rows(*text, {.delimiter = find_delimiter(*text, ',')});
    if (!rows.next() || !read_header(rows.cells())) return {};
    while (rows.next()) read_row(rows);
    return std::move(uses_);
  }

 private:
  bool read_header(const std::vector<std::string>& cells) {
    std::vector<std::string> known = {"file", "credit", "licence", "rights_until", "focus"};
    for (const content::Language& language : vocabulary_.languages()) {
      known.push_back("alt." + language.code.value);
      known.push_back("caption." + language.code.value);
    }
    bool has_file = false;
    for (const std::string& cell : cells) {
      header_.emplace_back(trim(cell));
      const std::string& name = header_.back();
      has_file = has_file || name == "file";
      if (std::find(known.begin(), known.end(), name) == known.end())
        findings_.add_with_hint(Rule::UnknownField, {.file = std::string(kSheet), .row = 1, .column = name}, {name},
                                did_you_mean(findings_, nearest(name, known)));
    }
    if (!has_file)
      findings_.add(Rule::TableHeader, {.file = std::string(kSheet), .row = 1, .column = "file"},
                    {header_.front(), std::string("file")});
    return has_file;
  }

  Place place(const CsvReader& rows, const std::string& column) const {
    return {.file = std::string(kSheet), .row = rows.row(), .column = column};
  }

  void read_row(const CsvReader& rows) {
    if (rows.bad_quotes()) findings_.add(Rule::TableQuotes, place(rows, ""));
    if (rows.cells().size() != header_.size())
      findings_.add(Rule::TableColumns, place(rows, ""),
                    {std::to_string(rows.cells().size()), std::to_string(header_.size())});
    content::MediaUse use;
    for (std::size_t i = 0; i < std::min(header_.size(), rows.cells().size()); ++i) {
      const std::string value = to_nfc(trim(rows.cells()[i])).value_or("");
      if (!value.empty()) read_cell(header_[i], value, rows, use);
    }
    if (use.file.empty()) return;
    const std::string pictured =
        std::string(kPictures) + use.file;  // An officer writes the name that the folder shows.
    if (source_.find(use.file) == nullptr && source_.find(pictured) != nullptr) use.file = pictured;
    if (source_.find(use.file) == nullptr) {
      findings_.add(Rule::MissingFile, place(rows, "file"), {use.file});
      return;
    }
    // Whose licence it is stands in another cell.
    if (find_amendment(amendments_, use.file, kLicence) == nullptr) {
      Place licence = place(rows, "licence");
      licence.fix = Fix{.file = use.file, .field = std::string(kLicence), .key = ""};
      use.licence = read_licence(use.licence, licence, false, findings_);
    }
    uses_[use.file] = std::move(use);
  }

  void read_cell(const std::string& column, const std::string& value, const CsvReader& rows, content::MediaUse& use) {
    if (column == "file") use.file = value;
    if (column == "credit") use.credit = value;
    if (column == "licence") use.licence = value;
    if (column.starts_with("alt.")) use.alt[content::Locale(column.substr(4))] = value;
    if (column.starts_with("caption.")) use.caption[content::Locale(column.substr(8))] = value;
    if (column == "rights_until") {
      const Result<Timestamp> until = parse_rfc3339(value);
      if (until) use.rights_until = *until;
      if (!until) findings_.add(Rule::BadDate, place(rows, column), {column, value});
    }
    if (column == "focus") {
      const auto focus = parse_focus(value);
      if (!focus) findings_.add(Rule::BadFocus, place(rows, column), {value});
      if (focus) std::tie(use.focus_x, use.focus_y) = *focus;
    }
  }

  const PackageSource& source_;
  const content::Vocabulary& vocabulary_;
  std::span<const content::Amendment> amendments_;
  Findings& findings_;
  std::vector<std::string> header_;
  std::map<std::string, content::MediaUse> uses_;
};

}  // namespace

std::map<std::string, content::MediaUse> read_images_sheet(const PackageSource& source,
                                                           const content::Vocabulary& vocabulary,
                                                           std::span<const content::Amendment> amendments,
                                                           Findings& findings) {
  return Reader(source, vocabulary, amendments, findings).read();
}

}  // namespace sen::ingest
