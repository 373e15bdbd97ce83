#include <cstdlib>

#include "engine/base/text.h"
#include "ingest/csv.h"
#include "ingest/entry_names.h"
#include "ingest/front_matter.h"
#include "ingest/table_schema.h"
#include "ingest/value.h"
#include "ingest/worker/protocol.h"

/// The text formats of a package, chosen by the first byte: JSON, YAML behind front matter, CSV,
/// names, and the worker's answers.
namespace {

using namespace sen::ingest;

/// What was read is UTF-8, and its lists are no deeper than they may be.
void check_value(const Value& value, std::size_t depth) {
  if (depth > kMaxDepth + 1 || !sen::is_utf8(value.text)) std::abort();
  for (const Value& item : value.items) check_value(item, depth + 1);
  for (const auto& [name, member] : value.members) {
    if (value.find(name) != &member) std::abort();
    check_value(member, depth + 1);
  }
}

void check_read(const std::variant<Value, SyntaxError>& read) {
  if (const auto* value = std::get_if<Value>(&read)) check_value(*value, 0);
}

/// Rows end, and what a cell reads as a number reads as itself again.
void check_csv(std::string_view text) {
  CsvReader reader(text, {.delimiter = find_delimiter(text, ',')});
  std::uint64_t last = 0;
  while (reader.next()) {
    if (reader.row() <= last || reader.row() > text.size() + 1) std::abort();
    last = reader.row();
    for (const std::string& cell : reader.cells()) {
      is_period(cell);
      const auto number = plain_number(cell, {.decimal = ',', .group = '.'});
      if (number && plain_number(*number, {}) != number) std::abort();
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 5) {
    case 0:
      check_read(read_json(text));
      break;
    case 1:
      check_read(read_yaml(split_front_matter(text).yaml));
      break;
    case 2:
      check_csv(text);
      break;
    case 3:
      if (!name_fault(text) &&
          (text.starts_with('/') || text.starts_with("../") || text.find("/../") != std::string_view::npos))
        std::abort();
      break;
    default:
      worker::decode_rendered(text).has_value();
      worker::decode_image(text).has_value();
      worker::decode_error(text);
  }
  return 0;
}
