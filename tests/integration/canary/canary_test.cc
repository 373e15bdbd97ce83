// An embargo holds everywhere: what waits changes no byte, count or header of any answer, and at its hour all of it is
// there at once.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <regex>

#include "content/model/address.h"
#include "engine/base/text.h"
#include "engine/workflow/scheduler.h"
#include "tests/integration/canary/crawl.h"

namespace sen::canary {
namespace {

class Canary : public testing::Test {
 protected:
  Canary() {
    for (Site* site : {&plain_, &hiding_}) add_public(*site, vocabulary_);
    secrets_ = add_secrets(hiding_, vocabulary_, clock_.now());
  }

  Result<search::Answer> search(const std::string& text, const content::Locale& reader) const {
    search::Query query;
    query.text = text;
    query.verbatim = true;  // The tokens are alike: another spelling would find what is public.
    query.reader = reader;
    return hiding_.index().search(query);
  }

  /// Positions in the log are told to the operator's own machine; they are no content.
  static Answer without_positions(Answer answer, const std::string& address) {
    if (address == "/metrics")
      answer.body = std::regex_replace(answer.body,
                                       std::regex("(sen_log_sequence|sen_follower_sequence\\S*|"
                                                  "process_resident_memory_bytes) \\d+"),
                                       "$1");
    return answer;
  }

  content::Vocabulary vocabulary_ = content::load_built_in_vocabulary().value();
  ManualClock clock_{*parse_rfc3339("2026-11-21T00:00:00Z")};
  Site plain_{vocabulary_, clock_};
  Site hiding_{vocabulary_, clock_};
  Secrets secrets_;
};

TEST_F(Canary, WhatWaitsChangesNoAnswerAndAppearsAtItsHour) {
  const Crawl crawl = plan(hiding_, vocabulary_, secrets_);
  EXPECT_THAT(crawl.unknown, testing::IsEmpty()) << "teach tests/integration/canary/crawl.cc these routes";
  ASSERT_GT(crawl.targets.size(), 2'000U);
  std::size_t answered = 0;
  for (const Target& target : crawl.targets) {
    const Answer with = without_positions(hiding_.ask(target.method, target.address), target.address);
    const Answer without = without_positions(plain_.ask(target.method, target.address), target.address);
    ASSERT_EQ(with.status, without.status) << target.address;
    ASSERT_EQ(with.fields, without.fields) << target.address;
    ASSERT_TRUE(with.body == without.body) << target.address << " says something else than without what waits";
    ASSERT_THAT(told(with, target.address, secrets_.words), testing::IsEmpty()) << target.address;
    if (with.status == 200) ++answered;
  }
  EXPECT_GT(answered, crawl.targets.size() / 4) << "most addresses should be there";
  for (const std::string& word : secrets_.words) {
    const auto found = search(word, content::Locale("en"));
    ASSERT_TRUE(found.has_value()) << word;
    EXPECT_EQ(found->total, 0U) << word;
    EXPECT_EQ(found->suggestion, "") << word;
    EXPECT_THAT(hiding_.index().suggest(word.substr(0, kMark.size() + 2), content::Locale("en"), 5).value(),
                testing::IsEmpty());
  }

  clock_.advance(std::chrono::hours(24));
  ASSERT_TRUE(workflow::release_due(hiding_.store(), clock_.now()).has_value());
  hiding_.follow();

  std::set<std::string> seen;
  const std::set<std::string> never = [&] {
    std::set<std::string> words;
    std::set_difference(secrets_.words.begin(), secrets_.words.end(), secrets_.released.begin(),
                        secrets_.released.end(), std::inserter(words, words.end()));
    for (const std::string& word : secrets_.perhaps) words.erase(word);
    return words;
  }();
  for (const Target& target : crawl.targets) {
    const Answer answer = hiding_.ask(target.method, target.address);
    for (std::string& word : told(answer, {}, secrets_.released)) seen.insert(std::move(word));
    EXPECT_THAT(told(answer, target.address, never), testing::IsEmpty()) << target.address;
  }
  for (const Secret& secret : secrets_.documents) {
    const auto found = search(secret.title, secret.locale);
    EXPECT_EQ(found->total, secret.released ? 1U : 0U) << secret.title;
  }
  std::vector<std::string> missing;
  std::set_difference(secrets_.released.begin(), secrets_.released.end(), seen.begin(), seen.end(),
                      std::back_inserter(missing));
  EXPECT_THAT(missing, testing::IsEmpty()) << "all that was due is there";
}

/// The crawl asks the routes that its own site has; those of the program must be the same.
TEST(CanarySite, HasTheRoutesOfTheProgram) {
  std::ifstream file(std::string(SEN_SOURCE_DIR) + "/engine/app/serve.cc");
  ASSERT_TRUE(file.good());
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  std::set<std::string> adding;
  const std::regex call(R"(([\w:()*>.-]*add_\w+)\(router\b)");
  for (std::sregex_iterator at(text.begin(), text.end(), call), end; at != end; ++at) adding.insert((*at)[1]);

  EXPECT_THAT(adding,
              testing::UnorderedElementsAre("(*portal)->add_routes", "(*desk)->add_routes", "api::add_routes",
                                            "packages.add_routes", "press_pages.add_routes", "resumable.add_routes",
                                            "desk::add_preview_pages", "api::add_log_routes"))
      << "teach tests/integration/canary/site.cc the same routes";
}

}  // namespace
}  // namespace sen::canary
