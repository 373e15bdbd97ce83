#include "ingest/publisher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/store/snapshot.h"
#include "tests/unit/ingest/packages.h"

namespace sen::ingest {
namespace {

using content::BodyPart;
using content::Locale;
using content::State;
using testing::ElementsAre;
using testing::IsEmpty;

class PublisherTest : public testing::Test {
 protected:
  Receipt publish(const std::string& path, bool at_once = true) {
    Options options;
    options.publish = at_once;
    return publish(path, options);
  }
  Receipt publish(const std::string& path, const Options& options) {
    const auto receipt = publisher_.publish(path, options);
    EXPECT_TRUE(receipt.has_value()) << receipt.error().message();
    return receipt ? *receipt : Receipt{};
  }
  std::shared_ptr<const store::Snapshot> now() const { return *store_->snapshot(); }

  const content::Vocabulary& vocabulary_ = built_in_vocabulary();
  ManualClock clock_{*parse_rfc3339("2026-11-21T00:00:00Z")};
  std::unique_ptr<store::Store> store_ = store::open_memory_store(clock_);
  Publisher publisher_{*store_, vocabulary_, clock_};
  const content::ContentId port_ = content::make_content_id(content::OrganisationCode("mofa"), "export-port");
};

TEST_F(PublisherTest, PutsAPackageIntoTheStoreWhole) {
  const Receipt receipt = publish(good_package());

  EXPECT_EQ(receipt.outcome, Outcome::Published) << to_text(receipt.report, MessageLanguage::English, false);
  EXPECT_EQ(receipt.sequence.value, 1U);
  EXPECT_THAT(receipt.report.findings, IsEmpty()) << to_text(receipt.report, MessageLanguage::English, false);
  const content::Document document = *now()->document(port_);
  EXPECT_EQ(document.section, "news");
  EXPECT_THAT(document.locales, ElementsAre(Locale("en"), Locale("vi")));
  EXPECT_EQ(document.media.at(0).alt.at(Locale("vi")), "Một con tàu ở cảng");
  const content::Edition vi = *now()->edition(port_, Locale("vi"));
  EXPECT_EQ(vi.state, State::Published);
  EXPECT_EQ(vi.live, 1U);
  const content::Version version = *now()->version(port_, Locale("vi"), 1);
  EXPECT_EQ(version.slug, "cang-hai-phong-don-chuyen-tau-xuat-khau-dau-tien");
  ASSERT_EQ(version.parts.size(), 4U);
  EXPECT_EQ(version.parts[1].kind, BodyPart::Kind::Figure);
  EXPECT_EQ(version.parts[3].kind, BodyPart::Kind::Chart);
  EXPECT_EQ(version.parts[3].value, "EXPORTS");
  EXPECT_EQ(now()->version(port_, Locale("en"), 1)->translates_version, 1U);
}

TEST_F(PublisherTest, MakesRenditionsUprightAndWithoutThePlaceOfThePicture) {
  publish(good_package());

  const Digest digest = now()->document(port_)->media.at(0).digest;
  const content::Media media = *now()->media(digest);
  EXPECT_EQ(media.width, 700U);
  EXPECT_EQ(media.height, 1000U);
  EXPECT_EQ(media.renditions.size(), 4U);
  for (const content::Rendition& rendition : media.renditions) {
    const auto reader = store_->blobs().open({digest, content::rendition_name(rendition)});
    ASSERT_TRUE(reader.has_value()) << content::rendition_name(rendition);
    const std::string bytes = *(*reader)->read(0, 1 << 20);
    EXPECT_EQ(bytes.size(), rendition.bytes);
    EXPECT_EQ(bytes.find("SENGPSMARK"), std::string::npos);
    // 20° as EXIF writes it: the rational 20/1.
    EXPECT_EQ(bytes.find(std::string("\x14\0\0\0\x01\0\0\0", 8)), std::string::npos);
  }
  EXPECT_TRUE(store_->blobs().open({digest, "original"}).has_value());
}

TEST_F(PublisherTest, KeepsTheFiguresAsTheyWereWritten) {
  publish(good_package());

  const content::DatasetCode code("EXPORTS");
  const content::Dataset dataset = *now()->dataset(code);
  EXPECT_EQ(dataset.releases.at(0).observations, 5U);
  EXPECT_EQ(dataset.columns.at(0).id, "REF_AREA");
  const content::Series rice = *now()->series(code, {"31", "rice"}, 1);
  ASSERT_EQ(rice.observations.size(), 2U);
  EXPECT_EQ(rice.observations[0].period, "2023");
  EXPECT_EQ(rice.observations[0].value, "1.10");
  EXPECT_THAT(rice.observations[0].attributes, ElementsAre("A"));
}

TEST_F(PublisherTest, KnowsAPackageThatWasHandedInBefore) {
  publish(good_package());

  const Receipt again = publish(good_package());

  EXPECT_EQ(again.outcome, Outcome::AlreadyStored);
  EXPECT_EQ(again.sequence.value, 1U) << "the change that stored it";
  EXPECT_EQ(store_->log().head().sequence.value, 1U);
}

/// A package of one text that says it is of `organisation`.
void write_package(const TemporaryPackage& package, const std::string& organisation, const std::string& folder) {
  package.write("datapackage.json", R"({"name": "p", "licenses": [{"name": "CC-BY-4.0"}], "sen": {"format": 1, )"
                                    R"("organisation": ")" +
                                        organisation + "\"}}");
  package.write("articles/" + folder + "/vi.md", "---\ntype: news\ntitle: Chợ nổi\n---\n\nChợ họp mỗi sáng.\n");
}

TEST_F(PublisherTest, TakesOrganisationsAndTheirNamesFromTheRegisterBeforeTheVocabulary) {
  const auto enter = [&](const std::string& code, const std::string& name) {
    content::OrganisationEntry entry;
    entry.code = content::OrganisationCode(code);
    entry.names = {{Locale("vi"), name}};
    content::Change change;
    change.based_on = now()->sequence();
    change.mutations = {entry};
    ASSERT_TRUE(store_->commit(std::move(change)).has_value());
  };
  const auto name_of = [&](const std::string& code, const std::string& folder) {
    return now()->document(content::make_content_id(content::OrganisationCode(code), folder))->organisation_name_vi;
  };
  const TemporaryPackage added, renamed, unknown;
  write_package(added, "floating-markets", "market");
  write_package(renamed, "mofa", "border");
  write_package(unknown, "floating-market", "market");
  EXPECT_NE(find_rule(publish(added.path()).report, "unknown-organisation"), nullptr);

  enter("floating-markets", "Ban quản lý chợ nổi");
  enter("mofa", "Bộ Ngoại giao và Hợp tác");

  EXPECT_EQ(publish(added.path()).outcome, Outcome::Published);
  EXPECT_EQ(name_of("floating-markets", "market"), "Ban quản lý chợ nổi");
  EXPECT_EQ(publish(renamed.path()).outcome, Outcome::Published);
  EXPECT_EQ(name_of("mofa", "border"), "Bộ Ngoại giao và Hợp tác");
  const Receipt refused = publish(unknown.path());
  ASSERT_NE(find_rule(refused.report, "unknown-organisation"), nullptr);
  EXPECT_EQ(find_rule(refused.report, "unknown-organisation")->hint, "did you mean `floating-markets`?");
  EXPECT_EQ(find_rule(refused.report, "unknown-organisation")->file, "datapackage.json");
  EXPECT_EQ(find_rule(refused.report, "unknown-organisation")->severity, Severity::Error);
  EXPECT_EQ(find_rule(refused.report, "organisation-not-checked"), nullptr) << "the register was asked";
}

TEST_F(PublisherTest, AsksNoRegisterWhenAPersonWasLetInForTheOrganisation) {
  const TemporaryPackage package;
  write_package(package, "floating-markets", "market");
  Options options;
  options.handed_in_for = content::OrganisationCode("floating-markets");

  EXPECT_EQ(publish(package.path(), options).outcome, Outcome::Submitted);
}

}  // namespace
}  // namespace sen::ingest
