#include <gmock/gmock.h>

#include <fstream>

#include "engine/base/text.h"
#include "search/latin.h"
#include "search/tokens.h"
#include "tests/unit/search/library.h"

namespace sen::search {
namespace {

struct Question {
  std::string language, text, id;
};

/// Every question of tests/data/search in one index of all languages.
class Questions : public LibraryTest {
 protected:
  void SetUp() override {
    LibraryTest::SetUp();
    std::ifstream in(SEN_SOURCE_DIR "/tests/data/search/questions.tsv");
    std::vector<content::Mutation> all;
    for (std::string line; std::getline(in, line);) {
      if (line.empty() || line[0] == '#') continue;
      const auto fields = split(line, '\t');
      ASSERT_EQ(fields.size(), 3U) << line;
      std::string id = "question" + std::string(1, static_cast<char>('a' + questions_.size() / 26)) +
                       static_cast<char>('a' + questions_.size() % 26);
      questions_.push_back({std::string(fields[0]), std::string(fields[1]), id});
      for (auto& mutation : edition(id, questions_.back().language, "-", std::string(fields[2])))
        all.push_back(std::move(mutation));
    }
    ASSERT_GT(questions_.size(), 36U);
    commit(std::move(all));
  }

  std::vector<Question> questions_;
};

TEST_F(Questions, FindTheirAnswersFirst) {
  for (const Question& question : questions_) {
    const auto ids = found(question.text, question.language);
    ASSERT_FALSE(ids.empty()) << question.text;
    EXPECT_EQ(ids[0], question.id) << question.text;
  }
}

TEST_F(Questions, FindTheirAnswersFirstWithoutMarks) {
  for (const Question& question : questions_) {
    const auto ids = found(fold_marks(fold_case(question.text)), question.language);
    ASSERT_FALSE(ids.empty()) << question.text;
    EXPECT_EQ(ids[0], question.id) << question.text;
  }
}

TEST_F(Questions, FindTheirAnswersFromThePageOfAnotherLanguage) {
  for (const Question& question : questions_) {
    const auto ids = found(question.text, question.language == "vi" ? "en" : "vi");
    EXPECT_THAT(ids, testing::Contains(question.id)) << question.text;
  }
}

TEST_F(Questions, MarkAWordOfTheAnswerInEveryScript) {
  for (const Question& question : questions_) {
    const Answer answer = ask(question.text, question.language);
    ASSERT_FALSE(answer.hits.empty()) << question.text;
    EXPECT_THAT(answer.hits[0].snippet, testing::HasSubstr("<mark>")) << question.text;
  }
}

TEST_F(Questions, FindTheirAnswersInAnotherLanguage) {
  std::ifstream in(SEN_SOURCE_DIR "/tests/data/search/across.tsv");
  std::vector<content::Mutation> texts;
  std::vector<Question> asked;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    const auto fields = split(line, '\t');
    ASSERT_EQ(fields.size(), 4U) << line;
    const std::string id = "acrosstex" + std::string(1, static_cast<char>('a' + asked.size()));
    asked.push_back({std::string(fields[0]), std::string(fields[1]), id});
    for (auto& mutation : edition(id, std::string(fields[2]), "-", std::string(fields[3])))
      texts.push_back(std::move(mutation));
  }
  commit(std::move(texts));

  for (const Question& question : asked) {
    auto ids = found(question.text, question.language);
    ids.resize(std::min<std::size_t>(ids.size(), 2));
    EXPECT_THAT(ids, testing::Contains(question.id)) << question.text;
  }
}

}  // namespace
}  // namespace sen::search
