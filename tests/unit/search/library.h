#pragma once

#include <gtest/gtest.h>

#include <filesystem>

#include "content/model/vocabulary.h"
#include "engine/follow/runner.h"
#include "engine/store/store.h"
#include "engine/store/visible_content.h"
#include "search/query_plan.h"
#include "search/search.h"
#include "tests/support/content.h"

namespace sen::search {

/// The vocabulary of the program, read once.
inline const content::Vocabulary& vocabulary() {
  static const content::Vocabulary kVocabulary = [] {
    auto loaded = content::load_built_in_vocabulary();
    EXPECT_TRUE(loaded.has_value());
    return loaded.value_or({});
  }();
  return kVocabulary;
}

/// The planner of the program, made once.
inline const QueryPlanner& planner() {
  static const QueryPlanner kPlanner = [] {
    const auto lexicon = content::load_built_in_lexicon();
    EXPECT_TRUE(lexicon.has_value());
    return QueryPlanner(lexicon.value_or({}), vocabulary());
  }();
  return kPlanner;
}

/// A memory store with a search index that follows it.
class LibraryTest : public testing::Test {
 protected:
  LibraryTest() { std::filesystem::remove_all(folder_); }
  ~LibraryTest() override { std::filesystem::remove_all(folder_); }

  void SetUp() override { open(); }

  void open(const IndexOptions& options = {}) {
    index_ = nullptr;
    auto opened = open_index(folder_.string(), vocabulary(), options);
    ASSERT_TRUE(opened.has_value()) << opened.error().message();
    index_ = std::move(*opened);
  }

  void commit(std::vector<content::Mutation> mutations) {
    const auto done = store_->commit(test::planned(*store_, std::move(mutations)));
    ASSERT_TRUE(done.has_value()) << done.error().message();
    follow();
  }

  void follow() {
    const auto done = follow::catch_up(*store_, library_, *index_);
    ASSERT_TRUE(done.has_value()) << done.error().message();
  }

  /// Adds one edition in `locale`; of the documents in several languages give all at once to `commit`.
  void publish(const std::string& id, const std::string& locale, const std::string& title, const std::string& text,
               const std::function<void(content::Document&)>& change = {}) {
    commit(edition(id, locale, title, text, change));
  }

  static std::vector<content::Mutation> edition(const std::string& id, const std::string& locale,
                                                const std::string& title, const std::string& text,
                                                const std::function<void(content::Document&)>& change = {}) {
    content::Version words = test::version(id, locale, 1, title);
    words.summary.clear();
    words.text = text;
    content::Document shared = test::document(id, {});
    shared.places.clear();
    shared.organisation = content::OrganisationCode("none");
    shared.locales = {content::Locale(locale)};
    if (change) change(shared);
    return {shared, words, test::published(words, 2'000)};
  }

  Answer ask(const std::string& text, const std::string& reader = "vi",
             const std::function<void(Query&)>& change = {}) const {
    Query query;
    query.text = text;
    query.reader = content::Locale(reader);
    if (change) change(query);
    auto answer = index_->search(query);
    EXPECT_TRUE(answer.has_value()) << text << ": " << answer.error().message();
    return answer.value_or({});
  }

  std::vector<std::string> found(const std::string& text, const std::string& reader = "vi",
                                 const std::function<void(Query&)>& change = {}) const {
    std::vector<std::string> ids;
    for (const Hit& hit : ask(text, reader, change).hits) ids.push_back(hit.id.value);
    return ids;
  }

  ManualClock clock_{Timestamp{1'000}};
  std::unique_ptr<store::Store> store_ = store::open_memory_store(clock_);
  store::Library library_{*store_, vocabulary().fallbacks()};
  std::filesystem::path folder_ = std::filesystem::temp_directory_path() / ("sen-search-" + std::to_string(::getpid()));
  std::unique_ptr<Index> index_;
};

}  // namespace sen::search
