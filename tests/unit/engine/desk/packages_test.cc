#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "engine/desk/components/report.h"
#include "engine/desk/views/package.h"
#include "ingest/intake/intake.h"
#include "ingest/intake/template.h"
#include "tests/unit/engine/desk/world.h"

namespace sen::desk {
namespace {

using content::DeskRole;
using test::Answer;
using test::World;

class PackagesTest : public testing::Test {
 protected:
  PackagesTest() {
    world_.add(world_.account("an", DeskRole::Contributor, "moh"));
    world_.add(world_.account("duy", DeskRole::Approver, "mofa"));
  }

  /// A form with one file, as a browser sends it.
  Answer hand_in(const std::string& session, const std::string& organisation, const std::string& name,
                 const std::string& bytes) {
    const std::string line = "\r\n--b\r\nContent-Disposition: form-data; name=\"";
    const std::string csrf = identity::csrf_token(identity::SessionToken(session));
    return world_.ask({.method = http::Method::Post,
                       .path = "/desk/packages/new",
                       .form = line.substr(2) + "csrf\"\r\n\r\n" + csrf + line + "organisation\"\r\n\r\n" +
                               organisation + line + "files\"; filename=\"" + name + "\"\r\n\r\n" + bytes +
                               "\r\n--b--\r\n",
                       .session = session,
                       .headers = {{"Content-Type", "multipart/form-data; boundary=b"}}});
  }
  std::string good(const std::string& organisation = "mofa") {
    return intake::package_template(content::OrganisationCode(organisation)).value();
  }
  /// The page of an upload once its work is done.
  Answer settled(const std::string& path, const std::string& session) {
    for (;;) {
      if (world_.get(path + "/state", session).holds("\"busy\": false")) return world_.get(path, session);
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }
  std::uint64_t changes() { return world_.store().log().head().sequence.value; }

  World world_;
};

TEST_F(PackagesTest, ChecksSubmitsAndKnowsAPackageAgain) {
  const std::string lan = world_.signed_in("lan");
  const std::uint64_t before = changes();
  const Answer taken = hand_in(lan, "mofa", "bài.zip", good());
  ASSERT_EQ(taken.status, 303) << taken.body;
  EXPECT_THAT(taken.location, testing::MatchesRegex("/desk/packages/[0-9a-f]{32}"));

  const Answer report = settled(taken.location, lan);
  EXPECT_TRUE(report.holds("bài.zip"));
  EXPECT_TRUE(report.holds("Ready to submit")) << report.body;
  EXPECT_TRUE(report.holds("/submit\""));
  EXPECT_EQ(changes(), before) << "nothing is stored before it is submitted";

  EXPECT_EQ(world_.post(taken.location + "/submit", "", lan).location, taken.location);
  EXPECT_TRUE(settled(taken.location, lan).holds("Its texts wait for review"));
  EXPECT_EQ(changes(), before + 1);
  EXPECT_EQ(world_.store().log().read({before}, 1).value().at(0).actor.name, "lan");
  EXPECT_EQ(world_.post(taken.location + "/submit", "", lan).status, 409) << "once is enough";

  const Answer again = hand_in(lan, "mofa", "copy.zip", good());
  EXPECT_TRUE(settled(again.location, lan).holds("everything in it is already stored"));
  EXPECT_TRUE(world_.get("/desk/packages", lan).holds("copy.zip"));
}

TEST_F(PackagesTest, AsksApproversByNameForItsTexts) {
  const std::string lan = world_.signed_in("lan");
  const std::string path = hand_in(lan, "mofa", "bài.zip", good()).location;
  const Answer report = settled(path, lan);
  EXPECT_TRUE(report.holds("name=\"asked\" value=\"duy\"")) << report.body;
  EXPECT_FALSE(report.holds("value=\"an\"")) << "approves nothing";

  const Answer refused = world_.post(path + "/submit", "asked=an&do=submit", lan);
  EXPECT_EQ(refused.status, 400);
  EXPECT_TRUE(refused.holds("an may not approve this"));
  EXPECT_EQ(world_.post(path + "/submit", "asked=duy&do=submit", lan).location, path);
  settled(path, lan);

  const auto id = content::make_content_id(content::OrganisationCode("mofa"), "my-article");
  const auto review = world_.now()->review(id, content::Locale("vi"));
  ASSERT_TRUE(review.has_value());
  EXPECT_EQ(review->asked, std::vector{content::AccountName("duy")});
  EXPECT_TRUE(world_.get("/desk/queue", world_.signed_in("duy", true)).holds("You were asked"));
}

TEST_F(PackagesTest, SaysWhatIsWrongFileByFileAndOffersItAsJsonAndPdf) {
  const std::string lan = world_.signed_in("lan");
  const std::string path = hand_in(lan, "mofa", "b.zip", good("moh")).location;

  const Answer report = settled(path, lan);

  EXPECT_TRUE(report.holds("1 error to mend before it can be submitted")) << report.body;
  EXPECT_TRUE(report.holds("<code>datapackage.json</code>"));
  EXPECT_TRUE(report.holds("field sen.organisation"));
  EXPECT_TRUE(report.holds("the package is of `moh`, and it is handed in for `mofa`"));
  EXPECT_TRUE(report.holds("How to mend it"));
  EXPECT_FALSE(report.holds("/submit\"")) << "what has errors cannot be submitted";
  EXPECT_TRUE(world_.get(path + "/report.json", lan).holds("\"rule\":\"package-of-another\""));
  EXPECT_TRUE(world_.get(path + "/report.pdf", lan).body.starts_with("%PDF-"));
}

/// A package without a licence, as a folder of two files.
std::string two_files(const std::string& csrf, const std::string& english, const std::string& more = {}) {
  const std::string line = "\r\n--b\r\nContent-Disposition: form-data; name=\"";
  const auto file = [&](const std::string& name, const std::string& bytes) {
    return line + "files\"; filename=\"p/" + name + "\"\r\n\r\n" + bytes;
  };
  return line.substr(2) + "csrf\"\r\n\r\n" + csrf + line + "organisation\"\r\n\r\nmofa" +
         file("datapackage.json", R"({"name": "p", "sen": {"format": 1, "organisation": "mofa"}})") +
         file("articles/a/document.yaml", "type: news\n") +
         file("articles/a/vi.md", "---\ntitle: Một\n---\n\nCó 12 cửa khẩu quốc tế.\n") +
         file("articles/a/en.md", english) + more + "\r\n--b--\r\n";
}

TEST_F(PackagesTest, SaysHowManyFindingsAreNotOnThePage) {
  const std::string lan = world_.signed_in("lan"), csrf = identity::csrf_token(identity::SessionToken(lan));
  std::string more;
  for (int article = 0; article < 40; ++article) {
    more += "\r\n--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"p/articles/b" +
            std::to_string(article) + "/document.yaml\"\r\n\r\ntype: news\n";
    for (int field = 0; field < 20; ++field) more += "nowhere-" + std::to_string(field) + ": x\n";
  }
  const std::string path = world_
                               .ask({.method = http::Method::Post,
                                     .path = "/desk/packages/new",
                                     .form = two_files(csrf, "---\ntitle: One\n---\n\nText.\n", more),
                                     .session = lan,
                                     .headers = {{"Content-Type", "multipart/form-data; boundary=b"}}})
                               .location;

  const Answer page = settled(path, lan);
  const Answer json = world_.get(path + "/report.json", lan);

  const auto times = [](const std::string& text, const std::string& word) {
    std::size_t count = 0;
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++count;
    return count;
  };
  const std::size_t all = times(json.body, "\"rule\":");
  ASSERT_GT(all, components::kMostShownFindings);
  EXPECT_EQ(times(page.body, "<dl class=\"fix\">"), components::kMostShownFindings);
  EXPECT_TRUE(page.holds(std::to_string(all - components::kMostShownFindings) + " more are in the report"));
}

TEST_F(PackagesTest, TakesWhatIsTypedIntoTheReport) {
  const std::string lan = world_.signed_in("lan"), csrf = identity::csrf_token(identity::SessionToken(lan));
  const http::Pairs multipart = {{"Content-Type", "multipart/form-data; boundary=b"}};
  const std::string path =
      world_
          .ask({.method = http::Method::Post,
                .path = "/desk/packages/new",
                .form = two_files(csrf, "---\ntitle: One\ntranslates: vi\n---\n\nThere are 14 international gates.\n"),
                .session = lan,
                .headers = multipart})
          .location;
  const Answer before = settled(path, lan);
  EXPECT_TRUE(before.holds("Why it matters")) << before.body;
  EXPECT_TRUE(before.holds("Có <mark>12</mark> cửa khẩu quốc tế."));
  EXPECT_TRUE(before.holds("There are <mark>14</mark> international gates."));
  const std::string licence = components::fix_name({"", "licence", ""});
  const std::string explanation = components::fix_name({"articles/a/en.md", "explanation", "number:12:14"});
  EXPECT_TRUE(before.holds("name=\"" + licence + "\""));

  const Answer wrong = world_.post(path + "/amend", licence + "=mine&" + explanation + "=Two+more", lan);
  EXPECT_EQ(wrong.status, 400);
  EXPECT_TRUE(wrong.holds("`mine` is no SPDX licence identifier")) << wrong.body;
  EXPECT_TRUE(wrong.holds("Two more")) << "what was typed is not lost";

  EXPECT_EQ(world_.post(path + "/amend", licence + "=cc-by&" + explanation + "=Two+more", lan).location, path);
  const Answer after = settled(path, lan);
  EXPECT_TRUE(after.holds("amended by lan")) << after.body;
  EXPECT_TRUE(after.holds("CC-BY-4.0"));
  EXPECT_TRUE(after.holds("Explained by lan"));
  EXPECT_TRUE(after.holds("Everything is in order"));

  world_.post(path + "/amend", "undo=" + licence, lan);
  EXPECT_TRUE(settled(path, lan).holds("Look at 1 warning first"));

  const Answer form = world_.get(path + "/file?name=articles/a/en.md", lan);
  EXPECT_TRUE(form.holds("Replace articles/a/en.md"));
  const std::string line = "\r\n--b\r\nContent-Disposition: form-data; name=\"";
  const std::string mended = line.substr(2) + "csrf\"\r\n\r\n" + csrf + line + "name\"\r\n\r\narticles/a/en.md" + line +
                             "file\"; filename=\"new.md\"\r\n\r\n---\ntitle: One\ntranslates: vi\n---\n\n12 gates.\n" +
                             "\r\n--b--\r\n";
  EXPECT_EQ(world_
                .ask({.method = http::Method::Post,
                      .path = path + "/file",
                      .form = mended,
                      .session = lan,
                      .headers = multipart})
                .location,
            path);
  EXPECT_FALSE(settled(path, lan).holds("figure-differs"));
}

TEST_F(PackagesTest, HidesAPackageFromOtherOrganisations) {
  const std::string lan = world_.signed_in("lan"), an = world_.signed_in("an");
  const std::string path = hand_in(lan, "mofa", "secret.zip", good()).location;
  settled(path, lan);

  for (const char* rest : {"", "/state", "/report.json", "/report.pdf", "/file?name=articles/a/vi.md"})
    EXPECT_EQ(world_.get(path + rest, an).status, 404) << rest;
  for (const char* rest : {"/submit", "/check", "/remove", "/amend", "/file"})
    EXPECT_EQ(world_.post(path + rest, "", an).status, 404) << rest;
  EXPECT_FALSE(world_.get("/desk/packages", an).holds("secret.zip"));
  EXPECT_EQ(hand_in(an, "mofa", "a.zip", good()).status, 403) << "nobody hands in for another organisation";
  EXPECT_TRUE(world_.get(path, lan).holds("Ready to submit"));
}

TEST_F(PackagesTest, LetsAnApproverReadButNotHandIn) {
  const std::string lan = world_.signed_in("lan"), duy = world_.signed_in("duy", true);
  const std::string path = hand_in(lan, "mofa", "a.zip", good()).location;
  settled(path, lan);

  const Answer page = world_.get(path, duy);

  EXPECT_EQ(page.status, 200);
  EXPECT_FALSE(page.holds("/submit\""));
  EXPECT_FALSE(page.holds("/remove\""));
  for (const char* rest : {"/submit", "/check", "/remove", "/amend", "/file"})
    EXPECT_EQ(world_.post(path + rest, "", duy).status, 403) << rest;
}

TEST_F(PackagesTest, AsksForAFileAndNamesOneThatMayNotBeCalledSo) {
  const std::string lan = world_.signed_in("lan");

  const Answer none = hand_in(lan, "mofa", "", "");
  EXPECT_EQ(none.status, 400);
  EXPECT_TRUE(none.holds("Choose a file first."));

  const Answer bad = hand_in(lan, "mofa", "p/../x", "y");
  EXPECT_EQ(bad.status, 400);
  EXPECT_TRUE(bad.holds("p/../x"));
  EXPECT_TRUE(world_.get("/desk/packages", lan).holds("No package yet"));
}

TEST_F(PackagesTest, LetsOnlySomebodySignedInSendALargeBody) {
  http::Request request;
  request.method = http::Method::Post;
  request.path = {"desk", "packages", "new"};
  EXPECT_FALSE(world_.desk().body_limit(request));
  request.headers = {{"Cookie", "__Host-sen=wrong"}};
  EXPECT_FALSE(world_.desk().body_limit(request));

  request.headers = {{"Cookie", "__Host-sen=" + world_.signed_in("lan")}};

  EXPECT_GT(world_.desk().body_limit(request).value_or(0), 200U * 1024 * 1024);
  request.path = {"desk", "sign-out"};
  EXPECT_FALSE(world_.desk().body_limit(request));
}

TEST(GroupByFile, PutsErrorsFirst) {
  const auto finding = [](const char* file, ingest::Severity severity, const char* rule) {
    ingest::Finding one;
    one.file = file;
    one.severity = severity;
    one.rule = rule;
    return one;
  };
  ingest::Report report;
  report.findings = {finding("a", ingest::Severity::Warning, "1"), finding("b", ingest::Severity::Warning, "2"),
                     finding("b", ingest::Severity::Error, "3"), finding("c", ingest::Severity::Error, "4")};

  const auto groups = views::group_by_file(report);

  ASSERT_EQ(groups.size(), 3U);
  EXPECT_EQ(groups[0].file, "b");
  EXPECT_EQ(groups[0].errors, 1U);
  EXPECT_EQ(groups[0].findings[0].rule, "3");
  EXPECT_EQ(groups[1].file, "c");
  EXPECT_EQ(groups[2].file, "a");
}

}  // namespace
}  // namespace sen::desk
