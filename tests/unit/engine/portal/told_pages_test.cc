#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/content.h"
#include "tests/unit/engine/portal/world.h"

namespace sen::portal::test {
namespace {

using content::ChangeKind;
using content::Locale;
using content::State;
using testing::HasSubstr;
using testing::Not;

/// What readers are told of what was wrong.
class ToldPages : public testing::Test {
 protected:
  void SetUp() override { world_.add_article(); }

  content::Edition edition(const char* locale) { return snapshot()->edition(id_, Locale(locale)).value(); }
  std::shared_ptr<const store::Snapshot> snapshot() { return world_.store().snapshot().value(); }
  /// A second version of the edition with other words, as a correction with `note`, at `at`.
  void correct(const char* locale, const std::string& title, const std::string& text, const std::string& note,
               std::int64_t at) {
    content::Edition changed = edition(locale);
    content::Version words = sen::test::version(kArticle, locale, changed.latest + 1, title);
    words.slug = "corrected";
    words.text = text;
    words.kind = ChangeKind::Correction;
    words.note = note;
    changed.latest = words.number;
    content::publish(changed, words, {at});
    world_.commit({words, changed});
  }
  void withdraw(const char* locale, const std::string& reason) {
    content::Edition gone = edition(locale);
    gone.state = State::Withdrawn;
    gone.reason = reason;
    gone.notes.push_back({ChangeKind::Withdrawal, gone.live, {1'795'100'000'000}, reason});
    world_.commit({gone});
  }

  World world_;
  const content::ContentId id_{kArticle};
  const std::string base_ = std::string("/") + kArticle;
};

TEST_F(ToldPages, ListCorrectionsAndSayWhenThereIsNone) {
  EXPECT_THAT(world_.get("/en/corrections").body, HasSubstr("Nothing has been corrected"));
  EXPECT_THAT(world_.get("/lo").body, HasSubstr("href=\"/lo/corrections\""));

  correct("en", "Exports grew", "Exports grew.", "The rate was wrong.", 1'795'050'000'000);

  const auto page = world_.get("/en/corrections");
  ASSERT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("The rate was wrong."));
  EXPECT_THAT(page.body, HasSubstr("Exports grew"));
  EXPECT_THAT(page.body, HasSubstr("UTC+7"));
  EXPECT_THAT(page.body, HasSubstr(base_ + "/v2/changes?language=en"));
  EXPECT_THAT(world_.get("/ar/corrections").body, HasSubstr("<bdi lang=\"en\" dir=\"ltr\">The rate was wrong.</bdi>"));
  EXPECT_EQ(world_.get("/en/corrections?page=2").status, 404);
}

TEST_F(ToldPages, NameWhatWasTakenBackWithoutItsWords) {
  withdraw("vi", "Số liệu chưa được kiểm chứng.");

  const auto page = world_.get("/vi/corrections");

  EXPECT_THAT(page.body, HasSubstr("Số liệu chưa được kiểm chứng."));
  EXPECT_THAT(page.body, HasSubstr("Gỡ bài"));
  EXPECT_THAT(page.body, HasSubstr(base_ + "?language=vi"));
  EXPECT_THAT(page.body, Not(HasSubstr("Xuất khẩu qua cảng")));
  EXPECT_EQ(world_.get(base_ + "?language=vi").status, 410);
}

TEST_F(ToldPages, SayWhyItIsGoneInTheReadersLanguage) {
  withdraw("vi", "Số liệu sai.");
  withdraw("en", "The figures were wrong.");
  withdraw("ar", "كانت الأرقام خاطئة.");

  for (const auto& [language, reason] : {std::pair("vi", "Số liệu sai."), std::pair("ar", "كانت الأرقام خاطئة.")}) {
    for (const std::string& address : {base_ + "?language=" + language, base_ + "/v1?language=" + language}) {
      const auto asked = world_.get(address);
      EXPECT_EQ(asked.status, 410) << address;
      EXPECT_THAT(asked.body, HasSubstr(reason)) << address;
      EXPECT_EQ(asked.header("Content-Language"), language) << address;
    }
    for (const std::string& address : {base_, base_ + "/v1"})
      EXPECT_THAT(world_.get(address, {{"Accept-Language", language}}).body, HasSubstr(reason)) << address;
  }
}

TEST_F(ToldPages, CompareAVersionWithThePublicOneBeforeIt) {
  content::Version first = sen::test::version(kArticle, "en", 2, "Exports grew by 7 percent");
  first.text = "Exports grew by 7 percent.\nThe port is busy.";
  content::Version waiting = sen::test::version(kArticle, "en", 3, "Secret words");
  content::Version last = sen::test::version(kArticle, "en", 4, "Exports grew by 9 percent");
  last.text = "Exports grew by 9 percent.\nThe port is busy.";
  last.kind = ChangeKind::Correction;
  last.note = "The rate was 9 percent.";
  content::Edition changed = edition("en");
  changed.latest = 2;
  content::publish(changed, first, {1'795'050'000'000});
  world_.commit({first, changed});
  changed.latest = 3;
  world_.commit({waiting, changed});
  EXPECT_EQ(world_.get(base_ + "/v3/changes?language=en").status, 404);
  changed.latest = 4;
  content::publish(changed, last, {1'795'060'000'000});
  world_.commit({last, changed});

  const auto page = world_.get(base_ + "/v4/changes?language=en");

  ASSERT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("<del><span class=\"vh\">Taken out: </span>7</del>"));
  EXPECT_THAT(page.body, HasSubstr("<ins><span class=\"vh\">Put in: </span>9</ins>"));
  EXPECT_THAT(page.body, HasSubstr("The rate was 9 percent."));
  EXPECT_THAT(page.body, HasSubstr("Compared with version 2."));
  EXPECT_THAT(page.body, HasSubstr("noindex"));
  EXPECT_THAT(page.body, Not(HasSubstr("Secret")));
  EXPECT_EQ(world_.get(base_ + "/v3/changes?language=en").status, 404) << "it was never public";
  EXPECT_EQ(world_.get(base_ + "/v1/changes?language=en").status, 404) << "there is none before it";
  EXPECT_THAT(world_.get("/en/news/slug-" + std::string(kArticle)).body, HasSubstr(base_ + "/v4/changes?language=en"));
}

TEST_F(ToldPages, CompareTextsWithoutSpacesAndFromRightToLeft) {
  const auto changed = [&](const char* locale, const std::string& before, const std::string& after) {
    correct(locale, "1", before, "1", 1'795'050'000'000);
    correct(locale, "1", after, "2", 1'795'060'000'000);
    const std::uint32_t number = edition(locale).live;
    return world_.get(base_ + "/v" + std::to_string(number) + "/changes?language=" + locale).body;
  };

  const std::string arabic = changed("ar", "ارتفعت الصادرات سبعة", "ارتفعت الصادرات تسعة");
  EXPECT_THAT(arabic, HasSubstr("<html lang=\"ar\" dir=\"rtl\">"));
  EXPECT_THAT(arabic, HasSubstr("</span>تسعة</ins>"));

  content::Document document = snapshot()->document(id_).value();
  std::vector<content::Mutation> mutations;
  for (const char* locale : {"lo", "zh"}) {
    document.locales.emplace_back(locale);
    content::Version words = sen::test::version(kArticle, locale, 1, "1");
    mutations.emplace_back(words);
    mutations.emplace_back(sen::test::published(words, 1'795'040'000'000));
  }
  mutations.insert(mutations.begin(), document);
  world_.commit(std::move(mutations));
  EXPECT_THAT(changed("lo", "ປະເທດລາວສະບາຍດີ", "ປະເທດໄທສະບາຍດີ"), HasSubstr("</span>ໄທ</ins>"));
  EXPECT_THAT(changed("zh", "出口增长百分之七", "出口下降百分之七"), HasSubstr("</span>下降</ins>"));
}

TEST_F(ToldPages, ShowAPreviewThatNobodyKeepsAndNothingElse) {
  content::Edition waiting = edition("en");
  content::Version words = sen::test::version(kArticle, "en", 2, "Not yet public");
  waiting.latest = 2;
  world_.commit({words, waiting});
  const store::Library library(world_.store(), world_.vocabulary().fallbacks());
  const auto content = library.as_if_published(id_, Locale("en"), 2, {1'795'050'000'000}).value();

  const http::Response page =
      world_.portal().preview(content, id_, Locale("en"), "/preview/token", {1'795'090'000'000}).value();

  EXPECT_THAT(*page.body, HasSubstr("Not yet public"));
  EXPECT_THAT(*page.body, HasSubstr("Preview."));
  EXPECT_THAT(*page.body, HasSubstr("src=\"/preview/token/media/"));
  EXPECT_THAT(*page.body, Not(HasSubstr("srcset=\"/media/")));
  EXPECT_THAT(*page.body, HasSubstr("<meta name=\"robots\" content=\"noindex\">"));
  const World::Answer answer{page.status, {}, page.headers};
  EXPECT_EQ(answer.header("Cache-Control"), "no-store");
  EXPECT_EQ(answer.header("Referrer-Policy"), "no-referrer");
  EXPECT_THAT(answer.header("X-Robots-Tag"), HasSubstr("noindex"));
  EXPECT_THAT(world_.get("/en/news/exports-rise-" + std::string(kArticle)).body, Not(HasSubstr("Not yet public")));
  EXPECT_EQ(world_.portal().preview_ended(World::request("/preview/token")).status, 410);
}

}  // namespace
}  // namespace sen::portal::test
