#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <thread>

#include "engine/desk/notices/notice_runner.h"
#include "engine/mail/postman.h"
#include "engine/workflow/translations.h"
#include "tests/support/smtp_sink.h"
#include "tests/unit/engine/desk/world.h"

namespace sen::desk::test {
namespace {

using content::DeskRole;
using content::Locale;

constexpr std::string_view kAddress = "http://desk.example";
/// What would be markup, a header or the end of a mail if it were not taken as words.
constexpr const char* kTitle = ".Gạo <b>& mì</b>";

/// What of a mail can be read.
struct Mail {
  std::map<std::string, std::string> headers;
  std::string body;  ///< Decoded, lines ended by LF.
};

/// Of quoted-printable (RFC 2045, section 6.7).
std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r') continue;
    if (text[i] != '=') {
      out += text[i];
      continue;
    }
    if (text.substr(i + 1, 2) != "\r\n")
      out += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
    i += 2;
  }
  return out;
}

Mail read_mail(const std::string& mail) {
  Mail out;
  const std::size_t end = mail.find("\r\n\r\n");
  std::string name;
  for (std::size_t at = 0; at < end;) {
    const std::size_t stop = mail.find("\r\n", at);
    const std::string line = mail.substr(at, stop - at);
    at = stop + 2;
    if (line.starts_with(' ')) {
      out.headers[name] += line;
      continue;
    }
    name = line.substr(0, line.find(':'));
    out.headers[name] = line.substr(std::min(line.find(':') + 2, line.size()));
  }
  out.body = decoded(std::string_view(mail).substr(end + 4));
  return out;
}

/// The kind in the name of a mail's occasion (docs/formats/mail.md). One without an example here finds no mail.
bool is_of(const std::string& id, NoticeKind kind) {
  if (kind == NoticeKind::EmergencyOverdue) return id.starts_with("<overdue-");
  if (kind == NoticeKind::DueToday) return id.starts_with("<due-");
  return id.find("-" + std::string(notice_name(kind)) + "-") != std::string::npos;
}

/// Two of each, one who reads Vietnamese and one who reads English.
class NoticeMailTest : public testing::Test {
 protected:
  NoticeMailTest() {
    hire("thu", DeskRole::Contributor, "vi");
    hire("john", DeskRole::Contributor, "en");
    hire("ha", DeskRole::Approver, "vi");
    hire("mary", DeskRole::Approver, "en");
    hire("mai", DeskRole::Translator, "vi");
    hire("ann", DeskRole::Translator, "en");
    hire("duc", DeskRole::Editor, "vi");
    site_.address = kAddress;
    std::ofstream(folder_.path() + "/position") << head() << "\n";
  }
  void hire(const std::string& name, DeskRole role, const std::string& language) {
    content::Account account = world_.account(name, role, "mofa");
    account.email = name + "@mofa.example";
    account.desk_language = Locale(language);
    account.languages = {Locale("fr")};
    world_.add(account);
  }
  std::uint64_t head() { return world_.store().log().head().sequence.value; }
  workflow::Subject shown(const content::ContentId& id) {
    return {id, Locale("vi"), world_.now()->review(id, Locale("vi")).value().content};
  }
  static void expect_ok(const workflow::Workflow::Outcome& outcome) {
    EXPECT_TRUE(outcome.has_value()) << outcome.error().message();
  }

  /// All that `author` is told of, and an emergency of his that `first` begins and `second` confirms.
  void go_the_whole_way(const std::string& author, const std::string& first, const std::string& second) {
    workflow::Workflow& desk = world_.workflow();
    const auto hand_in = [&](const std::string& name) {
      return world_.hand_in(author, author + "-" + name, "vi", kTitle);
    };
    expect_ok(desk.return_to_author(world_.actor(first), shown(hand_in("returned")), ".\nBcc: all@example.org"));
    const content::ContentId released = hand_in("public");
    expect_ok(desk.approve(world_.actor(first), shown(released)));
    expect_ok(desk.publish(world_.actor(second), shown(released)));
    const content::ContentId later = hand_in("scheduled");
    expect_ok(desk.approve(world_.actor(first), shown(later)));
    expect_ok(desk.schedule(world_.actor(second), shown(later), world_.clock().now() + std::chrono::hours(100)));
    const content::ContentId urgent = hand_in("urgent");
    expect_ok(desk.emergency_start(world_.actor(first), shown(urgent), "A storm"));
    expect_ok(desk.emergency_confirm(world_.actor(second), shown(urgent)));
    workflow::Translations translations(world_.store(), world_.vocabulary(), world_.clock());
    workflow::TranslationWish wish;
    wish.id = released;
    wish.locale = Locale("fr");
    wish.source = Locale("vi");
    wish.due = world_.clock().now() + std::chrono::hours(1);
    const auto asked = translations.request(world_.actor("duc"), wish);
    EXPECT_TRUE(asked.has_value()) << asked.error().message();
  }

  /// Whether a mail of each kind is among `mails` in each language.
  static bool is_complete(const std::vector<std::string>& mails) {
    std::set<std::pair<NoticeKind, std::string>> found;
    for (const std::string& mail : mails) {
      Mail read = read_mail(mail);
      for (const NoticeKind kind : all_notice_kinds())
        if (is_of(read.headers["Message-ID"], kind)) found.emplace(kind, read.headers["Content-Language"]);
    }
    return found.size() == 2 * all_notice_kinds().size();
  }

  /// Every address in the mail opens a page of the desk for the one who got it.
  void expect_links_open(const Mail& mail) {
    const std::string to = mail.headers.at("To");
    const std::size_t begin = to.find('<') + 1;
    const std::string account = to.substr(begin, to.find('@') - begin);
    const std::string session = world_.signed_in(account, true);
    int links = 0;
    for (std::size_t at = mail.body.find(kAddress); at != std::string::npos; at = mail.body.find(kAddress, at + 1)) {
      const std::size_t end = mail.body.find('\n', at);
      const std::string path = mail.body.substr(at + kAddress.size(), end - at - kAddress.size());
      const Answer page = world_.get(path, session);
      EXPECT_EQ(page.status, 200) << account << " " << path;
      EXPECT_FALSE(page.holds("<b>& mì")) << path;
      if (path != "/desk/me") {
        EXPECT_TRUE(page.holds("&lt;b&gt;&amp; mì")) << account << " " << path;
      }
      ++links;
    }
    EXPECT_GE(links, 2) << mail.body;
  }

  World world_;
  portal::Site site_;
  sen::test::TemporaryFolder folder_;
  sen::test::SmtpSink sink_;
};

TEST_F(NoticeMailTest, OfEachKindArrivesInBothLanguagesAsWordsWithLinksThatOpen) {
  go_the_whole_way("thu", "ha", "mary");
  go_the_whole_way("john", "mary", "ha");
  world_.clock().advance(std::chrono::hours(3));  // The reviews of the emergencies are overdue.
  const auto outbox = mail::Outbox::open(folder_.path()).value();
  const auto relay = mail::open_smtp_relay({.host = "127.0.0.1",
                                            .port = sink_.port(),
                                            .security = mail::RelayOptions::Security::None,
                                            .login_file = {},
                                            .ca_file = {}})
                         .value();
  const auto notifier =
      Notifier::make(*outbox, {"Sen", "noreply@sen.example"}, world_.vocabulary(), site_, world_.clock()).value();

  {
    const NoticeRunner runner(world_.store(), world_.vocabulary(), *notifier, world_.clock(),
                              {.folder = folder_.path()});
    const mail::Postman postman(*outbox, *relay, world_.clock());
    for (int i = 0; i < 6'000 && !is_complete(sink_.mails()); ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }

  EXPECT_TRUE(is_complete(sink_.mails())) << "a kind of notice without an example here, or one that nobody was told of";
  EXPECT_EQ(outbox->dead_count(), 0U);
  for (const std::string& raw : sink_.mails()) {
    const Mail mail = read_mail(raw);
    EXPECT_EQ(mail.headers.count("Bcc"), 0U);
    EXPECT_EQ(mail.headers.at("Content-Type"), "text/plain; charset=UTF-8");
    EXPECT_NE(mail.body.find("\n" + std::string(kTitle)), std::string::npos) << mail.body;
    const bool english = mail.headers.at("Content-Language") == "en";
    EXPECT_TRUE(mail.body.starts_with(english ? "Dear Test " : "Kính gửi Test ")) << mail.body;
    expect_links_open(mail);
  }
}

TEST_F(NoticeMailTest, OfAThousandTextsListsTheFirstAndSaysWhereTheOthersAre) {
  const auto outbox = mail::Outbox::open(folder_.path()).value();
  const auto notifier =
      Notifier::make(*outbox, {"Sen", "noreply@sen.example"}, world_.vocabulary(), site_, world_.clock()).value();
  Notice notice;
  notice.to = content::AccountName("mary");
  std::string title;
  for (int i = 0; i < 200; ++i) title += "ữ";
  const NoticeItem item{.id = content::ContentId("abcdefghjk"), .locale = Locale("vi"), .title = title, .at = {}};
  notice.items.assign(1'000, item);
  const content::Account mary = world_.now()->account(notice.to).value();

  ASSERT_TRUE(notifier->send(notice, mary, "package").has_value());
  notice.items.assign(100, item);
  for (NoticeItem& one : notice.items) one.title = "One";
  notice.items.front().remark = std::string(4'000, '=');
  ASSERT_TRUE(notifier->send(notice, mary, "returned").has_value());

  const auto letter = outbox->next(world_.clock().now());
  ASSERT_TRUE(letter.has_value()) << "a mail that the outbox does not read again is dead";
  EXPECT_EQ(outbox->dead_count(), 0U);
  const std::string body = read_mail(letter->text).body;
  EXPECT_NE(body.find("more texts:\n" + std::string(kAddress) + "/desk/queue\n"), std::string::npos) << body.size();
  ASSERT_TRUE(outbox->sent(*letter).has_value());
  EXPECT_EQ(read_mail(outbox->next(world_.clock().now())->text).body.find("more texts:"), std::string::npos)
      << "a hundred stand in the mail";
}

}  // namespace
}  // namespace sen::desk::test
