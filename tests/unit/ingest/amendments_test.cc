#include "ingest/amendments.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/store/snapshot.h"
#include "tests/unit/ingest/packages.h"

namespace sen::ingest {
namespace {

using content::AccountName;
using content::Amendment;
using content::Locale;
using testing::HasSubstr;

Amendment typed(std::string file, std::string_view field, std::string key, std::string value) {
  return {std::move(file), std::string(field), std::move(key), std::move(value), AccountName("lan"), {1}};
}

class AmendmentsTest : public testing::Test {
 protected:
  AmendmentsTest() {
    TemporaryPackage::copy_good(package_);
    package_.write("images.csv", "file,credit,licence,alt.vi,alt.en\nimages/port.jpg,,my-own,,A ship\n");
  }
  Report check(const std::vector<Amendment>& amendments) {
    Options options;
    options.amendments = amendments;
    auto report = check_package(package_.path(), built_in_vocabulary(), options);
    EXPECT_TRUE(report.has_value());
    return report ? *std::move(report) : Report{};
  }

  TemporaryPackage package_;
};

TEST_F(AmendmentsTest, CountAsIfThePackageHadSaidSo) {
  const Report before = check({});
  for (const char* rule : {"missing-credit", "missing-alt", "unknown-licence"}) {
    const Finding* finding = find_rule(before, rule);
    ASSERT_NE(finding, nullptr) << rule << "\n" << to_text(before, MessageLanguage::English, false);
    EXPECT_EQ(finding->fix->file, "images/port.jpg") << rule;
    EXPECT_FALSE(finding->why.empty()) << rule;
  }
  EXPECT_FALSE(before.accepted());

  const Report after =
      check({typed("images/port.jpg", kAlt, "vi", "Một con tàu"), typed("images/port.jpg", kCredit, "", "Nguyễn Văn A"),
             typed("images/port.jpg", kLicence, "", "CC-BY-4.0")});

  EXPECT_TRUE(after.accepted()) << to_text(after, MessageLanguage::English, false);
  for (const char* rule : {"missing-credit", "missing-alt", "unknown-licence"})
    EXPECT_EQ(find_rule(after, rule), nullptr) << rule;
  EXPECT_THAT(to_json(after), HasSubstr(R"("value":"Nguyễn Văn A","account":"lan")"));
}

TEST_F(AmendmentsTest, MendTheLicenceOfThePackage) {
  package_.edit("datapackage.json", "CC-BY-4.0", "whatever");
  const Report before = check({typed("images/port.jpg", kLicence, "", "CC-BY-4.0")});
  ASSERT_NE(find_rule(before, "unknown-licence"), nullptr);
  EXPECT_EQ(find_rule(before, "unknown-licence")->fix->file, "");
  EXPECT_EQ(find_rule(before, "repaired-licence"), nullptr) << "one finding is enough, and must not contradict";

  const Report after =
      check({typed("", kLicence, "", "CC-BY-4.0"), typed("images/port.jpg", kLicence, "", "CC-BY-4.0")});

  EXPECT_TRUE(after.accepted()) << to_text(after, MessageLanguage::English, false);
}

TEST_F(AmendmentsTest, AreStoredWithTheReceiptAndHoldForTheSameBytesLater) {
  ManualClock clock{*parse_rfc3339("2026-11-21T00:00:00Z")};
  const auto store = store::open_memory_store(clock);
  Publisher publisher(*store, built_in_vocabulary(), clock);
  Options options;
  options.amendments = {typed("images/port.jpg", kAlt, "vi", "Một con tàu"),
                        typed("images/port.jpg", kLicence, "", "CC-BY-4.0")};

  const Receipt stored = publisher.publish(package_.path(), options).value();

  ASSERT_EQ(stored.outcome, Outcome::Submitted) << to_text(stored.report, MessageLanguage::English, false);
  const auto id = content::make_content_id(content::OrganisationCode("mofa"), "export-port");
  const auto snapshot = *store->snapshot();
  EXPECT_EQ(snapshot->document(id)->media.at(0).alt.at(Locale("vi")), "Một con tàu");
  const content::Change change = store->log().read({}, 1).value().at(0);
  const auto* receipt = std::get_if<content::PackageReceipt>(&change.mutations.back());
  ASSERT_NE(receipt, nullptr);
  ASSERT_EQ(receipt->amendments.size(), 2U);
  EXPECT_EQ(receipt->amendments[0].account.value, "lan");

  Options plain;
  plain.amendments = {typed("images/port.jpg", kLicence, "", "CC-BY-4.0")};
  EXPECT_EQ(publisher.publish(package_.path(), options)->outcome, Outcome::AlreadyStored);
  EXPECT_EQ(publisher.publish(package_.path(), options)->sequence, stored.sequence);
  EXPECT_EQ(publisher.publish(package_.path(), plain)->outcome, Outcome::Submitted) << "it says something else";
}

TEST_F(AmendmentsTest, ExplainADifferenceToTheApprover) {
  package_.write("images.csv", "file,credit,licence,alt.vi,alt.en\nimages/port.jpg,A,CC-BY-4.0,Tàu,Ship\n");
  package_.edit("articles/export-port/en.md", "this morning.\ntrans", "this morning, as in 1999.\ntrans");
  const Report report = check({});
  const Finding* finding = find_rule(report, "figure-differs");
  ASSERT_NE(finding, nullptr) << to_text(report, MessageLanguage::English, false);
  ASSERT_TRUE(finding->fix.has_value());
  EXPECT_EQ(finding->fix->key, "number::1999");
  EXPECT_EQ(report.open_warnings(), 1U);

  Options options;
  options.amendments = {typed(finding->fix->file, kExplanation, finding->fix->key, "The source was written later.")};
  const Report explained = check(options.amendments);
  EXPECT_EQ(explained.open_warnings(), 0U);
  EXPECT_THAT(to_json(explained), HasSubstr(R"("explanation":{"text":"The source was written later.")"));

  ManualClock clock{*parse_rfc3339("2026-11-21T00:00:00Z")};
  const auto store = store::open_memory_store(clock);
  Publisher publisher(*store, built_in_vocabulary(), clock);
  ASSERT_EQ(publisher.publish(package_.path(), options)->outcome, Outcome::Submitted);
  const auto id = content::make_content_id(content::OrganisationCode("mofa"), "export-port");
  const content::Review review = (*store->snapshot())->review(id, Locale("en")).value();
  ASSERT_EQ(review.explanations.size(), 1U);
  EXPECT_EQ(review.explanations[0].difference, "number::1999");
  EXPECT_EQ(review.explanations[0].account.value, "lan");

  options.amendments[0].value = "It was written in 2000.";
  ASSERT_EQ(publisher.publish(package_.path(), options)->outcome, Outcome::Submitted);
  const content::Review again = (*store->snapshot())->review(id, Locale("en")).value();
  ASSERT_EQ(again.explanations.size(), 1U);
  EXPECT_EQ(again.explanations[0].text, "It was written in 2000.");
  EXPECT_EQ(again.version, review.version) << "no word of the text has changed";
}

TEST(AmendedValues, AreTrimmedKnownAndBounded) {
  const auto value = [](std::string_view field, std::string_view said) {
    const auto read = amended_value(field, said);
    const auto* fault = std::get_if<Reason>(&read);
    return fault == nullptr ? std::get<std::string>(read) : "! " + text_of(*fault, MessageLanguage::English);
  };

  EXPECT_EQ(value(kAlt, "  Một con tàu "), "Một con tàu");
  EXPECT_EQ(value(kLicence, "cc-by"), "CC-BY-4.0");
  EXPECT_THAT(value(kLicence, "mine"), HasSubstr("! `mine` is no SPDX licence identifier"));
  EXPECT_EQ(value(kCredit, "a\nb"), "! write it on one line");
  EXPECT_EQ(value(kExplanation, "a\nb"), "a\nb");
  EXPECT_EQ(value(kAlt, std::string(501, 'a')), "! at most 500 characters are allowed");
  EXPECT_EQ(value(kAlt, "\xFF"), "! the text is not UTF-8");
}

TEST(PutAmendment, KeepsOneOfAThingAndTakesAnEmptyOneAway) {
  std::vector<Amendment> all;
  put_amendment(all, typed("b", kCredit, "", "1"));
  put_amendment(all, typed("a", kAlt, "vi", "2"));
  put_amendment(all, typed("b", kCredit, "", "3"));
  put_amendment(all, typed("c", kCredit, "", ""));
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].file, "a");
  EXPECT_EQ(all[1].value, "3");

  put_amendment(all, typed("a", kAlt, "vi", ""));

  EXPECT_EQ(all.size(), 1U);
}

TEST(Made, IsNotMadeAgainButWhatChangedIs) {
  TemporaryPackage package, made, changed;
  TemporaryPackage::copy_good(package);
  Options options;
  options.made = made.path() + "/made";
  const auto first = check_package(package.path(), built_in_vocabulary(), options);
  ASSERT_TRUE(first.has_value());

  // Without a worker nothing can be rendered any more.
  options.worker = "/nowhere/sen";
  const auto second = check_package(package.path(), built_in_vocabulary(), options);
  ASSERT_TRUE(second.has_value()) << second.error().message();
  EXPECT_EQ(to_json(*second), to_json(*first));

  const std::string text = package.read("articles/export-port/vi.md") + "\nThêm một câu.\n";
  changed.write("articles/export-port/vi.md", text);
  options.changed = changed.path();
  EXPECT_FALSE(check_package(package.path(), built_in_vocabulary(), options)->accepted()) << "one text is new";
  options.worker.clear();
  EXPECT_TRUE(check_package(package.path(), built_in_vocabulary(), options)->accepted());
  EXPECT_NE(package.read("articles/export-port/vi.md"), text) << "what was handed in stays as it is";
}

TEST(Changed, TakesThePlaceOfAFileOrAddsOne) {
  TemporaryPackage package, changed;
  TemporaryPackage::copy_good(package);
  package.edit("articles/export-port/document.yaml", "type: news", "type: nws");
  Options options;
  EXPECT_FALSE(check_package(package.path(), built_in_vocabulary(), options)->accepted());

  changed.write("articles/export-port/document.yaml",
                file_bytes(good_package() + "/articles/export-port/document.yaml"));
  changed.write("README.md", "Hello");
  options.changed = changed.path();

  const Report report = check_package(package.path(), built_in_vocabulary(), options).value();
  EXPECT_TRUE(report.accepted()) << to_text(report, MessageLanguage::English, false);
  EXPECT_EQ(report.counts.files, check_package(good_package(), built_in_vocabulary(), {})->counts.files + 1);
}

}  // namespace
}  // namespace sen::ingest
