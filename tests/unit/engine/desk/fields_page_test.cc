#include <gtest/gtest.h>

#include "content/model/review_content.h"
#include "tests/unit/engine/desk/world.h"

namespace sen::desk {
namespace {

using content::DeskRole;
using content::Locale;
using test::Answer;
using test::World;

class FieldsPage : public testing::Test {
 protected:
  FieldsPage() {
    world_.add(world_.account("binh", DeskRole::Editor, "mofa"));
    world_.add(world_.account("hoa", DeskRole::Approver, "mofa"));
    world_.add(world_.account("hong", DeskRole::Editor, "mofa"));
    world_.add(world_.account("tu", DeskRole::Editor, "moit"));
    id_ = world_.hand_in("lan", "lotus", "vi", "Mùa sen", "Sen nở.");
  }
  std::string path(const std::string& more = {}) { return "/desk/documents/" + id_.value + more; }
  std::string session(const std::string& name) { return world_.signed_in(name, true); }
  content::Document document() { return world_.now()->document(id_).value(); }
  Digest content(const std::string& language) { return world_.now()->review(id_, Locale(language)).value().content; }
  void publish() {
    const workflow::Subject subject{id_, Locale("vi"), content("vi")};
    ASSERT_TRUE(world_.workflow().approve(world_.actor("hoa"), subject).has_value());
    ASSERT_TRUE(world_.workflow().publish(world_.actor("hoa"), subject).has_value());
  }
  std::string form(const std::string& topic, const std::string& more = {}) {
    return "seen=" + to_hex(content::document_content(document())) + "&licence=CC-BY-4.0&topics=" + topic + more;
  }
  Answer add_picture(const std::string& who, const std::string& bytes, const std::string& alt = "Hồ sen") {
    const std::string token = session(who);
    std::string body;
    const auto part = [&](const std::string& head, const std::string& value) {
      body += "--b\r\nContent-Disposition: form-data; name=" + head + "\r\n\r\n" + value + "\r\n";
    };
    part("\"csrf\"", identity::csrf_token(identity::SessionToken(token)));
    part("\"seen\"", to_hex(content::document_content(document())));
    part("\"alt-vi\"", alt);
    part("\"credit\"", "An");
    part("\"picture-licence\"", "CC-BY-4.0");
    part("\"file\"; filename=\"Hồ sen.PNG\"", bytes);
    body += "--b--\r\n";
    return world_.ask({.method = http::Method::Post,
                       .path = path("/pictures"),
                       .form = body,
                       .session = token,
                       .headers = {{"Content-Type", "multipart/form-data; boundary=b"}}});
  }
  World world_;
  content::ContentId id_;
};

TEST_F(FieldsPage, ChangesADocumentThatWasNeverPublicAtOnceAndVoidsApprovals) {
  ASSERT_TRUE(world_.workflow().approve(world_.actor("hoa"), {id_, Locale("vi"), content("vi")}).has_value());
  EXPECT_TRUE(world_.get(path("/fields"), session("binh")).holds("value=\"economy\" checked"));

  EXPECT_EQ(
      world_.post(path("/fields"), form("culture&topics=economy&places=31&markets=de+jp"), session("binh")).location,
      path("?done=fields"));

  EXPECT_EQ(document().topics, (std::vector<std::string>{"culture", "economy"}));
  EXPECT_EQ(document().markets, (std::vector<std::string>{"de", "jp"}));
  EXPECT_TRUE(world_.now()->review(id_, Locale("vi")).value().approvals.empty());
  EXPECT_EQ(world_.get(path("/fields"), session("tu")).status, 404) << "of another organisation";
}

TEST_F(FieldsPage, ProposesAChangeOfWhatIsPublicAndShowsItFieldByField) {
  publish();
  EXPECT_TRUE(world_.get(path("/fields"), session("lan")).holds("Hand in this change"));

  ASSERT_EQ(world_.post(path("/fields"), form("culture&expires=2027-01-01T00:00"), session("lan")).location,
            path("?done=proposed"));

  EXPECT_EQ(document().topics, std::vector<std::string>{"economy"});
  const Answer shown = world_.get(path(), session("hoa"));
  EXPECT_TRUE(shown.holds("<del>Economy</del>"));
  EXPECT_TRUE(shown.holds("<ins>Culture</ins>"));
  EXPECT_TRUE(shown.holds("Public until"));
  const std::string digest = "content=" + to_hex(content(""));
  EXPECT_EQ(world_.post(path("/proposal/approve"), digest, session("hoa")).status, 303);
  EXPECT_EQ(world_.post(path("/proposal/publish"), digest, session("hoa")).status, 303);
  EXPECT_EQ(document().topics, std::vector<std::string>{"culture"});
}

TEST_F(FieldsPage, DropsAChangeThatWaits) {
  publish();
  ASSERT_EQ(world_.post(path("/fields"), form("culture"), session("lan")).status, 303);
  EXPECT_TRUE(world_.get(path(), session("lan")).holds("Drop this change"));

  EXPECT_EQ(world_.post(path("/proposal/drop"), "content=" + to_hex(content("")), session("lan")).status, 303);

  EXPECT_FALSE(world_.get(path(), session("lan")).holds("Drop this change"));
  EXPECT_EQ(document().topics, std::vector<std::string>{"economy"});
}

TEST_F(FieldsPage, KeepsWhatWasTypedWhenSomebodyWasFasterOrAFieldIsWrong) {
  const std::string late = form("culture&markets=xx1");
  const Answer wrong = world_.post(path("/fields"), late, session("binh"));
  EXPECT_EQ(wrong.status, 400);
  EXPECT_TRUE(wrong.holds("two letters of a country"));
  EXPECT_TRUE(wrong.holds("value=\"xx1\""));
  ASSERT_EQ(world_.post(path("/fields"), form("trade"), session("hong")).status, 303);

  const Answer conflict = world_.post(path("/fields"), late, session("binh"));

  EXPECT_EQ(conflict.status, 400);
  EXPECT_TRUE(conflict.holds("Somebody else changed this document"));
  EXPECT_TRUE(conflict.holds("value=\"xx1\""));
  EXPECT_EQ(document().topics, std::vector<std::string>{"trade"});
}

TEST_F(FieldsPage, TakesAnHourThatNobodyTouchedFromWhoWasFaster) {
  const std::string hours = "&embargo=2027-01-01T10:00:00&expires=2027-06-01T10:00:30";
  ASSERT_EQ(world_.post(path("/fields"), form("economy", hours), session("binh")).status, 303);
  const Answer shown = world_.get(path("/fields"), session("binh"));
  EXPECT_TRUE(shown.holds("value=\"2027-01-01T10:00\"")) << "as browsers send a whole minute back";
  EXPECT_TRUE(shown.holds("value=\"2027-06-01T10:00:30\""));
  const std::string late = form("culture", "&embargo=2027-01-01T10:00&expires=2027-06-01T10:00:30");
  const std::string theirs = "&embargo=2027-03-01T08:00&expires=2027-09-01T08:00";
  ASSERT_EQ(world_.post(path("/fields"), form("economy", theirs), session("hong")).status, 303);

  const Answer conflict = world_.post(path("/fields"), late, session("binh"));

  EXPECT_TRUE(conflict.holds("value=\"culture\" checked")) << "what was typed";
  EXPECT_TRUE(conflict.holds("value=\"2027-03-01T08:00\"")) << "what only the other changed";
  EXPECT_TRUE(conflict.holds("value=\"2027-09-01T08:00\"")) << "what only the other changed";
}

TEST_F(FieldsPage, KeepsWordsTypedForPicturesAndShowsWhatTheOtherChanged) {
  ASSERT_EQ(add_picture("binh", "bytes").status, 303);
  const std::string name = "picture-" + to_hex(document().media[0].digest).substr(0, 16) + "-";
  const std::string typed = "&" + name + "alt-vi=H%E1%BB%93+sen&" + name + "alt-en=A+lotus+pond&" + name +
                            "credit=Binh&" + name + "licence=CC-BY-4.0&image=images/ho-sen.png";
  const Answer wrong = world_.post(path("/fields"), form("economy", typed + "&markets=xx1"), session("binh"));
  EXPECT_TRUE(wrong.holds("value=\"A lotus pond\""));
  const std::string late = form("economy", typed);
  const std::string theirs =
      "&" + name + "alt-vi=%C4%90%E1%BA%A7m+sen&" + name + "credit=An&" + name + "licence=CC-BY-4.0";
  ASSERT_EQ(world_.post(path("/fields"), form("culture", theirs + "&image=images/ho-sen.png"), session("hong")).status,
            303);

  const Answer conflict = world_.post(path("/fields"), late, session("binh"));

  EXPECT_TRUE(conflict.holds("<del>Economy</del>"));
  EXPECT_TRUE(conflict.holds("<ins>Culture</ins>"));
  EXPECT_TRUE(conflict.holds("hong changed it last"));
  EXPECT_TRUE(conflict.holds("value=\"A lotus pond\"")) << "what was typed";
  EXPECT_TRUE(conflict.holds("value=\"Binh\"")) << "what was typed";
  EXPECT_TRUE(conflict.holds("value=\"Đầm sen\"")) << "what only the other changed";
  EXPECT_TRUE(conflict.holds("value=\"culture\" checked")) << "what only the other changed";
  EXPECT_TRUE(conflict.holds("value=\"" + to_hex(content::document_content(document())) + "\""));
}

TEST_F(FieldsPage, ShowsAPictureThatWasAddedMeanwhileWithItsWordsAlthoughTheLogDoesNotSayFromWhat) {
  ASSERT_EQ(add_picture("hong", "bytes").status, 303);
  const std::string unknown = "seen=" + std::string(64, '0') + "&licence=CC-BY-4.0&topics=culture&markets=";

  const Answer conflict = world_.post(path("/fields"), unknown, session("binh"));

  EXPECT_EQ(conflict.status, 400);
  EXPECT_TRUE(conflict.holds("value=\"Hồ sen\"")) << "what the page did not show before";
  EXPECT_TRUE(conflict.holds("value=\"An\""));
  EXPECT_TRUE(conflict.holds("value=\"images/ho-sen.png\" selected"));
  EXPECT_TRUE(conflict.holds("value=\"culture\" checked")) << "what was typed";
  EXPECT_FALSE(conflict.holds("value=\"economy\" checked")) << "a tick that was taken away";
}

TEST_F(FieldsPage, TakesAPictureWithItsWordsAndEditsThem) {
  EXPECT_TRUE(add_picture("binh", "no picture").holds("The file is no picture"));
  EXPECT_TRUE(add_picture("binh", "bytes", " ").holds("is missing"));
  ASSERT_EQ(add_picture("binh", "bytes").location, path("/fields?done=picture"));

  ASSERT_EQ(document().media.size(), 1U);
  EXPECT_EQ(document().media[0].file, "images/ho-sen.png");
  EXPECT_EQ(document().image, "images/ho-sen.png");
  EXPECT_EQ(document().media[0].alt.at(Locale("vi")), "Hồ sen");
  EXPECT_TRUE(world_.now()->media(document().media[0].digest).has_value());

  const std::string name = "picture-" + to_hex(document().media[0].digest).substr(0, 16) + "-";
  const std::string edit = "&" + name + "alt-en=A+lotus+pond&" + name + "x=20&" + name + "rights=2027-01-01T00:00";
  ASSERT_EQ(world_.post(path("/fields"), form("economy", edit), session("binh")).status, 303);
  EXPECT_EQ(document().media[0].alt.at(Locale("en")), "A lotus pond");
  EXPECT_DOUBLE_EQ(document().media[0].focus_x, 0.2);
  EXPECT_TRUE(document().media[0].rights_until.has_value());

  ASSERT_EQ(world_.post(path("/fields"), form("economy", "&" + name + "remove=1"), session("binh")).status, 303);
  EXPECT_TRUE(document().media.empty());
  EXPECT_TRUE(document().image.empty());
}

}  // namespace
}  // namespace sen::desk
