#include <gtest/gtest.h>

#include "content/model/review_content.h"
#include "engine/desk/termbase.h"
#include "ingest/xliff/bundle.h"
#include "tests/unit/engine/desk/world.h"

namespace sen::desk {
namespace {

using content::DeskRole;
using content::Locale;
using test::Answer;
using test::World;

class TranslationsPage : public testing::Test {
 protected:
  TranslationsPage() {
    world_.add(world_.account("binh", DeskRole::Editor, "mofa"));
    world_.add(world_.account("hoa", DeskRole::Approver, "mofa"));
    world_.add(world_.account("tu", DeskRole::Editor, "moit"));
    add_linguist("dich", DeskRole::Translator, "mofa");
    add_linguist("hieu", DeskRole::LanguageReviewer, "mofa");
    add_linguist("tam", DeskRole::LanguageReviewer, central());
    id_ = world_.hand_in("binh", "lotus", "vi", "Mùa sen", "Sen nở 45 ngày.");
  }
  static std::string central() { return content::load_built_in_vocabulary().value().default_organisation().value; }
  void add_linguist(const std::string& name, DeskRole role, const std::string& organisation) {
    content::Account account = world_.account(name, role, organisation);
    account.languages = {Locale("en"), Locale("fr")};
    world_.add(account);
  }
  std::string session(const std::string& name) { return world_.signed_in(name, true); }
  Answer upload(const std::string& path, const std::string& field, const std::string& file, const std::string& bytes,
                const std::string& who, int times = 1) {
    const std::string token = session(who);
    std::string body = "--part\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n" +
                       identity::csrf_token(identity::SessionToken(token));
    for (int time = 0; time < times; ++time)
      body += "\r\n--part\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"" + file +
              "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + bytes;
    body += "\r\n--part--\r\n";
    return world_.ask({.method = http::Method::Post,
                       .path = path,
                       .form = body,
                       .session = token,
                       .headers = {{"Content-Type", "multipart/form-data; boundary=part"}}});
  }
  void publish_source() { publish("vi"); }
  void publish(const std::string& language) {
    const Locale locale(language);
    const auto shown = [&] {
      return workflow::Subject{id_, locale, world_.now()->review(id_, locale).value().content};
    };
    ASSERT_TRUE(world_.workflow().approve(world_.actor("hoa"), shown()).has_value());
    ASSERT_TRUE(world_.workflow().publish(world_.actor("binh"), shown()).has_value());
  }
  /// The English translation of what the source says now, by the translator.
  void translate(const std::string& body) {
    const auto last = world_.now()->draft(id_, Locale("en"));
    content::Draft draft;
    draft.id = id_;
    draft.locale = Locale("en");
    draft.revision = (last ? last->revision : 0) + 1;
    draft.title = "Lotus season";
    draft.body = body;
    draft.translates = Locale("vi");
    const auto saved = world_.workflow().save_draft(world_.actor("dich"), draft);
    ASSERT_TRUE(saved.has_value()) << saved.error().message();
    workflow::Submission submission;
    submission.id = id_;
    submission.locale = Locale("en");
    submission.revision = saved->revision;
    ASSERT_TRUE(world_.workflow().submit(world_.actor("dich"), submission).has_value());
  }
  /// What the editor's form carries unseen.
  static std::string hidden_fields(const Answer& page) {
    std::string form;
    for (const char* name : {"revision", "based_on", "translates", "translates_version"}) {
      const std::string before = "name=\"" + std::string(name) + "\" value=\"";
      const std::size_t begin = page.body.find(before) + before.size();
      form += (form.empty() ? "" : "&") + std::string(name) + "=" +
              page.body.substr(begin, page.body.find('"', begin) - begin);
    }
    return form;
  }
  /// What a form of the termbase carries that is made now.
  std::string based_on() { return "&based_on=" + std::to_string(world_.now()->sequence().value); }
  std::string path(const std::string& rest) { return "/desk/documents/" + id_.value + "/en" + rest; }

  World world_;
  content::ContentId id_;
};

TEST_F(TranslationsPage, ShowsWhereEachLanguageStandsAndNobodyElsesDocuments) {
  const Answer page = world_.get("/desk/translations", session("binh"));
  const Answer theirs = world_.get("/desk/translations", session("tu"));

  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.holds("Mùa sen"));
  EXPECT_TRUE(page.holds("<th scope=\"col\">French</th>"));
  EXPECT_TRUE(page.holds("data-label=\"French\""));
  EXPECT_TRUE(page.holds("missing"));
  EXPECT_FALSE(theirs.holds("Mùa sen"));
}

TEST_F(TranslationsPage, SaysHowFarATranslationIsBehindAndFindsItByTheFilter) {
  publish_source();
  translate("The lotus blooms for 45 days.");
  EXPECT_TRUE(world_.get("/desk/translations?only=stale", session("binh")).holds("No document fits."));

  world_.hand_in("binh", "lotus", "vi", "Mùa sen", "Sen nở 46 ngày.");
  publish_source();

  const Answer stale = world_.get("/desk/translations?only=stale&language=en", session("binh"));
  EXPECT_TRUE(stale.holds("1 version behind"));
  EXPECT_TRUE(world_.get("/desk/translations?only=stale&language=fr", session("binh")).holds("No document fits."));
}

TEST_F(TranslationsPage, LetsTheEditorAnswerARequestToBringATranslationUpToItsSource) {
  publish_source();
  translate("The lotus blooms for 45 days.");
  publish("en");
  world_.hand_in("binh", "lotus", "vi", "Mùa sen", "Sen nở 46 ngày.");
  publish_source();
  ASSERT_EQ(
      world_.post("/desk/translations", "document%5B%5D=" + id_.value + "&into=en&source=vi", session("binh")).status,
      200);
  ASSERT_EQ(world_.now()->translation_request(id_, Locale("en"))->source_version, 2U);

  // The addresses of the request and of the text itself begin the same draft.
  for (const char* address : {"/edit?from=vi", "/edit"}) {
    const Answer form = world_.get(path(address), session("dich"));
    EXPECT_TRUE(form.holds("Sen nở 46 ngày.")) << address;
    EXPECT_TRUE(form.holds("name=\"translates\" value=\"vi\"")) << address;
    EXPECT_TRUE(form.holds("name=\"translates_version\" value=\"2\"")) << address;
  }
  const Answer sent =
      world_.post(path("/edit"),
                  hidden_fields(world_.get(path("/edit?from=vi"), session("dich"))) +
                      "&provenance=1&title=Lotus&summary=&body=46+days.&kind=2" + "&note=As+the+source&do=submit",
                  session("dich"));

  EXPECT_EQ(sent.location, path("?done=submit"));
  EXPECT_EQ(world_.now()->translation_request(id_, Locale("en"))->state, content::RequestState::HandedIn);
}

TEST_F(TranslationsPage, LeavesNoTranslationBehindASourceThatWasHandedInAsItWas) {
  publish_source();
  translate("The lotus blooms for 45 days.");
  const std::string vietnamese = "/desk/documents/" + id_.value + "/vi";
  const Answer form = world_.get(vietnamese + "/edit", session("binh"));
  const auto newest = world_.now()->version(id_, Locale("vi"), 1).value();

  const Answer answer =
      world_.post(vietnamese + "/edit",
                  hidden_fields(form) + "&provenance=1&title=" + http::encode_query(newest.title) +
                      "&summary=&body=" + http::encode_query(newest.body) + "&kind=2&note=New&do=submit",
                  session("binh"));

  EXPECT_EQ(answer.status, 400);
  EXPECT_TRUE(answer.holds("Nothing has changed since it was handed in last."));
  EXPECT_EQ(world_.now()->edition(id_, Locale("vi"))->latest, 1U);
  EXPECT_FALSE(world_.get("/desk/translations", session("binh")).holds("version behind"));
}

TEST_F(TranslationsPage, LeavesAnOriginalWithoutASourceWhateverTheAddressSays) {
  publish_source();
  translate("The lotus blooms for 45 days.");

  const Answer form = world_.get("/desk/documents/" + id_.value + "/vi/edit?from=en", session("binh"));

  EXPECT_TRUE(form.holds("name=\"translates\" value=\"\""));
}

TEST_F(TranslationsPage, SaysHowManyMoreDifferThanItShows) {
  std::string before, after;
  for (int i = 0; i < 70; ++i) {
    before += "Tỉnh " + std::to_string(100'000 + i) + " có " + std::to_string(1'000'000 + i) + " cây sen.\n\n";
    after += "Province " + std::to_string(100'000 + i) + " has " + std::to_string(3'000'000 + i) + " lotuses.\n\n";
  }
  world_.hand_in("binh", "lotus", "vi", "Mùa sen", before);
  translate(after);

  const Answer page = world_.get(path(""), session("binh"));

  EXPECT_TRUE(page.holds("And 10 more differ."));
}

TEST_F(TranslationsPage, ShowsWhenRequestsAreDueAndThoseFirstThatAreDueFirst) {
  const auto ask = [&](const content::ContentId& id, const std::string& into, const std::string& due) {
    const Answer asked =
        world_.post("/desk/translations", "document%5B%5D=" + id.value + "&into=" + into + "&source=vi&due=" + due,
                    session("binh"));
    ASSERT_EQ(asked.status, 200);
  };
  const content::ContentId without = world_.hand_in("binh", "pond", "vi", "Ao sen", "Ao sen.");
  const content::ContentId late = world_.hand_in("binh", "tea", "vi", "Trà sen", "Trà sen.");
  ask(id_, "en", "2030-01-02T09:00");
  ask(without, "en", "");
  ask(late, "en", "2030-01-03T09:00");
  ask(late, "fr", "2030-01-01T08:00");
  world_.clock().set(*parse_rfc3339("2030-01-01T02:00:00Z"));

  const Answer page = world_.get("/desk/translations?only=requested", session("binh"));

  const std::size_t first = page.body.find("Trà sen"), second = page.body.find("Mùa sen"),
                    last = page.body.find("Ao sen");
  ASSERT_NE(last, std::string::npos);
  EXPECT_LT(first, second);
  EXPECT_LT(second, last);
  EXPECT_TRUE(page.holds("datetime=\"2030-01-02T09:00"));
  EXPECT_TRUE(page.holds("datetime=\"2030-01-01T08:00"));
  const auto marks = [](const Answer& answer) {
    std::size_t count = 0;
    for (std::size_t at = 0; (at = answer.body.find(">overdue<", at)) != std::string::npos; ++at) ++count;
    return count;
  };
  EXPECT_EQ(marks(page), 1U);
  const Answer english = world_.get("/desk/translations?only=requested&language=en", session("binh"));
  EXPECT_LT(english.body.find("Mùa sen"), english.body.find("Trà sen")) << "of the language that is asked for";
  EXPECT_EQ(marks(english), 0U);
}

TEST_F(TranslationsPage, AsksForManyAtOnceAndNamesWhatCannotBeAskedFor) {
  const std::string choice =
      "document%5B%5D=" + id_.value + "&into=en&source=vi&priority=3&note=Soon&due=2026-12-01T09:00";
  const Answer asked = world_.post("/desk/translations", choice, session("binh"));
  const Answer again = world_.post("/desk/translations", choice, session("binh"));

  EXPECT_TRUE(asked.holds("1 translation was asked for."));
  EXPECT_EQ(again.status, 400);
  EXPECT_TRUE(again.holds("asked for already"));
  EXPECT_EQ(world_.post("/desk/translations", "into=en&source=vi", session("binh")).status, 400);
  EXPECT_TRUE(world_.get("/desk/translations?only=requested", session("binh")).holds("Translation asked for"));
  EXPECT_TRUE(world_.get("/desk/queue", session("dich")).holds("To translate"));
  EXPECT_EQ(world_.now()->translation_request(id_, Locale("en"))->priority, content::Priority::Urgent);
}

TEST_F(TranslationsPage, SaysOfAnotherOrganisationsEmbargoedDocumentWhatItSaysOfNone) {
  const content::Document before = world_.now()->document(id_).value();
  content::Document document = before;
  document.embargo = world_.clock().now() + std::chrono::hours(24);
  ASSERT_TRUE(world_.workflow().propose(world_.actor("binh"), document, content::document_content(before)).has_value());
  const std::string nothing = "zzzzzzzzzz";
  for (const char* address : {"/desk/translations", "/desk/translations/xliff"})
    for (const char* languages : {"&into=en&source=vi", "&into=fr&source=en"}) {
      const Answer theirs = world_.post(address, "document%5B%5D=" + id_.value + languages, session("tu"));
      const Answer none = world_.post(address, "document%5B%5D=" + nothing + languages, session("tu"));

      EXPECT_EQ(theirs.status, 400);
      EXPECT_EQ(none.status, 400);
      EXPECT_FALSE(theirs.holds("Mùa sen"));
      EXPECT_TRUE(theirs.holds(id_.value + ": There is no such document."));
      EXPECT_TRUE(none.holds(nothing + ": There is no such document."));
    }
}

TEST_F(TranslationsPage, LetsATranslatorTakeARequestOnAndSaysThatTheSourceChanged) {
  ASSERT_EQ(world_.post(path("/request"), "source=vi&note=Please", session("binh")).status, 303);
  world_.hand_in("binh", "lotus", "vi", "Mùa sen", "Sen nở 46 ngày.");

  const Answer page = world_.get(path("/request"), session("dich"));
  const Answer taken = world_.post(path("/request/answer"), "answer=2", session("dich"));
  const Answer declined = world_.post(path("/request/answer"), "answer=3", session("dich"));

  EXPECT_TRUE(page.holds("Please"));
  EXPECT_TRUE(page.holds("source changed since"));
  EXPECT_EQ(taken.status, 303);
  EXPECT_EQ(declined.status, 400);
  EXPECT_EQ(world_.now()->translation_request(id_, Locale("en"))->translator.value, "dich");
  EXPECT_EQ(world_.post(path("/request"), "source=vi", session("dich")).status, 403);
}

TEST_F(TranslationsPage, NamesARequestInACalendarByTheTitleOfItsSource) {
  ASSERT_EQ(world_.post(path("/request"), "source=vi&due=2026-12-01T09:00", session("binh")).status, 303);
  const Answer made = world_.post("/desk/me/calendar", "", session("dich"));
  const std::size_t begin = made.body.find("/desk/calendar/");
  ASSERT_NE(begin, std::string::npos);

  const Answer calendar = world_.get(made.body.substr(begin, made.body.find('<', begin) - begin));

  EXPECT_EQ(calendar.status, 200);
  EXPECT_TRUE(calendar.holds("Mùa sen")) << calendar.body;
}

TEST_F(TranslationsPage, ShowsALanguageReviewerWhatDiffersAndTakesTheSignOffWithAReasonOnly) {
  translate("The lotus blooms for 54 days.");
  const std::string content = to_hex(world_.now()->review(id_, Locale("en")).value().content);

  const Answer page = world_.get(path(""), session("hieu"));
  const Answer silent = world_.post(path("/sign-off"), "content=" + content, session("hieu"));
  const Answer done =
      world_.post(path("/sign-off"), "content=" + content + "&sign-off-words=Another+year", session("hieu"));

  EXPECT_TRUE(page.holds("This differs from the source:"));
  EXPECT_TRUE(page.holds("54"));
  EXPECT_TRUE(page.holds("It waits for a language reviewer"));
  EXPECT_EQ(silent.status, 400);
  EXPECT_EQ(done.location, path("") + "?done=sign-off");
  EXPECT_TRUE(world_.get(path(""), session("binh")).holds("Another year"));
}

TEST_F(TranslationsPage, TakesTextsOutAsAZipAndBringsTheAnswersInOrNone) {
  const Answer out =
      world_.post("/desk/translations/xliff", "document%5B%5D=" + id_.value + "&into=en&source=vi", session("dich"));
  ASSERT_EQ(out.status, 200);
  std::vector<xliff::BundleFile> files;
  const auto read = xliff::read_bundle("out.zip", out.body, files);
  ASSERT_TRUE(read.has_value()) << read.error().message();
  ASSERT_EQ(files.size(), 1U);
  EXPECT_EQ(files.front().name, id_.value + "-vi-en.xlf");
  const auto bring = [&](const std::vector<xliff::BundleFile>& all) {
    return upload("/desk/translations/bring-in", "files", "back.zip", xliff::write_bundle(all).value(), "dich");
  };

  const Answer broken = bring({files.front(), {"other.xlf", "<xliff"}});
  EXPECT_EQ(broken.status, 400);
  EXPECT_TRUE(broken.holds("other.xlf: Line 1: This is no well-formed XML"));
  EXPECT_FALSE(world_.now()->draft(id_, Locale("en")).has_value());
  const Answer twice = bring({files.front(), {"copy.xlf", files.front().bytes}});
  EXPECT_TRUE(twice.holds("copy.xlf"));

  const Answer taken = bring({files.front()});
  EXPECT_EQ(taken.location, "/desk/translations?brought=1");
  EXPECT_EQ(world_.now()->draft(id_, Locale("en"))->translates_version, 1U);
  EXPECT_EQ(world_.post("/desk/translations/xliff", "document%5B%5D=" + id_.value + "&into=en&source=vi", session("tu"))
                .status,
            400);
}

TEST_F(TranslationsPage, StopsUnpackingWhereAllArchivesTogetherAreTooMuch) {
  std::vector<xliff::BundleFile> texts;
  for (int at = 0; at < 150; ++at) texts.push_back({std::to_string(at) + ".xlf", "<xliff"});

  const Answer many = upload("/desk/translations/bring-in", "files", "back.zip", xliff::write_bundle(texts).value(),
                             "dich", /*times=*/3);

  EXPECT_EQ(many.status, 400);
  const std::size_t first = many.body.find("At most 200 texts");
  EXPECT_NE(first, std::string::npos);
  EXPECT_EQ(many.body.find("At most 200 texts", first + 1), std::string::npos);
}

TEST_F(TranslationsPage, KeepsTheMachineLabelOfWhatComesBackFromATool) {
  content::Draft draft;
  draft.id = id_;
  draft.locale = Locale("en");
  draft.revision = 1;
  draft.title = "Lotus";
  draft.translates = Locale("vi");
  draft.provenance = content::Provenance::Machine;
  ASSERT_TRUE(world_.workflow().save_draft(world_.actor("dich"), draft).has_value());
  const Answer out =
      world_.post("/desk/translations/xliff", "document%5B%5D=" + id_.value + "&into=en&source=vi", session("dich"));

  upload("/desk/translations/bring-in", "files", "back.zip", out.body, "dich");

  EXPECT_EQ(world_.now()->draft(id_, Locale("en"))->revision, 2U);
  EXPECT_EQ(world_.now()->draft(id_, Locale("en"))->provenance, content::Provenance::Machine);
}

TEST_F(TranslationsPage, KeepsATermbaseThatCentralLanguageReviewersEditAndTranslatorsSeeBesideTheSource) {
  const std::string form =
      "id=sen&locked=yes&term-0=Sen&language-0=vi&status-0=1&note-0=&term-1=lotus&language-1=en&status-1=1&note-1=&"
      "term-2=lily&language-2=en&status-2=3&note-2=";
  EXPECT_EQ(world_.post("/desk/terms/new", form, session("tam")).status, 303);
  EXPECT_EQ(world_.post("/desk/terms/new", form, session("tam")).status, 400);

  const Answer list = world_.get("/desk/terms?q=lotus", session("dich"));
  EXPECT_TRUE(list.holds("<del><span lang=\"en\" dir=\"auto\">lily</span></del>"));
  const Answer beside = world_.get(path("/edit?from=vi"), session("dich"));
  EXPECT_TRUE(beside.holds("Terms of the source"));
  EXPECT_TRUE(beside.holds("lotus"));
  translate("The lily blooms for 45 days.");
  EXPECT_EQ(world_.now()->review(id_, Locale("en"))->differences.size(), 1U);  // The title says lotus.
  EXPECT_TRUE(world_.get("/desk/terms.tbx", session("dich")).holds("deprecatedTerm-admn-sts"));
  EXPECT_TRUE(world_.get("/desk/terms.csv", session("dich")).holds("\"lotus\""));
  EXPECT_EQ(world_.post("/desk/terms/sen", "remove=yes&" + form + based_on(), session("tam")).status, 303);
  EXPECT_EQ(world_.get("/desk/terms/sen", session("tam")).status, 404);
}

TEST_F(TranslationsPage, LosesNoTermThatSomebodyElseChangedMeanwhile) {
  add_linguist("tuan", DeskRole::LanguageReviewer, central());
  const auto words = [](const std::string& english) {
    return "id=sen&term-0=Sen&language-0=vi&status-0=1&term-1=" + english + "&language-1=en&status-1=1";
  };
  const auto english = [&] { return world_.now()->term(content::TermId("sen"))->terms.front().text; };
  ASSERT_EQ(world_.post("/desk/terms/new", words("lotus"), session("tam")).status, 303);
  const std::string shown = based_on();
  EXPECT_TRUE(world_.get("/desk/terms/sen", session("tam")).holds("name=\"based_on\" value=\"" + shown.substr(10)));
  ASSERT_EQ(world_.post("/desk/terms/sen", words("nelumbo") + shown, session("tuan")).status, 303);

  const Answer late = world_.post("/desk/terms/sen", words("padma") + shown, session("tam"));
  const Answer removed = world_.post("/desk/terms/sen", "remove=yes" + shown, session("tam"));

  EXPECT_EQ(late.status, 400);
  EXPECT_TRUE(late.holds("Somebody was faster"));
  EXPECT_TRUE(late.holds(">nelumbo<"));
  EXPECT_TRUE(late.holds("value=\"padma\""));
  EXPECT_EQ(removed.status, 400);
  EXPECT_EQ(english(), "nelumbo");
  EXPECT_EQ(world_.post("/desk/terms/sen", words("padma") + based_on(), session("tam")).status, 303);
  EXPECT_EQ(english(), "padma");
}

TEST_F(TranslationsPage, LosesNoWordsTypedForATermThatSomebodyElseRemovedMeanwhile) {
  const std::string words = "id=sen&term-0=Sen&language-0=vi&status-0=1&term-1=padma&language-1=en&status-1=1";
  ASSERT_EQ(world_.post("/desk/terms/new", words, session("tam")).status, 303);
  const std::string shown = based_on();
  ASSERT_EQ(world_.post("/desk/terms/sen", "remove=yes" + shown, session("tam")).status, 303);

  const Answer late = world_.post("/desk/terms/sen", words + shown, session("tam"));

  EXPECT_EQ(late.status, 400);
  EXPECT_TRUE(late.holds("Somebody else removed this entry meanwhile"));
  EXPECT_TRUE(late.holds("value=\"padma\""));
  EXPECT_EQ(world_.post("/desk/terms/sen", "remove=yes" + shown, session("tam")).status, 303) << "it is gone already";
  EXPECT_EQ(world_.get("/desk/terms/sen", session("tam")).status, 404);
  EXPECT_EQ(world_.post("/desk/terms/sen", words + based_on(), session("tam")).status, 303);
  EXPECT_TRUE(world_.get("/desk/terms/sen", session("tam")).holds("value=\"padma\""));
  EXPECT_EQ(world_.post("/desk/terms/none", words + based_on(), session("tam")).status, 404);
}

TEST_F(TranslationsPage, StoresNoTermOfAFileWithAMistake) {
  const std::string good = "id,language,term\na,vi,sen\n";
  const Answer bad = upload("/desk/terms/import", "file", "terms.csv", good + "b,xx,lotus\n", "tam");
  const Answer taken = upload("/desk/terms/import", "file", "terms.csv", good, "tam");

  EXPECT_EQ(bad.status, 400);
  EXPECT_TRUE(bad.holds("terms.csv: Row 3, entry b: The site has no language “xx”."));
  EXPECT_EQ(taken.location, "/desk/terms?done=import");
  EXPECT_EQ(world_.now()->terms()->size(), 1U);
}

}  // namespace
}  // namespace sen::desk
