// What the store keeps of translation: where languages stand, who asked for which, the termbase.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/contract/stores.h"
#include "tests/support/content.h"

namespace sen::store {
namespace {

using content::ContentId;
using content::Locale;
using content::RequestState;
using test::article;
using test::planned;
using testing::ElementsAre;
using testing::IsEmpty;

class TranslationRecords : public testing::TestWithParam<test::StoreKind> {
 protected:
  void commit(std::vector<content::Mutation> mutations) {
    const auto done = store().commit(planned(store(), std::move(mutations)));
    EXPECT_TRUE(done.has_value()) << done.error().message();
  }
  std::shared_ptr<const Snapshot> now() { return store().snapshot().value(); }
  std::vector<content::DocumentStatus> statuses() {
    std::vector<content::DocumentStatus> all;
    EXPECT_TRUE(now()->each_status([&](const auto& one) { return all.push_back(one), true; }).has_value());
    return all;
  }
  static content::TranslationRequest request(const char* locale, RequestState state) {
    content::TranslationRequest one;
    one.id = ContentId("a");
    one.locale = Locale(locale);
    one.source = Locale("vi");
    one.state = state;
    return one;
  }
  Store& store() { return place_.store(); }

  ManualClock clock_{{10'000}};
  test::StorePlace place_{GetParam(), clock_};
};

TEST_P(TranslationRecords, SayWhereEachLanguageStandsNewestDateFirst) {
  commit(article("a", "vi", "Sen"));
  commit(article("b", "vi", "Sông"));
  content::Document later = now()->document(ContentId("b")).value();
  later.date = later.date + std::chrono::hours(24);
  commit({later});

  const auto rows = statuses();

  ASSERT_EQ(rows.size(), 2U) << "a row moves with its document's date";
  EXPECT_EQ(rows[0].id.value, "b");
  ASSERT_EQ(rows[1].editions.size(), 1U);
  EXPECT_EQ(rows[1].editions[0].locale.value, "vi");
  EXPECT_EQ(rows[1].editions[0].latest, 1U);
  EXPECT_EQ(rows[1].editions[0].live, now()->edition(ContentId("a"), Locale("vi"))->live);
}

TEST_P(TranslationRecords, ListRequestsByLanguageUntilTheyAreAnswered) {
  commit(article("a", "vi", "Sen"));
  commit({request("en", RequestState::Open)});
  commit({request("fr", RequestState::Accepted)});
  EXPECT_EQ(now()->open_requests(Locale("en"))->size(), 1U);
  EXPECT_EQ(now()->open_request_places(Locale())->size(), 2U);

  commit({request("en", RequestState::Done)});

  EXPECT_THAT(*now()->open_requests(Locale("en")), IsEmpty());
  EXPECT_EQ(now()->translation_requests(ContentId("a"))->size(), 2U);
}

TEST_P(TranslationRecords, NameTheLanguagesThatSomebodyIsWriting) {
  commit(article("a", "vi", "Sen"));
  content::Draft draft;
  draft.id = ContentId("a");
  draft.locale = Locale("fr");
  draft.revision = 1;
  draft.account = content::AccountName("an.officer");
  commit({draft});
  EXPECT_THAT(*now()->open_drafts(ContentId("a")), ElementsAre(Locale("fr")));

  draft.revision = 2;
  draft.closed = true;
  commit({draft});

  EXPECT_THAT(*now()->open_drafts(ContentId("a")), IsEmpty());
}

TEST_P(TranslationRecords, KeepTermsThatWereRemoved) {
  content::TermEntry entry;
  entry.id = content::TermId("sen");
  entry.terms = {{Locale("vi"), "sen", content::TermStatus::Preferred, ""}};
  commit({entry});
  entry.removed = true;
  commit({entry});

  EXPECT_EQ(now()->terms()->size(), 1U);
  EXPECT_TRUE(now()->term(entry.id)->removed);
}

INSTANTIATE_TEST_SUITE_P(Stores, TranslationRecords, testing::ValuesIn(test::store_kinds()), test::name_of);

}  // namespace
}  // namespace sen::store
