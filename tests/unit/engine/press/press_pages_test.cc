// The pages on which journalists act, through their routes.

#include "engine/press/press_pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "content/model/address.h"
#include "engine/portal/portal.h"
#include "tests/support/content.h"
#include "tests/unit/engine/portal/world.h"

namespace sen::press {
namespace {

using content::ContentId;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kSecret = "ssssssssss";

class Pages : public testing::Test {
 protected:
  Pages() { pages_.add_routes(router_); }

  struct Answer {
    int status = 0;
    std::string body;
    std::string location;
    std::string cookie;
    std::string cache;
  };
  Answer ask(http::Request request) {
    const http::Router::Match match = router_.find(request.method, request.path);
    if (!match.handler) throw std::runtime_error("no route for " + request.target);
    auto made = (*match.handler)(request, match.parameters);
    Answer answer;
    if (!made) {
      answer.status = http::status_of(made.error().code());
      answer.body = made.error().message();
      return answer;
    }
    answer.status = made->status;
    if (made->body) answer.body = *made->body;
    for (const auto& [name, value] : made->headers) {
      if (name == "Location") answer.location = value;
      if (name == "Set-Cookie") answer.cookie = value.substr(0, value.find(';'));
      if (name == "Cache-Control") answer.cache = value;
    }
    return answer;
  }
  Answer get(const std::string& target) {
    http::Pairs headers;
    if (!cookie_.empty()) headers.emplace_back("Cookie", "a=b; " + cookie_);
    return ask(portal::test::World::request(target, headers));
  }
  Answer post(const std::string& target, const std::string& form, const std::string& origin = "http://sen.example") {
    http::Pairs headers{{"Host", "sen.example"}};
    if (!origin.empty()) headers.emplace_back("Origin", origin);
    if (!cookie_.empty()) headers.emplace_back("Cookie", cookie_);
    http::Request request = portal::test::World::request(target, headers);
    request.method = http::Method::Post;
    request.body = form;
    request.client = "192.0.2.1";
    return ask(request);
  }
  /// A journalist who is let in.
  void enter() {
    const Answer applied =
        post("/en/press/accreditation", "name=Lan&medium=Daily&email=lan%40daily.example&about=Trade&language=en");
    ASSERT_EQ(applied.status, 303) << applied.body;
    ASSERT_TRUE(accreditations_.accept("A-2026-0001", content::AccountName("thu")).has_value());
    const std::string link = "/en/press/sign-in/" + accreditations_.make_link("A-2026-0001").value();
    EXPECT_EQ(get(link).status, 200);
    EXPECT_EQ(get(link).status, 200) << "looking uses nothing up";
    const Answer in = post(link, "");
    ASSERT_EQ(in.status, 303);
    EXPECT_EQ(in.location, "/en/press/area");
    cookie_ = in.cookie;
    EXPECT_EQ(post(link, "").status, 410);
  }
  /// A picture in two sizes, which stands on the page of `document`; gives its address without the size.
  std::string add_picture(content::Document& document) {
    content::Media media;
    media.digest = sha256("portrait");
    media.content_type = "image/jpeg";
    media.renditions = {{320, 180, "webp", 4}, {768, 432, "jpg", 4}};
    for (const char* name : {"320.webp", "768.jpg"}) {
      auto writer = world_.store().blobs().create({media.digest, name}).value();
      EXPECT_TRUE(writer->append("data").has_value());
      EXPECT_TRUE(writer->finish().has_value());
    }
    world_.commit({media});
    content::MediaUse use;
    use.digest = media.digest;
    use.file = document.image = "portrait.jpg";
    document.media = {use};
    const std::string path = content::media_path(media.digest, media.renditions.front());
    return path.substr(0, path.rfind('/') + 1);
  }
  void add_secret(content::State state = content::State::Scheduled) {
    content::Document document = sen::test::document(kSecret);
    document.type = "statement";
    document.section = "press";
    document.embargo = parse_rfc3339("2027-01-01T00:00:00Z").value();
    document.fields = {{"press_access", {"under-embargo"}}};
    document.locales = {content::Locale("en")};
    picture_ = add_picture(document);
    world_.commit(
        {document, sen::test::version(kSecret, "en", 1, "Canary statement"), sen::test::waiting(kSecret, "en", state)});
  }

  portal::test::World world_;
  ManualClock clock_{parse_rfc3339("2026-11-20T01:00:00Z").value()};
  std::unique_ptr<identity::Vault> vault_ = identity::open_memory_vault();
  Enquiries enquiries_{*vault_, clock_};
  Accreditations accreditations_{*vault_, clock_};
  PressPages pages_{world_.portal().context(), enquiries_, accreditations_, clock_};
  http::Router router_;
  std::string cookie_;
  std::string picture_;
};

const std::string kQuestion = "name=Lan&medium=B%C3%A1o&question=How+many%3F%0AAnd+why%3F&language=vi";

TEST_F(Pages, TakeAQuestionAndShowItsStateAtAPrivateAddress) {
  const Answer form = get("/en/press/ask");
  EXPECT_EQ(form.status, 200);
  EXPECT_EQ(form.cache, "private, no-store");
  EXPECT_THAT(form.body, HasSubstr("<meta name=\"robots\" content=\"noindex\">"));

  const Answer sent = post("/en/press/ask", kQuestion);
  ASSERT_EQ(sent.status, 303);
  const Answer status = get(sent.location);
  EXPECT_THAT(status.body, HasSubstr("Question Q-2026-0001"));
  EXPECT_THAT(status.body, HasSubstr("How many?\nAnd why?"));
  EXPECT_THAT(status.body, HasSubstr("22 November 2026, 08:00 Hanoi · 01:00 UTC"));
  EXPECT_THAT(status.body, Not(HasSubstr("rel=\"canonical\"")));

  ASSERT_TRUE(enquiries_.answer("Q-2026-0001", "Twelve <ships>.").has_value());
  EXPECT_THAT(get(sent.location).body, HasSubstr("Twelve &lt;ships&gt;."));
  EXPECT_EQ(get("/en/press/question/abc").status, 404);
}

TEST_F(Pages, ShowAPublicAnswerOnceEverybodyCanReadIt) {
  const std::string address = post("/en/press/ask", kQuestion).location;
  ASSERT_TRUE(enquiries_.answer_publicly("Q-2026-0001", ContentId("rrrrrrrrrr")).has_value());
  EXPECT_THAT(get(address).body, Not(HasSubstr("The answer is public")));
  EXPECT_THAT(get(address).body, HasSubstr("There is no answer yet."));

  content::Document document = sen::test::document("rrrrrrrrrr");
  document.type = "press-answer";
  document.section = "press";
  document.locales = {content::Locale("en")};
  const content::Version version = sen::test::version("rrrrrrrrrr", "en", 1, "Twelve ships");
  world_.commit({document, version, sen::test::published(version, 2'000)});
  const std::string page = get(address).body;
  EXPECT_THAT(page, HasSubstr("Twelve ships</bdi></a>"));
  EXPECT_THAT(page, HasSubstr("<strong>Answered</strong>"));
  EXPECT_THAT(page, Not(HasSubstr("Answer due by")));
  EXPECT_THAT(page, Not(HasSubstr("There is no answer yet.")));
}

TEST_F(Pages, SayWhyAndWhenAQuestionWasClosedWithoutAnAnswer) {
  const std::string address = post("/en/press/ask", kQuestion).location;
  ASSERT_TRUE(enquiries_.decline("Q-2026-0001", "Not ours to say.").has_value());

  const std::string page = get(address).body;
  EXPECT_THAT(page, HasSubstr("<strong>Not answered</strong>"));
  EXPECT_THAT(page, HasSubstr("<dt>Closed</dt>"));
  EXPECT_THAT(page, HasSubstr("<h2>Reason</h2>"));
  EXPECT_THAT(page, Not(HasSubstr("The answer</h2>")));
}

TEST_F(Pages, SayWhatIsWrongAndLoseNothing) {
  const Answer answer = post("/en/press/ask", "name=Lan&medium=&email=nonsense&question=Typed+words");

  EXPECT_EQ(answer.status, 400);
  EXPECT_THAT(answer.body, HasSubstr("<a href=\"#medium\">"));
  EXPECT_THAT(answer.body, HasSubstr("This is not an e-mail address."));
  EXPECT_THAT(answer.body, HasSubstr("Typed words</textarea>"));
  EXPECT_TRUE(enquiries_.list()->empty());
}

std::string repeated(std::size_t times, const std::string& text) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

TEST_F(Pages, TakeAQuestionToAnOrganisationThatOnlyTheDeskKnows) {
  content::Document contact = sen::test::document("cccccccccc");
  contact.type = "spokesperson";
  contact.section = "press";
  contact.organisation = content::OrganisationCode("new-agency");
  contact.organisation_name_vi = "Cục Mới";
  contact.locales = {content::Locale("en")};
  const content::Version version = sen::test::version("cccccccccc", "en", 1, "Office");
  world_.commit({contact, version, sen::test::published(version, 2'000)});

  EXPECT_THAT(get("/en/press/ask").body, HasSubstr("<option value=\"new-agency\">Cục Mới</option>"));
  EXPECT_EQ(post("/en/press/ask", kQuestion + "&organisation=new-agency").status, 303);
  EXPECT_EQ(enquiries_.find("Q-2026-0001")->organisation.value, "new-agency");

  const Answer unknown = post("/en/press/ask", kQuestion + "&organisation=moit");
  EXPECT_EQ(unknown.status, 400);
  EXPECT_THAT(unknown.body, HasSubstr("<a href=\"#organisation\">Nobody of this organisation answers"));
  EXPECT_THAT(unknown.body, HasSubstr("And why?</textarea>"));
}

TEST_F(Pages, KeepWhatWasTypedWhenNoMoreCanBeTaken) {
  Enquiries full{*vault_, clock_, {.most = 0}};
  Accreditations closed{*vault_, clock_, {.most = 0}};
  PressPages pages{world_.portal().context(), full, closed, clock_};
  router_ = http::Router();
  pages.add_routes(router_);

  const Answer question = post("/en/press/ask", kQuestion);
  EXPECT_EQ(question.status, 400);
  EXPECT_THAT(question.body, HasSubstr("The press office cannot take more forms at the moment."));
  EXPECT_THAT(question.body, HasSubstr("And why?</textarea>"));
  const Answer application =
      post("/en/press/accreditation", "name=Lan&medium=Daily&email=lan%40daily.example&about=Trade&language=en");
  EXPECT_EQ(application.status, 400);
  EXPECT_THAT(application.body, HasSubstr("Trade</textarea>"));
}

TEST_F(Pages, CountLettersAndLinesAsPeopleDo) {
  const std::string name = "name=" + repeated(200, "%E1%BB%85") + "&medium=Daily&question=";
  EXPECT_EQ(post("/en/press/ask", name + repeated(999, "a%0D%0A") + "bc").status, 303);
  EXPECT_EQ(enquiries_.find("Q-2026-0001")->text.size(), 2'000U);

  const Answer longer = post("/en/press/ask", name + repeated(2'001, "a"));
  EXPECT_EQ(longer.status, 400);
  EXPECT_THAT(longer.body, HasSubstr("“Your question” may have at most 2,000 characters."));
  EXPECT_THAT(longer.body, HasSubstr("maxlength=\"2000\""));
}

TEST_F(Pages, RefuseOtherSitesProgramsAndFloods) {
  EXPECT_EQ(post("/en/press/ask", kQuestion, "https://evil.example").status, 403);
  EXPECT_EQ(post("/en/press/ask", kQuestion, "").status, 403);
  EXPECT_EQ(post("/en/press/ask", kQuestion + "&homepage=spam").location, "/en/press");
  EXPECT_TRUE(enquiries_.list()->empty());

  int taken = 0;
  for (int i = 0; i < 20; ++i) taken += post("/en/press/ask", kQuestion).status == 303 ? 1 : 0;
  EXPECT_EQ(taken, static_cast<int>(PressPages::kFormsPerHour) - 1);
  EXPECT_THAT(post("/en/press/ask", kQuestion).body, HasSubstr("Many forms came from your network."));
  clock_.advance(std::chrono::hours(1));
  EXPECT_EQ(post("/en/press/ask", kQuestion).status, 303);
}

TEST_F(Pages, ShowEmbargoedTextsToTheAccreditedAlone) {
  add_secret();
  const std::string address = std::string("/en/press/area/") + kSecret;
  for (const std::string& target : {std::string("/en/press/area"), address}) {
    const Answer closed = get(target);
    EXPECT_EQ(closed.status, 403) << target;
    EXPECT_THAT(closed.body, Not(HasSubstr("Canary"))) << target;
  }
  EXPECT_EQ(get(address).body, get("/en/press/area/aaaaaaaaaa").body) << "the same as for what is not there";

  enter();
  const Answer list = get("/en/press/area");
  EXPECT_EQ(list.status, 200);
  EXPECT_EQ(list.cache, "private, no-store");
  EXPECT_THAT(list.body, HasSubstr("Canary statement"));
  EXPECT_THAT(list.body, HasSubstr("1 January 2027, 07:00 Hanoi · 00:00 UTC"));
  const Answer text = get(address);
  EXPECT_EQ(text.status, 200);
  EXPECT_EQ(text.cache, "private, no-store");
  EXPECT_THAT(text.body, HasSubstr("EMBARGO until 1 January 2027, 07:00 Hanoi"));
  EXPECT_THAT(text.body, Not(HasSubstr("application/ld+json")));
  ASSERT_EQ(accreditations_.accesses("A-2026-0001")->size(), 1U);
  EXPECT_EQ(accreditations_.accesses("A-2026-0001")->front().document, ContentId(kSecret));

  for (const char* everybody : {"/en/press", "/en", "/en/press/quotes", "/ssssssssss"})
    EXPECT_THAT(world_.get(everybody).body, Not(HasSubstr("Canary"))) << everybody;

  ASSERT_TRUE(accreditations_.revoke("A-2026-0001", content::AccountName("thu"), "Over").has_value());
  EXPECT_EQ(get(address).status, 403);
}

TEST_F(Pages, ShowThePicturesOfEmbargoedTextsToTheAccreditedAloneInEverySize) {
  add_secret();
  const std::array<std::string, 2> sizes = {"320.webp", "768.jpg"};
  for (const std::string& size : sizes) {
    EXPECT_EQ(get("/press" + picture_ + size).status, 404);
    EXPECT_EQ(world_.get(picture_ + size).status, 404) << "the public door";
  }
  EXPECT_EQ(get("/press" + picture_ + sizes[0]).body,
            get("/press/media/00000000000000000000000000000000/320.webp").body);

  enter();
  const std::string page = get(std::string("/en/press/area/") + kSecret).body;
  for (const std::string& size : sizes) {
    EXPECT_THAT(page, HasSubstr("\"/press" + picture_ + size));
    const Answer picture = get("/press" + picture_ + size);
    EXPECT_EQ(picture.status, 200);
    EXPECT_EQ(picture.cache, "private, no-store");
    EXPECT_EQ(world_.get(picture_ + size).status, 404);
  }
  EXPECT_THAT(page, Not(HasSubstr("\"" + picture_)));
  EXPECT_EQ(get("/press" + picture_ + "9999.jpg").status, 404);

  ASSERT_TRUE(accreditations_.revoke("A-2026-0001", content::AccountName("thu"), "Over").has_value());
  EXPECT_EQ(get("/press" + picture_ + sizes[0]).status, 404);
}

TEST_F(Pages, ShowNoPictureOfWhatIsStillBeingReviewed) {
  add_secret(content::State::Submitted);
  enter();

  EXPECT_EQ(get("/press" + picture_ + "320.webp").status, 404);
}

TEST_F(Pages, ShowNothingThatIsStillBeingReviewed) {
  add_secret(content::State::Submitted);
  enter();

  EXPECT_THAT(get("/en/press/area").body, HasSubstr("Nothing is under embargo"));
  EXPECT_EQ(get(std::string("/en/press/area/") + kSecret).status, 404);
}

TEST_F(Pages, LeadToThePublicPageOnceTheHourHasCome) {
  add_secret();
  enter();
  const content::Version version = sen::test::version(kSecret, "en", 1, "Canary statement");
  world_.commit({sen::test::published(version, 5'000)});

  const Answer answer = get(std::string("/en/press/area/") + kSecret);
  EXPECT_EQ(answer.status, 302);
  EXPECT_EQ(answer.location, "/en/press/slug-ssssssssss");
}

TEST_F(Pages, LetGoOfWhoLeaves) {
  enter();
  EXPECT_EQ(get("/en/press/area").status, 200);

  EXPECT_EQ(post("/en/press/area/leave", "").status, 303);

  EXPECT_EQ(get("/en/press/area").status, 403);
}

TEST_F(Pages, SpeakEveryLanguage) {
  for (const content::Locale& language : world_.portal().site().languages) {
    EXPECT_EQ(get("/" + language.value + "/press/ask").status, 200) << language.value;
    EXPECT_EQ(get("/" + language.value + "/press/accreditation").status, 200) << language.value;
  }
  EXPECT_THAT(get("/vi/press/ask").body, HasSubstr("Gửi câu hỏi"));
  EXPECT_EQ(get("/xx/press/ask").status, 404);
}

}  // namespace
}  // namespace sen::press
