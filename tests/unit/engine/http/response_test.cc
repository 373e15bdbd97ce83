#include "engine/http/response.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/http/compress.h"
#include "engine/http/conditional.h"

namespace sen::http {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

TEST(Accept, SortsByQualityAndThenByOrder) {
  EXPECT_THAT(parse_accept("a;q=0.5, b, c;q=0.5, d;q=0"),
              ElementsAre(Pair("b", 1.0), Pair("a", 0.5), Pair("c", 0.5), Pair("d", 0.0)));
  EXPECT_THAT(parse_accept("vi-VN,vi;q=0.9,en;q=0.8"),
              ElementsAre(Pair("vi-VN", 1.0), Pair("vi", 0.9), Pair("en", 0.8)));
}

TEST(Accept, NeverFails) {
  EXPECT_THAT(parse_accept(""), IsEmpty());
  EXPECT_THAT(parse_accept(" , ;, ;q=1 ,"), IsEmpty());
  EXPECT_THAT(parse_accept("*; q=.2, */*; q=.2"), ElementsAre(Pair("*", 0.2), Pair("*/*", 0.2)));
  EXPECT_THAT(parse_accept("a;q=7,b;q=-1,c;q=x,d;q=1.00000,e;q="),
              ElementsAre(Pair("a", 1.0), Pair("c", 1.0), Pair("d", 1.0), Pair("e", 1.0), Pair("b", 0.0)));
  EXPECT_THAT(parse_accept("a;x=\"b,c\";q=0.3"), ElementsAre(Pair("a;x=\"b,c\"", 0.3)));
  EXPECT_THAT(parse_accept("a;x=\"open"), ElementsAre(Pair("a;x=\"open", 1.0)));
}

TEST(Accept, ChoosesTheOfferThatIsLikedBest) {
  const std::vector<std::string> offers = {"text/csv", "application/json",
                                           "application/vnd.sdmx.data+csv;version=1.0.0"};

  EXPECT_EQ(choose_media_type("", offers), "text/csv");
  EXPECT_EQ(choose_media_type("*/*", offers), "text/csv");
  EXPECT_EQ(choose_media_type("application/json", offers), "application/json");
  EXPECT_EQ(choose_media_type("application/*;q=0.9, text/csv;q=0.5", offers), "application/json");
  EXPECT_EQ(choose_media_type("application/vnd.sdmx.data+csv;version=1.0.0", offers), offers[2]);
  EXPECT_EQ(choose_media_type("application/vnd.sdmx.data+csv", offers), offers[2]);
  EXPECT_EQ(choose_media_type("text/csv;q=0, */*;q=0.1", offers), "application/json");
  EXPECT_EQ(choose_media_type("image/png", offers), std::nullopt);
  EXPECT_EQ(choose_media_type("*/*;q=0", offers), std::nullopt);
  EXPECT_EQ(choose_media_type("TEXT/CSV", offers), "text/csv");
}

TEST(AcceptEncoding, PrefersBrotliThenGzipThenIdentity) {
  EXPECT_EQ(choose_coding("gzip, deflate, br", true, true), Coding::Brotli);
  EXPECT_EQ(choose_coding("gzip, deflate, br", true, false), Coding::Gzip);
  EXPECT_EQ(choose_coding("gzip;q=1, br;q=0.5", true, true), Coding::Gzip);
  EXPECT_EQ(choose_coding("*", true, true), Coding::Brotli);
  EXPECT_EQ(choose_coding("*;q=0", true, true), Coding::Identity);
  EXPECT_EQ(choose_coding("identity, gzip;q=0.5", true, true), Coding::Identity);
  EXPECT_EQ(choose_coding("br;q=0", true, true), Coding::Identity);
  EXPECT_EQ(choose_coding("", true, true), Coding::Identity);
  EXPECT_EQ(choose_coding("x-gzip", true, true), Coding::Gzip);
}

TEST(Conditional, ComparesEntityTagsWeakly) {
  EXPECT_TRUE(matches_etag("\"a\"", "\"a\""));
  EXPECT_TRUE(matches_etag("\"b\" , W/\"a\",", "\"a\""));
  EXPECT_TRUE(matches_etag("\"a\"", "W/\"a\""));
  EXPECT_TRUE(matches_etag("\"x,y\",\"a\"", "\"a\""));
  EXPECT_TRUE(matches_etag(" * ", "\"a\""));
  EXPECT_FALSE(matches_etag("\"b\"", "\"a\""));
  EXPECT_FALSE(matches_etag("a", "\"a\""));
  EXPECT_FALSE(matches_etag("\"a", "\"a\""));
  EXPECT_FALSE(matches_etag("\"a\" x", "\"a\""));
  EXPECT_FALSE(matches_etag("", "\"a\""));
}

Request conditional(const Pairs& headers, Method method = Method::Get) {
  Request request;
  request.method = method;
  request.headers = headers;
  return request;
}

TEST(Conditional, LetsIfNoneMatchGoBeforeIfModifiedSince) {
  const Timestamp modified = parse_rfc3339("2026-11-20T01:30:00.500Z").value();
  const std::string same = "Fri, 20 Nov 2026 01:30:00 GMT";
  const std::string before = "Fri, 20 Nov 2026 01:29:59 GMT";

  EXPECT_TRUE(is_not_modified(conditional({{"If-Modified-Since", same}}), "\"a\"", modified));
  EXPECT_FALSE(is_not_modified(conditional({{"If-Modified-Since", before}}), "\"a\"", modified));
  EXPECT_FALSE(is_not_modified(conditional({{"If-Modified-Since", "x"}}), "\"a\"", modified));
  EXPECT_FALSE(is_not_modified(conditional({{"If-Modified-Since", same}}), "\"a\"", std::nullopt));
  EXPECT_FALSE(
      is_not_modified(conditional({{"If-None-Match", "\"b\""}, {"If-Modified-Since", same}}), "\"a\"", modified));
  EXPECT_TRUE(
      is_not_modified(conditional({{"If-None-Match", "\"b\""}, {"If-None-Match", "\"a\""}}), "\"a\"", std::nullopt));
  EXPECT_FALSE(is_not_modified(conditional({{"If-None-Match", "\"a\""}}, Method::Post), "\"a\"", modified));
}

TEST(Range, ReadsOneRangeAndLeavesOthersWhole) {
  const auto part = [](std::string_view header, std::uint64_t size) {
    const RangeRequest asked = read_range(header, size);
    if (asked.kind == RangeRequest::Kind::Whole) return std::string("whole");
    if (asked.kind == RangeRequest::Kind::Unsatisfiable) return std::string("unsatisfiable");
    return std::to_string(asked.range.first) + "-" + std::to_string(asked.range.last);
  };

  EXPECT_EQ(part("bytes=0-9", 100), "0-9");
  EXPECT_EQ(part("Bytes = 5-", 100), "5-99");
  EXPECT_EQ(part("bytes=-5", 100), "95-99");
  EXPECT_EQ(part("bytes=-500", 100), "0-99");
  EXPECT_EQ(part("bytes=90-999999999999999999999999", 100), "90-99");
  EXPECT_EQ(part("bytes=100-", 100), "unsatisfiable");
  EXPECT_EQ(part("bytes=-0", 100), "unsatisfiable");
  EXPECT_EQ(part("bytes=0-", 0), "unsatisfiable");
  for (const std::string_view header : {"bytes=5-4", "bytes=", "bytes=-", "bytes=a-b", "bytes=0-1,2-3", "rows=0-1",
                                        "0-1", "bytes=0", "bytes=+1-2", "bytes=0--1"}) {
    EXPECT_EQ(part(header, 100), "whole") << header;
  }
}

TEST(Encoding, DecodesOnceAndChecks) {
  EXPECT_EQ(percent_decode("a%20b+c", false).value(), "a b+c");
  EXPECT_EQ(percent_decode("a%20b+c", true).value(), "a b c");
  EXPECT_EQ(percent_decode("%2541", false).value(), "%41");
  EXPECT_EQ(percent_decode("h%E1%BB%99i", false).value(), "hội");
  EXPECT_EQ(percent_decode("o%CC%82%CC%A3", false).value(), "ộ");
  for (const std::string_view bad : {"%", "%4", "%zz", "%00", "%FF", "%C0%80", "%ED%A0%80"}) {
    EXPECT_EQ(percent_decode(bad, false).error().code(), ErrorCode::InvalidInput) << bad;
  }
}

TEST(Encoding, IsUndoneByDecoding) {
  const std::string text = "Tỉnh uỷ / văn-hoá_~.?&=+%\n";

  EXPECT_EQ(percent_decode(encode_segment(text), false).value(), text);
  EXPECT_EQ(percent_decode(encode_query(text), true).value(), text);
  EXPECT_EQ(encode_segment("a b/c"), "a%20b%2Fc");
}

TEST(Representation, IsCompressedWhereItSavesATenth) {
  Representation text;
  text.identity = std::make_shared<const std::string>(std::string(5000, 'a'));
  Representation noise;
  std::string bytes;
  std::uint32_t state = 1;
  for (int i = 0; i < 5000; ++i) bytes.push_back(static_cast<char>((state = state * 1664525U + 1013904223U) >> 24U));
  noise.identity = std::make_shared<const std::string>(std::move(bytes));

  compress(text, 9);
  compress(noise, 9);

  ASSERT_NE(text.gzip, nullptr);
  ASSERT_NE(text.brotli, nullptr);
  EXPECT_LT(text.brotli->size(), 100U);
  EXPECT_EQ(noise.gzip, nullptr);
  EXPECT_EQ(noise.brotli, nullptr);
}

TEST(Representation, AddsAcceptEncodingToItsOwnVary) {
  Representation page;
  page.etag = "\"a\"";
  page.identity = std::make_shared<const std::string>(std::string(5000, 'a'));
  page.headers = {{"Vary", "Accept-Language"}};
  compress(page, 1);

  const Response response = respond(conditional({{"Accept-Encoding", "gzip"}}), page);

  EXPECT_THAT(response.headers, testing::Contains(Pair("Vary", "Accept-Encoding, Accept-Language")));
  EXPECT_THAT(response.headers, testing::Contains(Pair("ETag", "\"a-gzip\"")));
}

TEST(ETag, IsQuotedAndDependsOnTheBytes) {
  EXPECT_EQ(make_etag("a").size(), 24U);
  EXPECT_EQ(make_etag("a"), make_etag("a"));
  EXPECT_NE(make_etag("a"), make_etag("b"));
}

}  // namespace
}  // namespace sen::http
