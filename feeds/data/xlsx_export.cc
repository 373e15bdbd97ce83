#include <xlsxwriter.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <span>
#include <system_error>

#include "engine/base/text.h"
#include "feeds/data/export.h"

namespace sen::feeds {
namespace {

constexpr std::uint32_t kMaxRows = 1'000'000;
constexpr std::size_t kMaxCellBytes = 32'767;
constexpr Timestamp kOldest{315'532'800'000};  // 1980, the first year of a zip.

/// The words of a cell: a code's name in `locale`, else the code.
std::string label_of(const content::Dataset& dataset, const content::Column& column, const std::string& value,
                     const content::Locale& locale) {
  for (const content::Codelist& list : dataset.codelists)
    if (list.id == column.codelist)
      for (const content::Code& code : list.codes)
        if (code.id == value) return std::string(content::text_in(code.names, locale));
  return value;
}

/// Excel keeps 15 digits: a longer figure stays text, so that nothing is rounded.
bool fits_a_number(const std::string& text) {
  std::size_t digits = 0;
  for (const char c : text) {
    if (c >= '0' && c <= '9')
      ++digits;
    else if (c != '.' && c != '-')
      return false;
  }
  return digits > 0 && digits <= 15;
}

/// A workbook in an unnamed temporary folder: the library writes to a file and nowhere else.
class Workbook {
 public:
  static Result<std::unique_ptr<Workbook>> make() {
    std::string folder = std::filesystem::temp_directory_path().string() + "/sen-xlsx-XXXXXX";
    if (::mkdtemp(folder.data()) == nullptr) return Error(ErrorCode::Storage, "no temporary folder can be made");
    return std::unique_ptr<Workbook>(new Workbook(folder));
  }
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;
  ~Workbook() {
    if (book_ != nullptr) lxw_workbook_free(book_);
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  lxw_worksheet* sheet(const char* name) { return workbook_add_worksheet(book_, name); }
  lxw_format* bold() { return bold_; }

  /// The library writes the present time where none is given, and other bytes every second.
  void date(Timestamp at) {
    lxw_doc_properties properties{};
    properties.created = static_cast<time_t>(at.milliseconds / 1000);
    workbook_set_properties(book_, &properties);
  }

  Result<std::string> finish() {
    const lxw_error failed = workbook_close(std::exchange(book_, nullptr));
    if (failed != LXW_NO_ERROR)
      return Error(ErrorCode::Storage, std::string("the workbook cannot be made: ") + lxw_strerror(failed));
    std::ifstream file(folder_ + "/book.xlsx", std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (!file || bytes.empty()) return Error(ErrorCode::Storage, "the workbook cannot be read back");
    return bytes;
  }

 private:
  explicit Workbook(std::string folder) : folder_(std::move(folder)) {
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = folder_.data();
    book_ = workbook_new_opt((folder_ + "/book.xlsx").c_str(), &options);
    bold_ = workbook_add_format(book_);
    format_set_bold(bold_);
  }

  std::string folder_;
  lxw_workbook* book_ = nullptr;
  lxw_format* bold_ = nullptr;
};

/// Writes the header; a column without a title has its id.
void write_header(Workbook& book, lxw_worksheet* sheet, const content::Dataset& dataset,
                  const content::Locale& locale) {
  lxw_col_t column_number = 0;
  for (const content::Column& column : dataset.columns) {
    const std::string title(content::text_in(column.titles, locale));
    worksheet_write_string(sheet, 0, column_number++, (title.empty() ? column.id : title).c_str(), book.bold());
  }
}

void write_cell(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t at, const content::Column& column,
                const std::string& value) {
  if (column.role == content::Role::Measure && fits_a_number(value))
    worksheet_write_number(sheet, row, at, std::strtod(value.c_str(), nullptr), nullptr);
  else
    worksheet_write_string(sheet, row, at, value.c_str(), nullptr);
}

Result<void> within_rows(lxw_row_t rows) {
  if (rows > kMaxRows) return Error(ErrorCode::TooLarge, "a workbook holds a million rows; take the CSV");
  return {};
}

Result<void> write_rows(Workbook& book, const store::VisibleContent& content, const content::Dataset& table,
                        const content::Locale& locale, const WorkbookWords& words) {
  lxw_worksheet* sheet = book.sheet(words.data_sheet.c_str());
  write_header(book, sheet, table, locale);
  lxw_row_t row = 0;
  bool fits = true;
  SEN_TRY(content.each_row(table.code, 0, [&](std::span<const std::string_view> cells) {
    if (++row > kMaxRows) return false;
    for (std::size_t at = 0; at < cells.size() && at < table.columns.size(); ++at) {
      fits = fits && cells[at].size() <= kMaxCellBytes;
      write_cell(sheet, row, static_cast<lxw_col_t>(at), table.columns[at], std::string(cells[at]));
    }
    return fits;
  }));
  if (!fits) return Error(ErrorCode::TooLarge, "a cell of a workbook holds 32,767 characters; take the CSV");
  return within_rows(row);
}

Result<void> write_figures(Workbook& book, const store::VisibleContent& content, const content::Dataset& dataset,
                           const content::Locale& locale, const WorkbookWords& words) {
  lxw_worksheet* sheet = book.sheet(words.data_sheet.c_str());
  write_header(book, sheet, dataset, locale);
  lxw_row_t row = 0;
  SEN_TRY(content.each_series(dataset.code, "", [&](const content::Series& series) {
    for (const content::Observation& observation : series.observations) {
      if (++row > kMaxRows) return false;
      const std::vector<std::string_view> cells = row_of(dataset, series, observation);
      lxw_col_t at = 0;
      for (const content::Column& column : dataset.columns) {
        std::string value(cells[at]);
        if (column.role == content::Role::Dimension) value = label_of(dataset, column, value, locale);
        write_cell(sheet, row, at, column, value);
        ++at;
      }
    }
    return true;
  }));
  return within_rows(row);
}

void write_about(Workbook& book, const content::Dataset& dataset, const content::Locale& locale,
                 const WorkbookWords& words) {
  lxw_worksheet* sheet = book.sheet(words.about_sheet.c_str());
  lxw_row_t row = 0;
  const auto line = [&](const std::string& name, std::string_view value) {
    worksheet_write_string(sheet, row, 0, name.c_str(), book.bold());
    worksheet_write_string(sheet, row++, 1, std::string(value).c_str(), nullptr);
  };
  line(words.dataset, dataset.code.value);
  line(words.title, content::text_in(dataset.titles, locale));
  line(words.description, content::text_in(dataset.descriptions, locale));
  line(words.licence, dataset.licence);
  for (const content::Source& source : dataset.sources)
    line(words.source, source.title + (source.address.empty() ? "" : " " + source.address));
  for (const content::Column& column : dataset.columns)
    if (!column.unit.empty())
      line(words.unit, column.unit + (column.multiplier == 0 ? "" : " x 10^" + std::to_string(column.multiplier)));
}

}  // namespace

Result<std::string> export_xlsx(const store::VisibleContent& content, const content::Dataset& dataset,
                                const content::Locale& locale, const WorkbookWords& words) {
  const std::unique_ptr<Workbook> book = SEN_TRY(Workbook::make());
  const bool is_table = dataset.structure == content::Structure::Table;
  SEN_TRY(is_table ? write_rows(*book, content, dataset, locale, words)
                   : write_figures(*book, content, dataset, locale, words));
  write_about(*book, dataset, locale, words);
  book->date(dataset.releases.empty() ? kOldest : dataset.releases.back().published);
  return book->finish();
}

}  // namespace sen::feeds
