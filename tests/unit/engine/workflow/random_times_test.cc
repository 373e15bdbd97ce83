#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "engine/base/log.h"
#include "engine/store/visible_content.h"
#include "engine/workflow/scheduler.h"
#include "tests/support/content.h"

namespace sen::workflow {
namespace {

using content::ContentId;
using content::Locale;

struct Times {
  std::int64_t embargo = 0;
  std::optional<std::int64_t> expiry;
};

/// The latest time that anybody asked for decides; an hour that comes back changes nothing.
bool is_out(const Times& times, std::int64_t latest) {
  return times.embargo <= latest && (!times.expiry || *times.expiry > latest);
}

std::set<std::string> documents_touched(const store::Store& store, content::Sequence after) {
  std::set<std::string> ids;
  const auto changes = store.log().read(after, 1'000);
  for (const content::Change& change : *changes)
    for (const content::DependencyKey& key : change.touches)
      if (key.value.starts_with("document:")) ids.insert(key.value.substr(9));
  return ids;
}

TEST(RandomTimes, ShowADocumentFromItsEmbargoToItsExpiryWhateverTheClockDoes) {
  log::set_quiet(true);
  const content::Fallbacks fallbacks;
  for (std::uint32_t seed = 1; seed <= 300 && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    const auto time = [&] { return static_cast<std::int64_t>(10 + random() % 30); };
    ManualClock clock({5});
    const std::unique_ptr<store::Store> store = store::open_memory_store(clock);
    std::map<std::string, Times> all;
    for (int i = 0; i < 8; ++i) {
      const std::string id = "doc" + std::to_string(i);
      Times& times = all[id];
      times.embargo = time();
      if (random() % 2 == 0) times.expiry = time();
      content::Document waits = test::document(id);
      waits.embargo = Timestamp{times.embargo};
      if (times.expiry) waits.expiry = Timestamp{*times.expiry};
      const auto done = store->commit(test::planned(
          *store, {waits, test::version(id, "vi", 1, id), test::waiting(id, "vi", content::State::Scheduled)}));
      ASSERT_TRUE(done.has_value());
    }

    std::int64_t latest = 5;
    const store::Library library(*store, fallbacks);
    for (int step = 0; step < 12; ++step) {
      const std::int64_t now = time() - 5;  // Back and forth.
      clock.set({now});
      const std::int64_t before = latest;
      latest = std::max(latest, now);
      const content::Sequence head = store->log().head().sequence;

      ASSERT_TRUE(release_due(*store, {now}).has_value());

      const store::VisibleContent visible = library.visible_to(store::Audience::Public).value();
      std::set<std::string> moved;
      for (const auto& [id, times] : all) {
        EXPECT_EQ(visible.find(ContentId(id), Locale("vi")).has_value(), is_out(times, latest))
            << id << " at " << latest << ", embargo " << times.embargo;
        if (is_out(times, before) != is_out(times, latest)) moved.insert(id);
      }
      EXPECT_EQ(documents_touched(*store, head), moved);
    }
  }
}

}  // namespace
}  // namespace sen::workflow
