#include "content/model/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace sen::content {
namespace {

using testing::ElementsAre;

TablePart part(std::uint32_t columns, const std::vector<std::string>& cells) {
  TablePart made{.dataset = DatasetCode("T"), .columns = columns, .cells = {}};
  for (const std::string& cell : cells) append_cell(made.cells, cell);
  return made;
}

std::vector<std::vector<std::string>> rows_of(const TablePart& table) {
  std::vector<std::vector<std::string>> rows;
  EXPECT_TRUE(each_row(table, [&](std::span<const std::string_view> row) {
                rows.emplace_back(row.begin(), row.end());
                return true;
              }).has_value());
  return rows;
}

TEST(TablePart, GivesBackTheCellsThatWerePutIn) {
  const std::string long_cell(70'000, 'x'), binary("a\0\n\x7f", 4);

  EXPECT_THAT(rows_of(part(2, {"Hà Nội", "", binary, long_cell})),
              ElementsAre(ElementsAre("Hà Nội", ""), ElementsAre(binary, long_cell)));
  EXPECT_TRUE(rows_of(part(3, {})).empty());
}

TEST(TablePart, StopsWhereTheVisitorDoes) {
  int seen = 0;

  ASSERT_TRUE(
      each_row(part(1, {"a", "b", "c"}), [&](std::span<const std::string_view>) { return ++seen < 2; }).has_value());

  EXPECT_EQ(seen, 2);
}

TEST(TablePart, RefusesBytesThatAreNoRows) {
  TablePart cut = part(1, {"abc"});
  cut.cells.pop_back();
  TablePart half_a_row = part(2, {"a", "b", "c"});
  TablePart no_columns = part(0, {"a"});
  TablePart endless = part(1, {});
  endless.cells.assign(9, '\xff');
  TablePart wide = part(4'000'000'000, {"a"});

  for (const TablePart& broken : {cut, half_a_row, no_columns, endless, wide}) {
    const Result<void> read = each_row(broken, [](std::span<const std::string_view>) { return true; });
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().code(), ErrorCode::Storage);
  }
}

}  // namespace
}  // namespace sen::content
