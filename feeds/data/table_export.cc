#include "feeds/data/table_export.h"

#include <span>

#include "feeds/data/writing.h"

namespace sen::feeds {
namespace {

using Row = std::span<const std::string_view>;

/// Walks the rows and lets the format write each. Called by one thread.
class TableExport : public Export {
 public:
  TableExport(store::VisibleContent content, content::Dataset table)
      : table_(std::move(table)), content_(std::move(content)) {}

  Result<std::string> read() final {
    std::string out;
    if (done_) return out;
    if (next_ == 0) begin(out);
    bool stopped = false;
    SEN_TRY(content_.each_row(table_.code, next_, [&](Row row) {
      stopped = out.size() >= kPiece;
      if (stopped) return false;
      write(row, next_++, out);
      return true;
    }));
    if (stopped) return out;
    end(out);
    done_ = true;
    return out;
  }

 protected:
  virtual void begin(std::string& out) = 0;
  virtual void write(Row row, std::uint64_t number, std::string& out) = 0;
  virtual void end(std::string& out) = 0;

  const content::Dataset table_;

 private:
  static constexpr std::size_t kPiece = 64 * 1024;
  const store::VisibleContent content_;
  std::uint64_t next_ = 0;  ///< The row to be written next, from 0.
  bool done_ = false;
};

class TableCsv final : public TableExport {
 public:
  using TableExport::TableExport;

 private:
  void begin(std::string& out) override {
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
      if (i > 0) out += ',';
      append_csv_cell(out, table_.columns[i].name);
    }
    out += '\n';
  }

  void write(Row row, std::uint64_t, std::string& out) override {
    const std::size_t before = out.size();
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) out += ',';
      append_csv_cell(out, row[i]);
    }
    if (out.size() == before) out += "\"\"";  // An empty line would be no row.
    out += '\n';
  }

  void end(std::string&) override {}
};

class TableJson final : public TableExport {
 public:
  using TableExport::TableExport;

 private:
  void begin(std::string& out) override { out = json_head(table_); }

  void write(Row row, std::uint64_t number, std::string& out) override {
    out += number == 0 ? "\n{" : ",\n{";
    for (std::size_t i = 0; i < row.size() && i < table_.columns.size(); ++i) {
      if (i > 0) out += ',';
      out += json_string(table_.columns[i].id);
      out += ':';
      out += json_string(row[i]);
    }
    out += '}';
  }

  void end(std::string& out) override { out += "\n]}\n"; }
};

}  // namespace

std::unique_ptr<Export> export_table_csv(store::VisibleContent content, content::Dataset table) {
  return std::make_unique<TableCsv>(std::move(content), std::move(table));
}

std::unique_ptr<Export> export_table_json(store::VisibleContent content, content::Dataset table) {
  return std::make_unique<TableJson>(std::move(content), std::move(table));
}

}  // namespace sen::feeds
