#include "engine/mail/message.h"

#include <gtest/gtest.h>

#include <sstream>

namespace sen::mail {
namespace {

Message sample() {
  return {.from = {"Sen", "noreply@sen.example"},
          .to = {"Nguyễn Thị Lan", "lan@mofa.example"},
          .subject = "Cần duyệt",
          .body = "Xin chào\n",
          .language = "vi",
          .id = "12-review-asked-lan",
          .date = {1'795'336'200'000}};
}

/// The header lines of a mail, unfolded.
std::vector<std::string> headers(const std::string& mail) {
  std::vector<std::string> lines;
  std::istringstream in(mail.substr(0, mail.find("\r\n\r\n") + 2));
  for (std::string line; std::getline(in, line);) {
    EXPECT_TRUE(line.ends_with('\r'));
    line.pop_back();
    EXPECT_LE(line.size(), 78U) << line;
    if (line.starts_with(' '))
      lines.back() += line;
    else
      lines.push_back(line);
  }
  return lines;
}

TEST(Message, IsAsciiInShortLinesWithTheHeadersThatMailNeeds) {
  Message message = sample();
  message.subject = "Văn bản rất dài ";
  message.subject.append(300, 'x').append(" ភាសាខ្មែរ ພາສາລາວ العربية 日本語");
  message.body = "ភាសាខ្មែរ = ພາສາລາວ\n\n";
  message.body.append(500, '=').append("\nعربي \n.\n");

  const std::string mail = format_message(message);

  for (const char c : mail) EXPECT_LT(static_cast<unsigned char>(c), 0x7FU);
  const auto lines = headers(mail);
  EXPECT_EQ(lines.at(0), "From: Sen <noreply@sen.example>");
  EXPECT_EQ(lines.at(3), "Date: Sun, 22 Nov 2026 08:30:00 +0000");
  EXPECT_EQ(lines.at(4), "Message-ID: <12-review-asked-lan@sen.example>");
  std::istringstream in(mail);
  for (std::string line; std::getline(in, line);) EXPECT_LE(line.size(), 78U) << line;
}

TEST(Message, LetsNobodyWriteAHeaderOrASecondRecipient) {
  Message message = sample();
  message.subject = "one\r\nBcc: all@example.org\r\n\r\nbody";
  message.to.name = "Lan\r\nBcc: x@example.org\" <other@example.org>,";
  message.from.name = "A, B";
  message.body = "\r\n.\r\nMAIL FROM:<x@example.org>\n";

  const auto lines = headers(format_message(message));

  EXPECT_EQ(lines.size(), 10U);
  for (const std::string& line : lines) EXPECT_FALSE(line.starts_with("Bcc")) << line;
  EXPECT_EQ(lines.at(1).find("other@example.org"), std::string::npos) << lines.at(1);
  EXPECT_TRUE(lines.at(1).ends_with(" <lan@mofa.example>")) << lines.at(1);
  EXPECT_TRUE(lines.at(0).starts_with("From: =?UTF-8?B?")) << lines.at(0);
}

TEST(Message, TakesAddressesThatAreOneAddressOnly) {
  for (const char* good : {"a@b", "lan.nguyen+desk@mofa.gov.example", "o'neil@example.org"})
    EXPECT_TRUE(parse_address(good).has_value()) << good;
  for (const char* bad : {"", "@", "a@", "@b", "a b@c", "a@b c", "a@b,c@d", "a@b\r\nBcc: c@d", "a@[127.0.0.1]",
                          "\"a\"@b", "a..b@c", ".a@b", "a@b..c", "a@-b", "<a@b>", "a@b>", "lan@bộ.vn", "a\t@b"})
    EXPECT_FALSE(parse_address(bad).has_value()) << bad;
  std::string longest(65, 'a');
  EXPECT_FALSE(parse_address(longest.append("@b")).has_value());
}

TEST(Message, KeepsQuotedPrintableReversible) {
  EXPECT_EQ(encode_quoted_printable("a=b \nc\t\n"), "a=3Db=20\r\nc=09\r\n");
  EXPECT_EQ(encode_quoted_printable("đ"), "=C4=91\r\n");
  EXPECT_EQ(encode_quoted_printable(""), "");
  const std::string longer = encode_quoted_printable(std::string(200, 'a'));
  EXPECT_EQ(longer.substr(75, 3), "=\r\n");
}

TEST(Message, EncodesWordsBetweenCharacters) {
  EXPECT_EQ(encode_header_text("plain"), "plain");
  EXPECT_EQ(encode_header_text("=?UTF-8?Q?x?="), "=?UTF-8?B?PT9VVEYtOD9RP3g/PQ==?=");
  EXPECT_EQ(encode_header_text("Hoa sen nở"), "=?UTF-8?B?SG9hIHNlbiBu4buf?=");
  EXPECT_EQ(encode_header_text("bad \xFF bytes"), "=?UTF-8?B?YmFkIO+/vSBieXRlcw==?=");
}

}  // namespace
}  // namespace sen::mail
