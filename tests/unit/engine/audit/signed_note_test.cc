#include "engine/audit/signed_note.h"

#include <gtest/gtest.h>

namespace sen::audit {
namespace {

// The example of c2sp.org/signed-note, made by another program.
constexpr const char* kForeignKey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
constexpr const char* kForeignNote =
    "This is an example message.\n\n"
    "\xE2\x80\x94 example.com/foo "
    "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

TEST(SignedNote, ReadsANoteThatAnotherProgramSigned) {
  const Result<NoteKey> key = parse_note_key(kForeignKey);
  ASSERT_TRUE(key.has_value()) << key.error().message();

  const Result<OpenedNote> opened = open_note(kForeignNote, {*key});

  ASSERT_TRUE(opened.has_value()) << opened.error().message();
  EXPECT_EQ(opened->text, "This is an example message.\n");
  EXPECT_EQ(opened->signed_by, std::vector<NoteKey>{*key});
  EXPECT_EQ(format_note_key(*key), kForeignKey);
}

TEST(SignedNote, FindsAChangeOfAnyByteOfTheText) {
  const NoteKey key = parse_note_key(kForeignKey).value();
  const std::string note = kForeignNote;
  for (std::size_t at = 0; at < note.find("\n\n"); ++at) {
    std::string changed = note;
    changed[at] = changed[at] == 'x' ? 'y' : 'x';
    const Result<OpenedNote> opened = open_note(changed, {key});
    ASSERT_FALSE(opened.has_value()) << at;
    EXPECT_EQ(opened.error().code(), ErrorCode::PermissionDenied) << at;
  }
}

TEST(SignedNote, SignsSoThatTheKeyOpensItAndNoOtherDoes) {
  const NoteSigner one = make_note_signer("sen.example/log").value();
  const NoteSigner other = make_note_signer("sen.example/log").value();

  const std::string note = sign_note("đầu sổ\n\nhai đoạn\n", {one});

  EXPECT_EQ(open_note(note, {one.key}).value().text, "đầu sổ\n\nhai đoạn\n");
  EXPECT_EQ(open_note(note, {other.key, one.key}).value().signed_by.size(), 1U);
  const Result<OpenedNote> unknown = open_note(note, {other.key});
  ASSERT_FALSE(unknown.has_value());
  EXPECT_EQ(unknown.error().code(), ErrorCode::PermissionDenied);
}

TEST(SignedNote, ReadsItsOwnKeysAgain) {
  const NoteSigner signer = make_note_signer("sen.example/log").value();

  const NoteSigner again = parse_note_signer(format_note_signer(signer)).value();

  EXPECT_EQ(again.key, signer.key);
  EXPECT_EQ(again.seed, signer.seed);
  EXPECT_EQ(parse_note_keys("# keys\n\n" + format_note_key(signer.key) + "\r\n").value().size(), 1U);
}

TEST(SignedNote, RefusesWhatIsNoNoteOrKey) {
  const NoteKey key = parse_note_key(kForeignKey).value();
  for (const std::string& note :
       {std::string(), std::string("text\n"), std::string("text\n\n"), std::string("text\n\n- name c2ln\n"),
        std::string("te\txt\n\n\xE2\x80\x94 n AAAAAAA=\n"), std::string("\xFF\n\n\xE2\x80\x94 n AAAAAAA=\n"),
        std::string(100'000, 'a')})
    EXPECT_FALSE(open_note(note, {key}).has_value()) << note.substr(0, 40);
  for (const char* wrong :
       {"", "a", "a+b", "a b+530d903a+AQ==", "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"})
    EXPECT_FALSE(parse_note_key(wrong).has_value()) << wrong;
  EXPECT_FALSE(make_note_signer("two words").has_value());
  EXPECT_FALSE(make_note_signer("a+b").has_value());
  EXPECT_EQ(parse_note_keys("# none\nnonsense\n").error().message().find("line 2"), 0U);
}

}  // namespace
}  // namespace sen::audit
