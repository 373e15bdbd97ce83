#include "engine/store/derived.h"

#include <gtest/gtest.h>

#include <map>

#include "engine/store/overlay.h"
#include "engine/store/store.h"
#include "tests/support/content.h"

namespace sen::store {
namespace {

std::map<std::string, std::size_t> editions_by_document(const Snapshot& snapshot) {
  std::map<std::string, std::size_t> found;
  EXPECT_TRUE(snapshot
                  .each_status([&](const content::DocumentStatus& status) {
                    found[status.id.value] = status.editions.size();
                    return true;
                  })
                  .has_value());
  return found;
}

TEST(Derived, ListsTheDocumentsOfAStoreThatWasMadeBeforeThereWasAMatrix) {
  constexpr std::size_t kDocuments = 2'345;
  const ManualClock clock({10'000});
  const auto store = open_memory_store(clock);
  std::vector<content::Mutation> mutations;
  for (std::size_t i = 0; i < kDocuments; ++i)
    for (content::Mutation& one : test::article("d" + std::to_string(i), "vi", "Sen")) mutations.push_back(one);
  ASSERT_TRUE(store->commit(test::planned(*store, std::move(mutations))).has_value());
  const auto whole = store->snapshot().value();
  const auto wanted = editions_by_document(*whole);
  ASSERT_EQ(wanted.size(), kDocuments);
  Overlay former(*whole);
  ASSERT_TRUE(whole
                  ->each_document([&](const content::Document& document) {
                    former.remove(keys::status(document));
                    return true;
                  })
                  .has_value());
  ASSERT_TRUE(editions_by_document(former).empty());

  Overlay mended(former);
  const auto count = derive(former, [&](const std::vector<KeyWrite>& writes) -> Result<void> {
    EXPECT_LE(writes.size(), 1'000U) << "a store of any size is done in pieces";
    for (const KeyWrite& write : writes) mended.put(write.key, *write.value);
    return {};
  });

  ASSERT_TRUE(count.has_value());
  EXPECT_EQ(*count, kDocuments);
  EXPECT_EQ(editions_by_document(mended), wanted);
}

}  // namespace
}  // namespace sen::store
