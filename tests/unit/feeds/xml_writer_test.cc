#include "feeds/xml_writer.h"

#include <gtest/gtest.h>

namespace sen::feeds {
namespace {

TEST(XmlWriter, EscapesTextAndAttributes) {
  XmlWriter xml;
  xml.open("a", {{"b", "\"<&"}});
  xml.text("x < y & z");

  EXPECT_EQ(xml.finish(),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a b=\"&quot;&lt;&amp;\">x &lt; y &amp; z</a>\n");
}

TEST(XmlWriter, DropsWhatXmlCannotHold) {
  XmlWriter xml;
  xml.element("a", std::string("x\x01y\x00z\xFF", 6));

  EXPECT_NE(xml.finish().find("<a>xyz\xEF\xBF\xBD</a>"), std::string::npos);
}

TEST(XmlWriter, GivesALongDocumentPieceByPiece) {
  XmlWriter xml;
  xml.open("a");
  xml.element("b", "1");
  const std::string first = xml.take();
  xml.element("b", "2");
  const std::string rest = xml.finish();

  EXPECT_NE(first.find("<b>1</b>"), std::string::npos);
  EXPECT_EQ(rest.find("<b>1</b>"), std::string::npos);
  EXPECT_TRUE((first + rest).ends_with("<b>2</b></a>\n")) << first + rest;
}

}  // namespace
}  // namespace sen::feeds
