#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/worker/image_header.h"
#include "ingest/worker/protocol.h"
#include "tests/unit/ingest/packages.h"

namespace sen::ingest::worker {
namespace {

using namespace std::string_view_literals;

std::string port_picture() {
  return file_bytes(repository_file("tests/data/packages/good/images/port.jpg"));
}

TEST(ImageHeader, IsReadWithoutDecoding) {
  EXPECT_EQ(read_image_header(port_picture())->width, 1000U);
  EXPECT_EQ(read_image_header("GIF89a\x02\0\x03\0\0\0\0"sv)->height, 3U);
  const auto png = read_image_header("\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\0\x10\0\0\0\x20\x08\x02\0\0\0\0\0\0\0"sv);
  ASSERT_TRUE(png.has_value());
  EXPECT_EQ(png->content_type, "image/png");
  EXPECT_EQ(png->height, 32U);
}

TEST(ImageHeader, RefusesWhatIsTooLargeCutOffOrNoPicture) {
  const auto code = [](std::string_view bytes) { return read_image_header(bytes).error().code(); };
  EXPECT_EQ(code("<svg/>"), ErrorCode::NotFound);
  EXPECT_EQ(code(""), ErrorCode::NotFound);
  EXPECT_EQ(code("\xFF\xD8\xFF\xE0\0\x10"sv), ErrorCode::InvalidInput);
  EXPECT_EQ(code("GIF89a\0\0\0\0\0\0\0"sv), ErrorCode::InvalidInput);
  EXPECT_EQ(code("GIF89a\xFF\xFF\xFF\xFF\0\0\0"sv), ErrorCode::TooLarge);
  EXPECT_EQ(code("\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\x7F\xFF\xFF\xFF\x7F\xFF\xFF\xFF\x08\x02\0\0\0\0\0\0\0"sv),
            ErrorCode::TooLarge);
}

TEST(Protocol, GivesBackWhatWasSent) {
  const Frame text = answer(Request::Markdown, "# a\n\n![b](c.png)\n\n<i>\n");
  ASSERT_EQ(text.kind, '+');
  const auto rendered = decode_rendered(text.body);
  ASSERT_TRUE(rendered.has_value());
  EXPECT_EQ(rendered->parts.size(), 2U);
  EXPECT_EQ(rendered->image_words.at(0).alt, "b");
  EXPECT_TRUE(rendered->dropped_html);

  const auto image = decode_image(answer(Request::Image, port_picture()).body);
  ASSERT_TRUE(image.has_value());
  EXPECT_EQ(image->renditions.size(), 4U);
  EXPECT_EQ(image->renditions[0].bytes.size(), image->renditions[0].rendition.bytes);

  const Frame refused = answer(Request::Image, "x");
  EXPECT_EQ(refused.kind, '-');
  EXPECT_EQ(decode_error(refused.body).code(), ErrorCode::NotFound);
}

TEST(Protocol, RefusesAnAnswerThatIsCutOffAnywhere) {
  const std::string whole = answer(Request::Markdown, "a ![b](c.png) d\n").body;

  for (std::size_t size = 0; size < whole.size(); ++size)
    EXPECT_FALSE(decode_rendered(std::string_view(whole).substr(0, size)).has_value()) << size;
  EXPECT_FALSE(decode_rendered(whole + "x").has_value());
  EXPECT_FALSE(decode_image("\xFF\xFF\xFF\xFF").has_value());
}

}  // namespace
}  // namespace sen::ingest::worker
