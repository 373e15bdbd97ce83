#include "engine/desk/refusals.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include "engine/desk/words.h"
#include "engine/identity/authorise.h"

namespace sen::desk {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

const content::Vocabulary& vocabulary() {
  static const content::Vocabulary kVocabulary = content::load_built_in_vocabulary().value();
  return kVocabulary;
}

const portal::Tongues& tongues() {
  static const portal::Tongues kTongues =
      portal::Tongues::load(desk_languages(), vocabulary(), desk_catalogues()).value();
  return kTongues;
}

const portal::Tongue& tongue(const std::string& language) {
  return *tongues().find(content::Locale(language));
}

std::string whole_file(const std::filesystem::path& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// From the bracket at `open` to the one that closes it.
std::string arguments_at(const std::string& source, std::size_t open) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t at = open; at < source.size(); ++at) {
    if (source[at] == '"' && source[at - 1] != '\\') quoted = !quoted;
    if (quoted) continue;
    depth += source[at] == '(' ? 1 : source[at] == ')' ? -1 : 0;
    if (depth == 0) return source.substr(open + 1, at - open - 1);
  }
  return {};
}

/// The messages that an expression makes: its literals, with `x` for what stands between them; each literal of a
/// choice.
std::vector<std::string> messages_of(const std::string& expression) {
  static const std::regex kLiteral("\"((?:[^\"\\\\]|\\\\.)*)\"");
  const bool chooses = expression.find(" ? ") != std::string::npos;
  std::vector<std::string> messages;
  std::string message;
  std::ptrdiff_t end = 0;
  for (std::sregex_iterator one(expression.begin(), expression.end(), kLiteral), none; one != none; ++one) {
    if (chooses) {
      messages.push_back((*one)[1]);
      continue;
    }
    const std::string between =
        expression.substr(static_cast<std::size_t>(end), static_cast<std::size_t>(one->position() - end));
    static const std::regex kVaries("[A-Za-z_0-9]");
    if (end > 0 ? std::regex_search(between, kVaries)
                : std::regex_search(std::regex_replace(between, std::regex("std::string\\("), ""), kVaries))
      message += "x";
    message += std::regex_replace((*one)[1].str(), std::regex(R"(\\")"), "\"");
    end = one->position() + one->length();
  }
  if (chooses) return messages;
  static const std::regex kTail("[A-Za-z_]\\w*");
  if (!message.empty() && std::regex_search(expression.substr(static_cast<std::size_t>(end)), kTail)) message += "x";
  if (!message.empty()) messages.push_back(message);
  return messages;
}

/// What the rooms below the desk refuse with, as far as a page shows it.
std::set<std::string> refusals_in(const std::filesystem::path& file) {
  const std::string source = whole_file(file);
  static const std::regex kCall(
      R"((?:(?:Error|return \{)\(?\s*ErrorCode::(?:InvalidInput|Conflict|TooLarge|PermissionDenied),|\bconflict\(of,|\b(?:invalid|wrong|at_row|at_line|fault)\())");
  std::set<std::string> found;
  for (std::sregex_iterator one(source.begin(), source.end(), kCall), none; one != none; ++one) {
    const std::size_t open = source.find('(', static_cast<std::size_t>(one->position()));
    std::string arguments = arguments_at(source, open);
    if (arguments.find('"') == std::string::npos) continue;
    if (arguments.starts_with("ErrorCode::") || arguments.starts_with("of,")) {
      arguments = arguments.substr(arguments.find(',') + 1);
    }
    static const std::regex kItem(R"(,\s*store::keys::[^]*$)");
    arguments = std::regex_replace(arguments, kItem, "");
    if (const std::size_t item = arguments.find(", item"); item != std::string::npos) arguments.resize(item);
    // invalid(field, what): the field stands in front.
    static const std::regex kField(R"(^\s*(?:field\.name|rule\.field|"[a-z]+"|std::string\(field\)),)");
    arguments = std::regex_replace(arguments, kField, "\"field: \" + ");
    // at_row(row, what), at_line(element, what): the row stands in front.
    static const std::regex kRow(R"(^\s*[^,"()]+,)");
    if (source.compare(open - 3, 3, "row") == 0 || source.compare(open - 4, 4, "line") == 0)
      arguments = std::regex_replace(arguments, kRow, "\"row 7: \" + ");
    // fault(element, what): line and element stand in front.
    if (source.compare(open - 5, 5, "fault") == 0)
      arguments = std::regex_replace(arguments, kRow, "\"line 7: <unit>: \" + ");
    static const std::regex kPlace("^x(?=more than|quotes)");
    for (const std::string& message : messages_of(arguments))
      found.insert(std::regex_replace(message, kPlace, "line 7: "));
  }
  return found;
}

TEST(Refusals, HaveASentenceInTheOfficersLanguageForEverythingThatTheWorkflowSays) {
  std::set<std::string> said;
  for (const char* folder : {"engine/workflow", "ingest/xliff"})
    for (const auto& file : std::filesystem::directory_iterator(folder))
      if (file.path().extension() == ".cc") said.merge(refusals_in(file.path()));
  for (const char* file : {"engine/desk/accounts.cc", "engine/desk/organisations.cc", "engine/base/clock.cc",
                           "content/markup/limits.cc", "engine/app/body_renderer.cc"})
    said.merge(refusals_in(file));
  ASSERT_GT(said.size(), 50U);
  // Said to programs and operators alone.
  said.erase("not a date of RFC 9110, section 5.6.7");
  // A place and what is wrong with it, which is said elsewhere.
  for (const char* place : {"x: x", "row x: x", "line x: x"}) said.erase(place);

  std::vector<std::string> without;
  for (const std::string& message : said) {
    const Refusal refusal = explain_refusal(tongue("vi"), message);
    if (!refusal.known || refusal.text == explain_refusal(tongue("en"), message).text) without.push_back(message);
  }
  EXPECT_THAT(without, IsEmpty());
}

TEST(Refusals, HoldNoTailOfAMessageInAnotherLanguage) {
  const std::string source = whole_file("engine/desk/refusals.cc");
  static const std::regex kPattern(R"re(\{"((?:[^"\\]|\\.)*)",\s*\[\]\(const Said& s\))re");
  std::vector<std::string> bare;
  std::size_t patterns = 0;
  for (std::sregex_iterator one(source.begin(), source.end(), kPattern), none; one != none; ++one, ++patterns)
    if (std::regex_search((*one)[1].str(), std::regex(R"(: \{\d\}$)"))) bare.push_back((*one)[1]);

  EXPECT_GT(patterns, 100U);
  EXPECT_THAT(bare, IsEmpty()) << "whatever stands after a colon is a sentence of its own";
  EXPECT_EQ(explain_refusal(tongue("vi"), "line 7: <note>: appliesTo is none of source target").text,
            "Dòng 7: Thuộc tính appliesTo của <note> nhận một trong các giá trị: source target");
}

TEST(Refusals, SayWhyARightIsMissing) {
  for (int denial = 0; denial <= static_cast<int>(identity::Denial::RoleNotForYou); ++denial) {
    const std::string why(identity::describe(static_cast<identity::Denial>(denial)));
    const Refusal refusal = explain_refusal(tongue("vi"), "document.approve is not permitted: " + why);
    EXPECT_TRUE(refusal.known) << why;
    EXPECT_EQ(refusal.text.find(why), std::string::npos);
  }
}

TEST(Refusals, NameFieldLineAndWhoWasFirst) {
  const Refusal title = explain_refusal(tongue("en"), "title: it has 230 characters; at most 200 are allowed");
  EXPECT_EQ(title.field, "title");
  EXPECT_EQ(title.text, "“Title” is too long: 230 characters, at most 200 are allowed.");
  EXPECT_THAT(explain_refusal(tongue("vi"), "remark: it is longer than 4,000 bytes").text,
              HasSubstr("tối đa 4.000 byte"));
  EXPECT_THAT(explain_refusal(tongue("en"), "body: line 12: a control character").text, HasSubstr("Line 12"));
  EXPECT_EQ(explain_refusal(tongue("en"), "claim: it is missing", [](const std::string&) { return "Claim"; }).text,
            "“Claim” is missing.");

  const Refusal row = explain_refusal(tongue("en"), "row 3: column status: it is preferred, admitted or forbidden");
  EXPECT_EQ(row.text, "Row 3, column status: It is one of: preferred, admitted, forbidden.");
  EXPECT_EQ(row.field, "");
  EXPECT_EQ(explain_refusal(tongue("en"), "row 1: column language: it is missing").text,
            "Row 1, column language: “language” is missing.");
  EXPECT_EQ(explain_refusal(tongue("vi"), "line 7: entry doi-moi: term: \"Sen\" stands twice").text,
            "Dòng 7, mục doi-moi: Từ “Sen” bị ghi hai lần.");
  EXPECT_TRUE(explain_refusal(tongue("vi"), "line 1: original \"x\" names no text of this site").known);

  const Refusal late = explain_refusal(
      tongue("en"),
      "it is no longer as it was shown: an.editor changed it at 2026-11-20T08:30:00Z (approve vi of abc)");
  EXPECT_TRUE(late.known);
  EXPECT_THAT(late.text, HasSubstr("an.editor"));
  EXPECT_THAT(late.text, HasSubstr("Approved"));

  const Refusal unknown = explain_refusal(tongue("vi"), "the moon is out");
  EXPECT_FALSE(unknown.known);
  EXPECT_EQ(unknown.text, "the moon is out");
}

}  // namespace
}  // namespace sen::desk
