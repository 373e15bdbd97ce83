#include "feeds/data/series_walk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/store/store.h"

namespace sen::feeds {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class SeriesWalkTest : public testing::Test {
 protected:
  SeriesWalkTest() {
    content::Dataset dataset;
    dataset.code = content::DatasetCode("TRADE");
    dataset.state = content::State::Published;
    dataset.columns = {{"GOOD", "good", content::Role::Dimension, "", {}, "", 0},
                       {"AREA", "area", content::Role::Dimension, "", {}, "", 0}};
    dataset.releases = {{1, Timestamp{0}, "", 8, 8}};
    content::Change change;
    change.mutations.emplace_back(dataset);
    for (const char* good : {"A", "A1", "A10", "B"})
      for (const char* area : {"X", "Y"})
        change.mutations.emplace_back(content::Series{dataset.code, {good, area}, 1, {{"2024", "1", {}}}});
    EXPECT_TRUE(store_->commit(std::move(change)).has_value());
  }

  std::vector<std::string> walk(std::string_view key, std::string_view from = "") {
    DataQuery query;
    query.key = parse_key(key, 2).value();
    const store::Library library(*store_, fallbacks_);
    std::vector<std::string> keys;
    EXPECT_TRUE(each_series(library.visible_to(store::Audience::Public).value(), content::DatasetCode("TRADE"), query,
                            from,
                            [&](const content::Series& series) {
                              keys.push_back(content::series_key(series.key));
                              return true;
                            })
                    .has_value());
    return keys;
  }

 private:
  ManualClock clock_{Timestamp{0}};
  content::Fallbacks fallbacks_;
  std::unique_ptr<store::Store> store_ = store::open_memory_store(clock_);
};

TEST_F(SeriesWalkTest, AWholeKeyIsOneSeries) {
  EXPECT_THAT(walk("A1.Y"), ElementsAre("A1.Y"));
  EXPECT_THAT(walk("C.Y"), IsEmpty());
}

TEST_F(SeriesWalkTest, AnOpenPositionTakesEveryValueAndNoLongerCode) {
  EXPECT_THAT(walk("A1."), ElementsAre("A1.X", "A1.Y"));
  EXPECT_THAT(walk(".Y"), ElementsAre("A.Y", "A1.Y", "A10.Y", "B.Y"));
}

TEST_F(SeriesWalkTest, SeveralValuesAreTakenWhereverTheyStand) {
  EXPECT_THAT(walk("A+B.X"), ElementsAre("A.X", "B.X"));
  EXPECT_THAT(walk("A1.X+Y"), ElementsAre("A1.X", "A1.Y"));
}

TEST_F(SeriesWalkTest, AWalkGoesOnFromAKey) {
  EXPECT_THAT(walk("A1.", "A1.Y"), ElementsAre("A1.Y"));
  EXPECT_THAT(walk("all", "B.X"), ElementsAre("B.X", "B.Y"));
}

}  // namespace
}  // namespace sen::feeds
