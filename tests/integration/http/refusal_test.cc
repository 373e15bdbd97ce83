#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <thread>

#include "tests/integration/http/test_server.h"

namespace sen::http::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
using Milliseconds = std::chrono::milliseconds;

struct Row {
  int status;
  std::string name;
  std::string request;
};

const std::string kPost = "POST /echo HTTP/1.1\r\nHost: a\r\n";
const std::string kGet = "GET /hello/x HTTP/1.1\r\nHost: a\r\n";

std::vector<Row> refused_rows() {
  return {
      {400, "duplicate Content-Length", kPost + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello"},
      {400, "differing Content-Length", kPost + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello"},
      {400, "Content-Length with a sign", kPost + "Content-Length: +5\r\n\r\nhello"},
      {400, "Content-Length as a list", kPost + "Content-Length: 5, 5\r\n\r\nhello"},
      {400, "Content-Length that is no number", kPost + "Content-Length: abc\r\n\r\nhello"},
      {400, "Content-Length and Transfer-Encoding",
       kPost + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
      {501, "another transfer coding", kPost + "Transfer-Encoding: gzip\r\n\r\nhello"},
      {501, "chunked and another", kPost + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"},
      {400, "chunk extension", kPost + "Transfer-Encoding: chunked\r\n\r\n5;x\r\nhello\r\n0\r\n\r\n"},
      {400, "chunk size with 0x", kPost + "Transfer-Encoding: chunked\r\n\r\n0x5\r\nhello\r\n0\r\n\r\n"},
      {400, "bytes after the chunk", kPost + "Transfer-Encoding: chunked\r\n\r\n5\r\nhelloX\r\n0\r\n\r\n"},
      {400, "space before the colon", kGet + "Foo : bar\r\n\r\n"},
      {400, "folded header", kGet + "Foo: bar\r\n baz\r\n\r\n"},
      {400, "bare CR", kGet + "Foo: b\rar\r\n\r\n"},
      {400, "bare LF", "GET /hello/x HTTP/1.1\nHost: a\n\n"},
      {400, "NUL", kGet + std::string("Foo: b\0r\r\n\r\n", 12)},
      {400, "header without a colon", kGet + "FooBar\r\nContent-Length: 5\r\n\r\nhello"},
      {400, "no Host", "GET /hello/x HTTP/1.1\r\n\r\n"},
      {400, "two Hosts", kGet + "Host: b\r\n\r\n"},
      {400, "malformed Host", "GET /hello/x HTTP/1.1\r\nHost: <script>\r\n\r\n"},
      {400, "another host in the target", "GET http://b/hello/x HTTP/1.1\r\nHost: a\r\n\r\n"},
      {400, "dot segments", "GET /hello/../x HTTP/1.1\r\nHost: a\r\n\r\n"},
      {400, "encoded dot segments", "GET /hello/%2e%2e/x HTTP/1.1\r\nHost: a\r\n\r\n"},
      {501, "unknown method", "PROPFIND /hello/x HTTP/1.1\r\nHost: a\r\n\r\n"},
      {501, "method in lower case", "get /hello/x HTTP/1.1\r\nHost: a\r\n\r\n"},
      {505, "HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"},
      {505, "another version", "GET /hello/x HTTP/1.2\r\nHost: a\r\n\r\n"},
      {400, "HTTP/0.9", "GET /hello/x\r\n\r\n"},
      {417, "another expectation", kPost + "Expect: x\r\nContent-Length: 1\r\n\r\na"},
      {414, "long target", "GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n"},
      {431, "large header section", kGet + "A: " + std::string(17'000, 'b') + "\r\n\r\n"},
      {413, "large body", kPost + "Content-Length: 99999999999999999999999\r\n\r\n"},
      {413, "large chunk", kPost + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffff0\r\n"},
  };
}

TEST(HttpRefusal, EndsTheConnectionAndReadsNothingAfterIt) {
  TestServer server;

  for (const Row& row : refused_rows()) {
    RawClient client(server.port());
    client.send(row.request + get("/hello/smuggled"));
    const Reply reply = client.read();
    EXPECT_EQ(reply.status, row.status) << row.name;
    EXPECT_EQ(reply.header("connection"), "close") << row.name;
    EXPECT_TRUE(reply.closed) << row.name;
    EXPECT_EQ(reply.header("x-content-type-options"), "nosniff") << row.name;
  }
}

TEST(HttpRefusal, SaysTheSameWhenEveryByteComesAlone) {
  TestServer server;

  for (const Row& row : refused_rows()) {
    if (row.request.size() > 1000) continue;
    RawClient client(server.port());
    client.trickle(row.request, Milliseconds(0));
    EXPECT_EQ(client.read().status, row.status) << row.name;
  }
}

TEST(HttpRefusal, RefusesMoreThanAHundredHeaderLines) {
  TestServer server;
  RawClient client(server.port());
  std::string lines;
  for (int i = 0; i < 100; ++i) lines += "A: b\r\n";

  EXPECT_EQ(client.get("/hello/x", lines.substr(6)).status, 200);
  EXPECT_EQ(client.get("/hello/x", lines).status, 431);
}

TEST(HttpRefusal, AcceptsEveryAcceptCacheControlAndCookieEverSeen) {
  TestServer server;
  RawClient client(server.port());

  for (const std::string line : {"Accept: *",
                                 "Accept: text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2",
                                 "Accept:",
                                 "Accept: a,,b",
                                 "Accept: text/html,",
                                 "Accept: text/html;x=\"a,b\"",
                                 "Accept: q=",
                                 "Accept: font/woff2, model/x",
                                 "Accept: application/vnd.sdmx.data+json;version=1.0.0",
                                 "Cache-Control: stale-while-revalidate",
                                 "Cache-Control: No-Cache",
                                 "Cache-Control: private=\"x\", max-age=\"5\"",
                                 "Cookie: a=1; b=2; c",
                                 "Cookie: foo",
                                 "Cookie: ;",
                                 "Content-Type: multipart/form-data; boundary=\"a b\"",
                                 "Content-Type: text",
                                 "Date: yesterday",
                                 "Authorization: x",
                                 "Connection: Upgrade, HTTP2-Settings",
                                 "Upgrade: h2c",
                                 "Accept-Language: vi;q=,,*",
                                 "If-None-Match: garbage",
                                 "If-Modified-Since: yesterday",
                                 "Range: x",
                                 "Accept-Encoding: \"",
                                 "X: \xC3\xA9\xFF"}) {
    EXPECT_EQ(client.get("/cached", line + "\r\n").status, 200) << line;
  }
  for (const std::string host : {"x:", "[::1]:8080", "[::1]", "SEN.test", "127.0.0.1:1"}) {
    client.send("GET /cached HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    EXPECT_EQ(client.read().status, 200) << host;
  }
}

TEST(HttpBody, IsReadCountedAndChunkedAndLeavesTheNextRequestAlone) {
  TestServer server;
  RawClient client(server.port());

  client.send(kPost + "Content-Length: 5\r\n\r\nhello" + kPost +
              "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n" + get("/hello/x"));

  EXPECT_EQ(client.read().body, "hello");
  EXPECT_EQ(client.read().body, "abc");
  EXPECT_EQ(client.read().body, "hello x");
}

TEST(HttpBody, SurvivesAChunkWhoseCrlfIsSplit) {
  TestServer server;
  RawClient client(server.port());

  for (const std::string_view piece : {"5\r\nhello\r", "\n3\r", "\nabc", "\r\n0\r\n", "\r", "\n"}) {
    if (piece == "5\r\nhello\r") client.send(kPost + "Transfer-Encoding: chunked\r\n\r\n");
    client.send(piece);
    std::this_thread::sleep_for(Milliseconds(20));
  }

  EXPECT_EQ(client.read().body, "helloabc");
  EXPECT_EQ(client.get("/hello/x").body, "hello x");
}

TEST(HttpBody, IsSpooledToAFileThatGoesAwayWithTheRequest) {
  ServerOptions options;
  options.max_body_bytes = 8U << 20U;
  options.spool_folder = testing::TempDir();
  TestServer server(std::move(options));
  RawClient client(server.port());
  const std::string body = pattern_bytes(0, 3'000'000);
  const std::string length = "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";

  client.send(kPost + length + body);
  const Reply echo = client.read();
  client.send("POST /size HTTP/1.1\r\nHost: a\r\n" + length + body);
  const std::string size = client.read().body;
  client.send("POST /size HTTP/1.1\r\nHost: a\r\nContent-Length: 65536\r\n\r\n" + body.substr(0, 65'536));
  const std::string small = client.read().body;
  const std::string path = size.substr(size.rfind(' ') + 1);

  EXPECT_EQ(echo.body, body);
  EXPECT_THAT(size, StartsWith("file 3000000 " + testing::TempDir()));
  EXPECT_NE(::access(path.c_str(), F_OK), 0);
  EXPECT_EQ(small, "memory 65536");
}

TEST(HttpBody, IsAskedForWith100Continue) {
  TestServer server;
  RawClient client(server.port());

  client.send(kPost + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n");
  const Reply go_on = client.read();
  client.send("hello");
  const Reply reply = client.read();
  client.send(kPost + "Expect: 100-continue\r\nContent-Length: 99999999\r\n\r\n");
  const Reply too_large = client.read();

  EXPECT_EQ(go_on.status, 100);
  EXPECT_EQ(reply.body, "hello");
  EXPECT_EQ(too_large.status, 413);
}

TEST(HttpBody, IsRefusedAtOnceWhenItIsTooLarge) {
  TestServer server;
  const std::string body(5'000'000, 'x');

  RawClient counted(server.port());
  const auto begun = std::chrono::steady_clock::now();
  counted.send(kPost + "Content-Length: 5000000\r\n\r\n" + body.substr(0, 100'000));
  const Reply refused = counted.read();
  const auto elapsed = std::chrono::steady_clock::now() - begun;
  RawClient chunked(server.port());
  chunked.send(kPost + "Transfer-Encoding: chunked\r\n\r\n");
  for (int i = 0; i < 40 && chunked.send("c350\r\n" + body.substr(0, 50'000) + "\r\n"); ++i) {
  }
  const Reply cut = chunked.read();

  EXPECT_EQ(refused.status, 413);
  EXPECT_TRUE(refused.closed);
  EXPECT_LT(elapsed, Milliseconds(1000));
  EXPECT_EQ(cut.status, 413);
}

TEST(HttpBody, HasALimitOfItsOwnForAPath) {
  ServerOptions options;
  options.max_body_bytes = 10;
  options.body_limit = [](const Request& request) -> std::uint64_t { return request.path.front() == "echo" ? 20 : 10; };
  TestServer server(std::move(options));
  RawClient client(server.port());

  client.send(kPost + "Content-Length: 15\r\n\r\n" + std::string(15, 'a'));
  const Reply echo = client.read();
  client.send("POST /size HTTP/1.1\r\nHost: a\r\nContent-Length: 15\r\n\r\n" + std::string(15, 'a'));
  const Reply size = client.read();

  EXPECT_EQ(echo.status, 200);
  EXPECT_EQ(size.status, 413);
}

TEST(HttpBody, IsNotReadForAnAddressThatDoesNotExist) {
  TestServer server;
  RawClient client(server.port());

  client.send("POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: 500000\r\n\r\n");
  const Reply reply = client.read();

  EXPECT_EQ(reply.status, 404);
  EXPECT_TRUE(reply.closed);
}

}  // namespace
}  // namespace sen::http::test
