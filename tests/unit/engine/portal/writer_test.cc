#include "engine/portal/html/writer.h"

#include <gtest/gtest.h>

namespace sen::portal::html {
namespace {

template <typename T>
concept Writable = requires(Writer& w, T value) {
  w << value;
};

// A string that says not what it is does not compile.
static_assert(!Writable<std::string>);
static_assert(!Writable<std::string_view>);
static_assert(!Writable<const char*>);
static_assert(Writable<Text> && Writable<Attr> && Writable<Url>);

TEST(Writer, EscapesTextBetweenTags) {
  Writer w;
  w << "<p>" << Text{"a < b & c > \"d\""} << "</p>";
  EXPECT_EQ(w.view(), "<p>a &lt; b &amp; c &gt; \"d\"</p>");
}

TEST(Writer, EscapesQuotesInAttributes) {
  Writer w;
  w << "<p title=\"" << Attr{"\" onclick='x'"} << "\">";
  EXPECT_EQ(w.view(), "<p title=\"&quot; onclick=&#39;x&#39;\">");
}

TEST(Writer, LetsOnlyHarmlessAddressesPass) {
  for (const char* good :
       {"/en/news", "https://sen.example/?a=b&c", "mailto:a@b.example", "tel:+84", "?page=2", "#main", "a/b:c"})
    EXPECT_TRUE(is_safe_url(good)) << good;
  for (const char* bad : {"javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "java\nscript:x",
                          "vbscript:x", "\x01javascript:x"})
    EXPECT_FALSE(is_safe_url(bad)) << bad;

  Writer w;
  w << "<a href=\"" << Url{"javascript:alert(1)"} << "\">";
  EXPECT_EQ(w.view(), "<a href=\"#\">");
}

TEST(Writer, KeepsJsonInsideItsElement) {
  Writer w;
  w << Json{R"({"a":"</script><!--&"})"};
  EXPECT_EQ(w.view(), R"({"a":"\u003c/script\u003e\u003c!--\u0026"})");
}

TEST(Writer, WritesLengthsWithOneDecimal) {
  Writer w;
  w << 12.0 << " " << 0.25 << " " << -3.14 << " " << -0.01;
  EXPECT_EQ(w.view(), "12 0.3 -3.1 0");
}

}  // namespace
}  // namespace sen::portal::html
