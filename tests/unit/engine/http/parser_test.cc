#include "engine/http/parser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sen::http {
namespace {

/// What a parser makes of a stream: one line a request, `refused STATUS` at the end if it is.
std::string read_all(const std::vector<std::string_view>& pieces, const ParserLimits& limits = {}) {
  Parser parser(limits);
  std::string out;
  std::string body;
  for (std::string_view piece : pieces) {
    for (;;) {
      const Step step = parser.next(piece);
      piece.remove_prefix(step.used);
      if (step.kind == Step::Kind::NeedMore) break;
      if (step.kind == Step::Kind::Body) body += step.body;
      if (step.kind == Step::Kind::Refused) return out + "refused " + std::to_string(parser.refusal().status);
      if (step.kind != Step::Kind::End) continue;
      const Request& request = parser.request();
      out += std::string(to_string(request.method)) + " " + request.target;
      for (const auto& [name, value] : request.headers) out += "|" + name + "=" + value;
      out += "|" + body + "\n";
      body.clear();
      parser.reset();
    }
  }
  return out;
}

std::string read(std::string_view stream, const ParserLimits& limits = {}) {
  return read_all({stream}, limits);
}

int refusal(std::string_view stream, const ParserLimits& limits = {}) {
  const std::string outcome = read(stream, limits);
  const std::size_t at = outcome.rfind("refused ");
  return at == std::string::npos ? 0 : std::stoi(outcome.substr(at + 8));
}

std::string with_headers(std::string_view headers) {
  return "POST / HTTP/1.1\r\nHost: a\r\n" + std::string(headers) + "\r\n";
}

TEST(Parser, ReadsMethodTargetHeadersAndCountedBody) {
  const std::string stream = "POST /a?b=c HTTP/1.1\r\nHost: sen.test\r\nContent-Length: 5\r\nX-A:  b \r\n\r\nhello";

  EXPECT_EQ(read(stream), "POST /a?b=c|Host=sen.test|Content-Length=5|X-A=b|hello\n");
}

TEST(Parser, ReadsChunksAndDropsTrailers) {
  const std::string stream =
      with_headers("Transfer-Encoding: chunked\r\n") + "5\r\nhello\r\n6\r\n world\r\n0\r\nX-Sum: 1\r\n\r\n";

  EXPECT_THAT(read(stream), testing::EndsWith("|hello world\n"));
}

TEST(Parser, ReadsPipelinedRequestsInOrder) {
  const std::string one = "GET /1 HTTP/1.1\r\nHost: a\r\n\r\n";
  const std::string two = "GET /2 HTTP/1.1\r\nHost: a\r\n\r\n";

  EXPECT_EQ(read(one + two), "GET /1|Host=a|\nGET /2|Host=a|\n");
}

TEST(Parser, KeepsRepeatedHeadersInOrder) {
  EXPECT_EQ(read("GET / HTTP/1.1\r\nHost: a\r\nCookie: x=1\r\nCookie: y\r\n\r\n"),
            "GET /|Host=a|Cookie=x=1|Cookie=y|\n");
}

TEST(Parser, SkipsOneEmptyLineBeforeTheRequestLineAndNoMore) {
  EXPECT_EQ(read("\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"), "GET /|Host=a|\n");
  EXPECT_EQ(refusal("\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"), 400);
  EXPECT_EQ(refusal("\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"), 400);
}

TEST(Parser, AcceptsHttp10WithoutHost) {
  EXPECT_EQ(read("GET / HTTP/1.0\r\n\r\n"), "GET /|\n");
}

TEST(Parser, AcceptsOddButLegalValues) {
  for (const std::string_view line :
       {"Accept: text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", "Accept:", "Accept: a,,b,", "Accept: q=",
        "Cache-Control: stale-while-revalidate, No-Cache, private=\"x\"", "Cookie: a=1; b=2; c", "Cookie: ;",
        "Content-Type: text", "Date: yesterday", "X-Latin: \xE9t\xE9", "X: a\tb", "Connection: Upgrade, x"}) {
    EXPECT_EQ(refusal(with_headers(std::string(line) + "\r\n")), 0) << line;
  }
  for (const std::string_view host : {"x:", "[::1]:8080", "[::1]", "a.b:80", "127.0.0.1", "x_y"}) {
    EXPECT_EQ(refusal("GET / HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n"), 0) << host;
  }
}

struct Refused {
  int status;
  std::string stream;
};

const std::vector<Refused>& refused_streams() {
  static const std::vector<Refused> kStreams = {
      // framing
      {400, with_headers("Content-Length: 5\r\nContent-Length: 5\r\n") + "hello"},
      {400, with_headers("Content-Length: 5\r\nContent-Length: 6\r\n") + "hello"},
      {400, with_headers("Content-Length: 5, 5\r\n") + "hello"},
      {400, with_headers("Content-Length: +5\r\n") + "hello"},
      {400, with_headers("Content-Length: -1\r\n")},
      {400, with_headers("Content-Length: 5x\r\n") + "hello"},
      {400, with_headers("Content-Length: 0x5\r\n") + "hello"},
      {400, with_headers("Content-Length: 1e3\r\n")},
      {400, with_headers("Content-Length:\r\n")},
      {400, with_headers("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n"},
      {400, "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
      {501, with_headers("Transfer-Encoding: gzip\r\n")},
      {501, with_headers("Transfer-Encoding: gzip, chunked\r\n")},
      {501, with_headers("Transfer-Encoding: chunked, chunked\r\n")},
      {501, with_headers("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n")},
      {501, with_headers("Transfer-Encoding: \"chunked\"\r\n")},
      {501, with_headers("Transfer-Encoding:\r\n")},
      // chunks
      {400, with_headers("Transfer-Encoding: chunked\r\n") + "5;a=b\r\nhello\r\n0\r\n\r\n"},
      {400, with_headers("Transfer-Encoding: chunked\r\n") + "0x5\r\nhello\r\n0\r\n\r\n"},
      {400, with_headers("Transfer-Encoding: chunked\r\n") + " 5\r\nhello\r\n0\r\n\r\n"},
      {400, with_headers("Transfer-Encoding: chunked\r\n") + "5 \r\nhello\r\n0\r\n\r\n"},
      {400, with_headers("Transfer-Encoding: chunked\r\n") + "+5\r\nhello\r\n0\r\n\r\n"},
      {400, with_headers("Transfer-Encoding: chunked\r\n") + "\r\n"},
      {400, with_headers("Transfer-Encoding: chunked\r\n") + "5\nhello\r\n0\r\n\r\n"},
      {400, with_headers("Transfer-Encoding: chunked\r\n") + "5\r\nhello!\r\n0\r\n\r\n"},
      {400, with_headers("Transfer-Encoding: chunked\r\n") + "5\r\nhello\n0\r\n\r\n"},
      {400, with_headers("Transfer-Encoding: chunked\r\n") + "00000000000000005\r\nhello"},
      {413, with_headers("Transfer-Encoding: chunked\r\n") + "ffffffffffffffff\r\n"},
      {400, with_headers("Transfer-Encoding: chunked\r\n") + "0\r\nbad trailer\r\n\r\n"},
      // header lines
      {400, with_headers("Foo : bar\r\n")},
      {400, with_headers("Foo\r\n")},
      {400, with_headers(": bar\r\n")},
      {400, with_headers("A: b\r\n c\r\n")},
      {400, with_headers(" A: b\r\n")},
      {400, with_headers("A: b\rc\r\n")},
      {400, with_headers(std::string("A: b\0c\r\n", 8))},
      {400, with_headers("A: b\nB: c\r\n")},
      {400, with_headers("A: b\x7F\r\n")},
      {400, with_headers("A(: b\r\n")},
      {400, with_headers("\xC3\xA9: b\r\n")},
      // Host
      {400, "GET / HTTP/1.1\r\n\r\n"},
      {400, "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"},
      {400, "GET / HTTP/1.1\r\nHost:\r\n\r\n"},
      {400, "GET / HTTP/1.1\r\nHost: ::1\r\n\r\n"},
      {400, "GET / HTTP/1.1\r\nHost: x:abc\r\n\r\n"},
      {400, "GET / HTTP/1.1\r\nHost: a b\r\n\r\n"},
      {400, "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n"},
      {400, "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"},
      {400, "GET / HTTP/1.1\r\nHost: [::1\r\n\r\n"},
      // request line
      {400, "GET /\r\n\r\n"},
      {400, "GET  / HTTP/1.1\r\nHost: a\r\n\r\n"},
      {400, "GET / x HTTP/1.1\r\nHost: a\r\n\r\n"},
      {400, "GET\t/\tHTTP/1.1\r\nHost: a\r\n\r\n"},
      {400, "GET / HTTP/1.1 \r\nHost: a\r\n\r\n"},
      {400, "GET / http/1.1\r\nHost: a\r\n\r\n"},
      {400, "GET / HTTP/1\r\nHost: a\r\n\r\n"},
      {400, "GET / HTTP/1.10\r\nHost: a\r\n\r\n"},
      {505, "GET / HTTP/1.2\r\nHost: a\r\n\r\n"},
      {505, "GET / HTTP/2.0\r\nHost: a\r\n\r\n"},
      {505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"},
      {501, "PROPFIND / HTTP/1.1\r\nHost: a\r\n\r\n"},
      {501, "get / HTTP/1.1\r\nHost: a\r\n\r\n"},
      {501, "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n"},
      {501, "CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n"},
      {400, "G@T / HTTP/1.1\r\nHost: a\r\n\r\n"},
      {400, "\x16\x03\x01"},
      {400, "GET / HTTP/1.1\nHost: a\n\n"},
      // target
      {400, "GET foo HTTP/1.1\r\nHost: a\r\n\r\n"},
      {400, "GET * HTTP/1.1\r\nHost: a\r\n\r\n"},
      {400, "GET /#a HTTP/1.1\r\nHost: a\r\n\r\n"},
      {400, "GET /../a HTTP/1.1\r\nHost: a\r\n\r\n"},
      {400, "GET /%2e%2E/a HTTP/1.1\r\nHost: a\r\n\r\n"},
      {400, "GET /./a HTTP/1.1\r\nHost: a\r\n\r\n"},
      {400, "GET //a HTTP/1.1\r\nHost: a\r\n\r\n"},
      {400, "GET /a//b HTTP/1.1\r\nHost: a\r\n\r\n"},
      {400, "GET /a%2Fb HTTP/1.1\r\nHost: a\r\n\r\n"},
      {400, "GET /a%5Cb HTTP/1.1\r\nHost: a\r\n\r\n"},
      {400, "GET /a\\b HTTP/1.1\r\nHost: a\r\n\r\n"},
      {400, "GET /a%00 HTTP/1.1\r\nHost: a\r\n\r\n"},
      {400, "GET /a%0d%0ab HTTP/1.1\r\nHost: a\r\n\r\n"},
      {400, "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n"},
      {400, "GET /%4 HTTP/1.1\r\nHost: a\r\n\r\n"},
      {400, "GET /%E9 HTTP/1.1\r\nHost: a\r\n\r\n"},
      {400, "GET /\xE9 HTTP/1.1\r\nHost: a\r\n\r\n"},
      {400, "GET /?a=%00 HTTP/1.1\r\nHost: a\r\n\r\n"},
      {400, "GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n"},
      {400, "GET https://a/ HTTP/1.1\r\nHost: a\r\n\r\n"},
      {400, "GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n"},
      // expectations
      {417, with_headers("Expect: 200-ok\r\nContent-Length: 1\r\n")},
      {417, with_headers("Expect: 100-continue, x\r\nContent-Length: 1\r\n")},
  };
  return kStreams;
}

TEST(Parser, RefusesWhatCouldBeReadInTwoWays) {
  for (const Refused& row : refused_streams()) EXPECT_EQ(refusal(row.stream), row.status) << row.stream;
}

TEST(Parser, RefusesALongTarget) {
  const ParserLimits limits{.header_bytes = 100, .header_lines = 3, .target_bytes = 50};

  EXPECT_EQ(refusal("GET /" + std::string(49, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", limits), 0);
  EXPECT_EQ(refusal("GET /" + std::string(50, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", limits), 414);
  EXPECT_EQ(refusal("GET /" + std::string(500, 'a'), limits), 414);
}

TEST(Parser, RefusesALargeHeaderSectionAndManyLines) {
  const ParserLimits limits{.header_bytes = 100, .header_lines = 3, .target_bytes = 50};
  const std::string start = "GET / HTTP/1.1\r\nHost: a\r\n";

  EXPECT_EQ(refusal(start + "A: b\r\nC: d\r\n\r\n", limits), 0);
  EXPECT_EQ(refusal(start + "A: b\r\nC: d\r\nE: f\r\n\r\n", limits), 431);
  EXPECT_EQ(refusal(start + "A: " + std::string(86, 'b') + "\r\n\r\n", limits), 0);
  EXPECT_EQ(refusal(start + "A: " + std::string(100, 'b') + "\r\n\r\n", limits), 431);
  EXPECT_EQ(refusal(start + "A: " + std::string(200, 'b'), limits), 431);
}

TEST(Parser, ReadsTheSameHoweverTheBytesAreSplit) {
  std::vector<std::string> streams = {
      "\r\nPOST /b%C3%A0i?q=1+2 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhelloGET / HTTP/1.1\r\nHost: a\r\n\r\n",
      with_headers("Transfer-Encoding: chunked\r\n") + "5\r\nhello\r\na\r\n0123456789\r\n0\r\nA: b\r\n\r\n" +
          "GET /2 HTTP/1.0\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a\r\n" + std::string(300, 'x'),
      "GET /" + std::string(300, 'x'),
  };
  for (const Refused& row : refused_streams()) streams.push_back(row.stream);
  const ParserLimits limits{.header_bytes = 200, .header_lines = 5, .target_bytes = 100};

  for (const std::string& stream : streams) {
    const std::string_view whole = stream;
    const std::string expected = read(whole, limits);
    std::vector<std::string_view> bytes;
    for (std::size_t i = 0; i < whole.size(); ++i) bytes.push_back(whole.substr(i, 1));
    EXPECT_EQ(read_all(bytes, limits), expected) << stream;
    for (std::size_t i = 1; i < whole.size(); ++i) {
      EXPECT_EQ(read_all({whole.substr(0, i), whole.substr(i)}, limits), expected) << stream << " split at " << i;
    }
  }
}

Request request_of(std::string_view target) {
  Parser parser({});
  parser.next("GET " + std::string(target) + " HTTP/1.1\r\nHost: sen.test\r\n\r\n");
  return parser.request();
}

TEST(Parser, DecodesThePathOnceAndNormalisesIt) {
  EXPECT_THAT(request_of("/vi/b%C3%A0i-vi%e1%ba%bft").path, testing::ElementsAre("vi", "bài-viết"));
  EXPECT_THAT(request_of("/vi/bài").path, testing::ElementsAre("vi", "bài"));
  EXPECT_THAT(request_of("/ba%CC%80i").path, testing::ElementsAre("bài"));
  EXPECT_THAT(request_of("/a%2541+b").path, testing::ElementsAre("a%41+b"));
  EXPECT_THAT(request_of("/").path, testing::IsEmpty());
  EXPECT_THAT(request_of("/a/").path, testing::ElementsAre("a"));
  EXPECT_TRUE(request_of("/a/").trailing_slash);
  EXPECT_FALSE(request_of("/").trailing_slash);
}

TEST(Parser, DecodesTheQueryAndKeepsItRaw) {
  const Request request = request_of("/s?q=h%E1%BB%99i+An&q=2&&c=a=b&d");

  EXPECT_EQ(request.parameter("q"), "hội An");
  EXPECT_EQ(request.parameter("c"), "a=b");
  EXPECT_EQ(request.parameter("d"), "");
  EXPECT_EQ(request.parameter("e"), std::nullopt);
  EXPECT_EQ(request.query.size(), 4U);
  EXPECT_EQ(request.raw_query, "q=h%E1%BB%99i+An&q=2&&c=a=b&d");
}

TEST(Parser, TakesTheAbsoluteFormOfItsOwnHost) {
  EXPECT_EQ(request_of("http://sen.test/a?b").target, "/a?b");
  EXPECT_EQ(request_of("HTTP://SEN.test:80/a").target, "/a");
  EXPECT_EQ(request_of("http://sen.test?b").target, "/?b");
}

Framing framing_of(std::string_view version, std::string_view headers) {
  Parser parser({});
  parser.next("POST / " + std::string(version) + "\r\nHost: a\r\n" + std::string(headers) + "\r\n");
  return parser.framing();
}

TEST(Parser, KeepsTheConnectionAsTheVersionAndConnectionSay) {
  EXPECT_TRUE(framing_of("HTTP/1.1", "").keep_alive);
  EXPECT_FALSE(framing_of("HTTP/1.1", "Connection: Close\r\n").keep_alive);
  EXPECT_FALSE(framing_of("HTTP/1.1", "Connection: x, close\r\n").keep_alive);
  EXPECT_FALSE(framing_of("HTTP/1.1", "Connection: x\r\nConnection: close\r\n").keep_alive);
  EXPECT_FALSE(framing_of("HTTP/1.0", "").keep_alive);
  EXPECT_TRUE(framing_of("HTTP/1.0", "Connection: keep-alive\r\n").keep_alive);
}

TEST(Parser, ReadsALengthThatItCanCount) {
  EXPECT_EQ(refusal(with_headers("Content-Length: 99999999999999999999999\r\n")), 413);
  EXPECT_EQ(framing_of("HTTP/1.1", "Content-Length: 0005\r\n").content_length, 5U);
}

}  // namespace
}  // namespace sen::http
