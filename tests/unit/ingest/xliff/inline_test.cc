#include "ingest/xliff/inline.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "content/markup/markup.h"
#include "ingest/xliff/segments.h"

namespace sen::xliff {
namespace {

/// `[1|words|1]` for a pair, `{1}` for a place.
std::string shown(const Inline& words) {
  std::string out;
  for (const Piece& piece : words.pieces) {
    const std::string number = std::to_string(piece.code + 1);
    out += piece.kind == Piece::Kind::Text    ? piece.text
           : piece.kind == Piece::Kind::Open  ? "[" + number + "|"
           : piece.kind == Piece::Kind::Close ? "|" + number + "]"
                                              : "{" + number + "}";
  }
  return out;
}

std::string read(const std::string& line) {
  return shown(read_inline({{line, {}}}, {"ref"}));
}

TEST(ReadInline, TakesMarksOutOfWords) {
  EXPECT_EQ(read("plain words"), "plain words");
  EXPECT_EQ(read("a **b *c* d** e"), "a [1|b [2|c|2] d|1] e");
  EXPECT_EQ(read("***both***"), "[1|[2|both|2]|1]");
  EXPECT_EQ(read("see [the *page*](https://example.org/a(b) \"t\") now"), "see [1|the [2|page|2]|1] now");
  EXPECT_EQ(read("![alt](images/a.jpg)"), "[1|alt|1]");
  EXPECT_EQ(read("run `a * b` and <https://example.org>"), "run {1} and {2}");
  EXPECT_EQ(read("[text][ref], [ref], [ref][] and [other]"), "[1|text|1], [2|ref|2], [3|ref|3] and [other]");
  EXPECT_EQ(read("a \\* b &nbsp; c"), "a * b {1} c");
}

TEST(ReadInline, LeavesWhatIsNoMark) {
  EXPECT_EQ(read("2 * 3 * 4"), "2 * 3 * 4");
  EXPECT_EQ(read("snake_case_word"), "snake_case_word");
  EXPECT_EQ(read("*open [open (open `open"), "*open [open (open `open");
  EXPECT_EQ(read("a < b & c"), "a < b & c");
}

TEST(ReadInline, TakesLineBreaks) {
  const Inline words = read_inline({{"one  ", "\n> "}, {"two\\", "\n> "}, {"three", "\n> "}, {"four", ""}}, {});

  EXPECT_EQ(shown(words), "one{1}two{2}three four");
  EXPECT_EQ(words.codes[0].open, "  \n> ");
}

TEST(WriteInline, EscapesWhatWouldBeAMark) {
  const auto written = [](const std::string& text, Place place) {
    return write_inline({{Piece::Kind::Text, text, 0}}, {}, place);
  };
  EXPECT_EQ(written("2 * 3 [a] <b> &amp; `c`", Place::Paragraph), "2 \\* 3 \\[a\\] \\<b> \\&amp; \\`c\\`");
  EXPECT_EQ(written("# no heading", Place::Paragraph), "\\# no heading");
  EXPECT_EQ(written("12. no list", Place::Paragraph), "12\\. no list");
  EXPECT_EQ(written("- no list", Place::Paragraph), "\\- no list");
  EXPECT_EQ(written("C #", Place::Heading), "C \\#");
  EXPECT_EQ(written("a | b", Place::TableCell), "a \\| b");
  EXPECT_EQ(written("one\ntwo", Place::Paragraph), "one two");
}

/// What a reader sees: HTML of all parts, line breaks within a paragraph as blanks.
std::string page(const std::string& body) {
  const auto rendered = markup::render(body, [](std::string_view) { return markup::Target::Image; });
  if (!rendered.has_value()) return "refused";
  std::string html;
  for (const content::BodyPart& part : rendered->parts) html += part.value;
  for (const markup::ImageWords& words : rendered->image_words) html += words.alt;
  std::replace(html.begin(), html.end(), '\n', ' ');
  return html;
}

/// `body` with every segment written anew.
std::string rewritten(const std::string& body) {
  const auto segments = cut_segments(body);
  if (!segments.has_value()) return body;
  std::vector<std::string> texts;
  for (const Segment& segment : *segments)
    texts.push_back(write_inline(segment.words.pieces, segment.words.codes, segment.place));
  std::vector<const std::string*> replacements;
  for (const std::string& text : texts) replacements.push_back(&text);
  return replace_segments(body, *segments, replacements);
}

TEST(Segments, ReadTheSameWhenEachIsWrittenAnew) {
  const std::string body =
      "# Head *line* #\n\nUnder\n=====\n\nFirst\nsecond **line**.\n\n- one\n- two\n  more\n\n> quoted\n> [link](a.md)  "
      "\n> break\n\n"
      "1. a\n\n   b\n\n| Head | *Two* |\n|---|---|\n| a \\| b | `c` |\n| d | |\n\n```\ncode * "
      "here\n```\n\n<div>x</div>\n\n"
      "![alt *x*](images/a.jpg)\n\n[ref]: https://example.org\n\nSee [ref].\n";

  EXPECT_EQ(page(rewritten(body)), page(body));
  EXPECT_EQ(cut_segments(body)->size(), 14U);
}

TEST(Segments, ReadTheSameInEverySample) {
  namespace fs = std::filesystem;
  int bodies = 0;
  for (const auto& file : fs::recursive_directory_iterator(std::string(SEN_SOURCE_DIR) + "/examples")) {
    if (file.path().extension() != ".md" || file.path().string().find("/articles/") == std::string::npos) continue;
    std::ifstream in(file.path());
    const std::string text{std::istreambuf_iterator<char>(in), {}}, body = text.substr(text.find("\n---\n", 3) + 5);
    ++bodies;
    EXPECT_EQ(page(rewritten(body)), page(body)) << file.path();
    EXPECT_FALSE(cut_segments(body)->empty()) << file.path();
  }
  EXPECT_GT(bodies, 200);
}

}  // namespace
}  // namespace sen::xliff
