#include "ingest/neighbours.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/follow/runner.h"
#include "engine/store/overlay.h"
#include "ingest/neighbour_check.h"
#include "tests/unit/ingest/packages.h"

namespace sen::ingest {
namespace {

using content::Locale;
using testing::HasSubstr;

constexpr const char* kText =
    "The two countries agreed on a framework for digital cooperation at their common border. It takes effect next "
    "month, covers all international gates, and will be reviewed every year by a joint committee that meets in turn.";

class NeighboursTest : public testing::Test {
 protected:
  void write(const TemporaryPackage& package, const std::string& organisation, const std::string& title,
             const std::string& text, const std::string& more = "") {
    package.write("datapackage.json", R"({"name": "p", "licenses": [{"name": "CC-BY-4.0"}], "sen": {"format": 1, )"
                                      R"("organisation": ")" +
                                          organisation + "\"}}");
    package.write("articles/border/en.md",
                  "---\ntype: news\ntopics: [economy]\ntitle: " + title + "\n" + more + "---\n\n" + text + "\n");
  }
  Receipt publish(const TemporaryPackage& package, bool at_once = true) {
    Options options;
    options.publish = at_once;
    return publisher_.publish(package.path(), options).value();
  }
  void follow(Neighbours& neighbours) { ASSERT_TRUE(follow::catch_up(*store_, library_, neighbours).has_value()); }
  Report rehearse(const TemporaryPackage& package, const Neighbours& neighbours) {
    Options options;
    options.neighbours = &neighbours;
    return publisher_.rehearse(package.path(), options).value().report;
  }

  ManualClock clock_{*parse_rfc3339("2026-11-21T00:00:00Z")};
  std::unique_ptr<store::Store> store_ = store::open_memory_store(clock_);
  store::Library library_{*store_, built_in_vocabulary().fallbacks()};
  Publisher publisher_{*store_, built_in_vocabulary(), clock_};
};

TEST_F(NeighboursTest, WarnOfAnotherOrganisationsPublicTextWithItsId) {
  const TemporaryPackage theirs, ours;
  write(theirs, "mofa", "A framework for the border", kText);
  publish(theirs);
  write(ours, "moit", "New framework for the border", std::string(kText) + " More will follow.");
  Neighbours neighbours("");
  follow(neighbours);

  const Report report = rehearse(ours, neighbours);

  const Finding* finding = find_rule(report, "near-duplicate");
  ASSERT_NE(finding, nullptr) << to_text(report, MessageLanguage::English, false);
  EXPECT_EQ(finding->file, "articles/border/en.md");
  EXPECT_EQ(finding->document, content::make_content_id(content::OrganisationCode("mofa"), "border").value);
  EXPECT_THAT(finding->message, HasSubstr("“A framework for the border” of Ministry of Foreign Affairs"));
  EXPECT_TRUE(report.accepted()) << "a warning does not block";
  EXPECT_EQ(find_rule(rehearse(theirs, neighbours), "near-duplicate"), nullptr) << "one's own text is no other's";
}

TEST_F(NeighboursTest, TakeNoFailedReadForAnOrganisationWithoutAName) {
  const TemporaryPackage theirs;
  write(theirs, "mofa", "A framework for the border", kText);
  publish(theirs);
  Neighbours neighbours("");
  follow(neighbours);
  const auto now = store_->snapshot().value();
  store::Overlay unreadable(*now);
  unreadable.put(store::keys::organisation(content::OrganisationCode("mofa")), "no record");
  EditionDraft text;
  text.locale = Locale("en");
  text.title = "A framework for the border";
  text.rendered.text = kText;
  DocumentDraft document;
  document.editions.push_back(text);
  Package package;
  package.organisation = content::OrganisationCode("moit");
  package.documents.push_back(document);
  Findings findings(MessageLanguage::English);

  const auto checked = check_neighbours(package, neighbours, library_.visible_to(store::Audience::Public).value(),
                                        unreadable, built_in_vocabulary(), clock_.now(), findings);

  ASSERT_FALSE(checked.has_value());
  EXPECT_EQ(checked.error().code(), ErrorCode::Storage);
}

TEST_F(NeighboursTest, NeverTellOfWhatIsNotPublic) {
  const TemporaryPackage waiting, embargoed, ours;
  write(waiting, "mofa", "A framework for the border", kText);
  publish(waiting, false);
  write(embargoed, "moh", "A framework for the border", kText, "embargo: 2027-01-01T00:00:00Z\n");
  publish(embargoed);
  write(ours, "moit", "A framework for the border", kText);
  Neighbours neighbours("");
  follow(neighbours);

  const Report report = rehearse(ours, neighbours);

  EXPECT_EQ(neighbours.size(), 0U);
  EXPECT_EQ(find_rule(report, "near-duplicate"), nullptr);
  EXPECT_EQ(find_rule(report, "topic-overlap"), nullptr);
}

TEST_F(NeighboursTest, ForgetWhatWasWithdrawn) {
  const TemporaryPackage theirs, ours;
  write(theirs, "mofa", "A framework for the border", kText);
  publish(theirs);
  write(ours, "moit", "A framework for the border", kText);
  Neighbours behind(""), neighbours("");
  follow(behind);
  write(theirs, "mofa", "A framework for the border", kText, "change: withdrawal\nnote: Not agreed.\n");
  publish(theirs);
  follow(neighbours);

  EXPECT_EQ(behind.size(), 1U);
  EXPECT_EQ(find_rule(rehearse(ours, behind), "near-duplicate"), nullptr)
      << "a follower that is late tells nobody of what is gone";
  EXPECT_EQ(neighbours.size(), 0U);
}

TEST_F(NeighboursTest, WarnOfTheSameMatterUnderTheSameTopic) {
  const TemporaryPackage theirs, ours, other;
  write(theirs, "mofa", "Seven new gates open on the northern border", kText);
  publish(theirs);
  write(ours, "moit", "Seven new gates open on the northern frontier", "Quite different words stand here.");
  write(other, "moit", "Rice exports reach a record", "Quite different words stand here.");
  Neighbours neighbours("");
  follow(neighbours);

  const Finding* finding = nullptr;
  const Report report = rehearse(ours, neighbours);
  finding = find_rule(report, "topic-overlap");
  ASSERT_NE(finding, nullptr) << to_text(report, MessageLanguage::English, false);
  EXPECT_THAT(finding->message, HasSubstr("Seven new gates open on the northern border"));
  EXPECT_EQ(find_rule(rehearse(other, neighbours), "topic-overlap"), nullptr);
}

TEST_F(NeighboursTest, KeepTheirFileAndGoOnFromThere) {
  const TemporaryPackage theirs, more, folder;
  const std::string file = folder.path() + "/neighbours";
  write(theirs, "mofa", "A framework for the border", kText);
  publish(theirs);
  {
    Neighbours neighbours(file);
    follow(neighbours);
  }
  write(more, "moh", "A hospital opens",
        "A new hospital opens at the gate, with beds for all who come, and a school "
        "for nurses of both countries who will work there side by side.");
  publish(more);

  Neighbours again(file);
  EXPECT_EQ(again.size(), 1U);
  EXPECT_EQ(again.position()->value, 1U);
  follow(again);
  EXPECT_EQ(again.size(), 2U);

  std::ofstream(file, std::ios::app) << "x";
  EXPECT_EQ(Neighbours(file).size(), 0U) << "a file that is not whole is not read";
}

}  // namespace
}  // namespace sen::ingest
