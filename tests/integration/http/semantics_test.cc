#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "tests/integration/http/test_server.h"

namespace sen::http::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string gunzip(const std::string& bytes) {
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  std::string out(16U << 20U, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int outcome = inflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return outcome == Z_STREAM_END ? out : "not gzip";
}

TEST(HttpSemantics, AnswersFromWorkerAndFromPool) {
  TestServer server;
  RawClient client(server.port());

  const Reply cached = client.get("/cached");
  const Reply hello = client.get("/hello/b%C3%A0i");

  EXPECT_EQ(cached.status, 200);
  EXPECT_GE(cached.body.size(), 20'000U);
  EXPECT_EQ(cached.header("content-type"), "text/html; charset=utf-8");
  EXPECT_EQ(cached.header("x-content-type-options"), "nosniff");
  EXPECT_EQ(cached.header("date").size(), 29U);
  EXPECT_EQ(cached.count("link"), 2U);
  EXPECT_EQ(hello.body, "hello bài");
}

TEST(HttpSemantics, AnswersPipelinedRequestsInOrder) {
  TestServer server;
  RawClient client(server.port());

  client.send(get("/slow/50") + get("/cached") + get("/hello/3") + get("/stream/3/1") + get("/hello/5"));

  EXPECT_EQ(client.read().body, "late");
  EXPECT_GE(client.read().body.size(), 20'000U);
  EXPECT_EQ(client.read().body, "hello 3");
  EXPECT_EQ(client.read().body.size(), 30'000U);
  EXPECT_EQ(client.read().body, "hello 5");
}

TEST(HttpSemantics, AnswersAHundredPipelinedRequestsThatAreSentAtOnce) {
  TestServer server;
  RawClient client(server.port());
  std::string stream;
  for (int i = 0; i < 100; ++i)
    stream += get("/hello/" + std::to_string(i), "X-Pad: " + std::string(900, 'p') + "\r\n");

  client.send(stream);

  for (int i = 0; i < 100; ++i) ASSERT_EQ(client.read().body, "hello " + std::to_string(i));
}

TEST(HttpSemantics, AnswersHeadWithTheLengthOfGetAndNoBody) {
  TestServer server;
  RawClient client(server.port());

  for (const std::string target : {"/cached", "/hello/x", "/file"}) {
    client.send("HEAD " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
    const Reply head = client.read(true);
    const Reply body = client.get(target);
    EXPECT_EQ(head.status, 200) << target;
    EXPECT_EQ(head.header("content-length"), std::to_string(body.body.size())) << target;
    EXPECT_EQ(head.header("etag"), body.header("etag")) << target;
  }
}

TEST(HttpSemantics, AnswersOptionsWithTheMethodsThatThereAre) {
  TestServer server;
  RawClient client(server.port());

  client.send("OPTIONS /cached HTTP/1.1\r\nHost: a\r\n\r\nOPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n");
  const Reply page = client.read();
  const Reply star = client.read();

  EXPECT_EQ(page.status, 204);
  EXPECT_EQ(page.header("allow"), "GET, HEAD, OPTIONS");
  EXPECT_EQ(page.count("content-length"), 0U);
  EXPECT_EQ(star.status, 204);
  EXPECT_THAT(star.header("allow"), HasSubstr("PUT"));
}

TEST(HttpSemantics, Answers405WithAllowAnd404AndKeepsTheConnection) {
  TestServer server;
  RawClient client(server.port());

  client.send("DELETE /echo HTTP/1.1\r\nHost: a\r\n\r\n");
  const Reply not_allowed = client.read();
  const Reply nowhere = client.get("/nowhere");

  EXPECT_EQ(not_allowed.status, 405);
  EXPECT_EQ(not_allowed.header("allow"), "POST, OPTIONS");
  EXPECT_EQ(nowhere.status, 404);
  EXPECT_EQ(client.get("/hello/x").status, 200);
}

TEST(HttpSemantics, KeepsOrEndsTheConnectionAsAsked) {
  TestServer server;
  RawClient old(server.port());
  RawClient old_kept(server.port());
  RawClient closing(server.port());

  old.send("GET /hello/x HTTP/1.0\r\n\r\n");
  const Reply once = old.read();
  old_kept.send("GET /hello/x HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  const Reply kept = old_kept.read();
  const Reply last = closing.get("/hello/x", "Connection: close\r\n");

  EXPECT_EQ(once.header("connection"), "close");
  EXPECT_TRUE(once.closed);
  EXPECT_EQ(kept.header("connection"), "keep-alive");
  EXPECT_EQ(old_kept.get("/hello/y").body, "hello y");
  EXPECT_EQ(last.header("connection"), "close");
  EXPECT_TRUE(last.closed);
}

TEST(HttpSemantics, AnswersAClientThatHasEndedItsSide) {
  TestServer server;
  RawClient client(server.port());

  client.send(get("/slow/50") + get("/hello/x"));
  client.finish();

  EXPECT_EQ(client.read().body, "late");
  EXPECT_EQ(client.read().body, "hello x");
  EXPECT_TRUE(client.is_closed());
}

TEST(HttpSemantics, AnswersConditionalRequests) {
  TestServer server;
  RawClient client(server.port());
  const Reply page = client.get("/cached");
  const std::string etag = page.header("etag");

  const Reply same = client.get("/cached", "If-None-Match: \"x\", W/" + etag + "\r\n");
  const Reply other =
      client.get("/cached", "If-None-Match: \"x\"\r\nIf-Modified-Since: " + page.header("last-modified") + "\r\n");
  const Reply since = client.get("/cached", "If-Modified-Since: " + page.header("last-modified") + "\r\n");
  const Reply file = client.get("/file", "If-None-Match: \"file-1\"\r\n");
  const Reply any = client.get("/cached", "If-None-Match: *\r\n");

  EXPECT_EQ(same.status, 304);
  EXPECT_EQ(same.header("etag"), etag);
  EXPECT_EQ(same.count("content-length"), 0U);
  EXPECT_EQ(same.count("content-type"), 0U);
  EXPECT_THAT(same.header("cache-control"), Not(IsEmpty()));
  EXPECT_EQ(other.status, 200);
  EXPECT_EQ(since.status, 304);
  EXPECT_EQ(file.status, 304);
  EXPECT_EQ(any.status, 304);
}

TEST(HttpSemantics, NegotiatesCompression) {
  TestServer server;
  RawClient client(server.port());

  const Reply plain = client.get("/cached");
  const Reply gzip = client.get("/cached", "Accept-Encoding: gzip, deflate\r\n");
  const Reply brotli = client.get("/cached", "Accept-Encoding: gzip, deflate, br\r\n");
  const Reply refused = client.get("/cached", "Accept-Encoding: br;q=0, gzip;q=0\r\n");

  EXPECT_EQ(plain.count("content-encoding"), 0U);
  EXPECT_EQ(gzip.header("content-encoding"), "gzip");
  EXPECT_EQ(gzip.body.substr(0, 2), "\x1F\x8B");
  EXPECT_EQ(brotli.header("content-encoding"), "br");
  EXPECT_LT(brotli.body.size(), plain.body.size() / 2);
  EXPECT_EQ(refused.count("content-encoding"), 0U);
  EXPECT_NE(gzip.header("etag"), plain.header("etag"));
  EXPECT_NE(gzip.header("etag"), brotli.header("etag"));
  for (const Reply& reply : {plain, gzip, brotli}) EXPECT_EQ(reply.header("vary"), "Accept-Encoding");
  EXPECT_EQ(client.get("/cached", "Accept-Encoding: br\r\nIf-None-Match: " + brotli.header("etag") + "\r\n").status,
            304);
}

TEST(HttpSemantics, CompressesTextMadeForOneRequest) {
  TestServer server;
  RawClient client(server.port());
  const std::string padding = "X-Pad: " + std::string(4000, 'a') + "\r\n";

  const Reply gzip = client.get("/seen", padding + "Accept-Encoding: gzip\r\n");
  const Reply plain = client.get("/seen", padding);

  EXPECT_EQ(gzip.header("content-encoding"), "gzip");
  EXPECT_EQ(gzip.header("vary"), "Accept-Encoding");
  EXPECT_LT(gzip.body.size(), 1000U);
  EXPECT_EQ(plain.count("content-encoding"), 0U);
  client.send("HEAD /seen HTTP/1.1\r\nHost: sen.test\r\n" + padding + "Accept-Encoding: gzip\r\n\r\n");
  const Reply head = client.read(true);
  EXPECT_EQ(head.header("content-encoding"), "gzip");
}

TEST(HttpSemantics, CompressesTextAsItIsStreamed) {
  TestServer server;
  RawClient client(server.port());

  const Reply gzip = client.get("/stream/300/0", "Accept-Encoding: gzip\r\n");
  const Reply plain = client.get("/stream/300/0");

  EXPECT_EQ(gzip.header("content-encoding"), "gzip");
  EXPECT_EQ(gzip.header("transfer-encoding"), "chunked");
  EXPECT_TRUE(gunzip(gzip.body) == plain.body);
  EXPECT_EQ(plain.body.size(), 3'000'000U);
  EXPECT_EQ(plain.header("vary"), "Accept-Encoding");
}

TEST(HttpSemantics, CompressesAWholeUnderATagOfItsOwn) {
  TestServer server;
  RawClient client(server.port());
  const std::string accept = "Accept-Encoding: gzip, br\r\n";

  const Reply plain = client.get("/export/300");
  const Reply gzip = client.get("/export/300", accept);
  const Reply part = client.get("/export/300", accept + "Range: bytes=1000-1999\r\n");
  const Reply stale = client.get("/export/300", accept + "Range: bytes=1000-\r\nIf-Range: \"export-1-gzip\"\r\n");
  const Reply same = client.get("/export/300", accept + "If-None-Match: \"export-1-gzip\"\r\n");

  EXPECT_EQ(plain.header("content-length"), "307200");
  EXPECT_EQ(plain.header("etag"), "\"export-1\"");
  EXPECT_EQ(gzip.header("content-encoding"), "gzip");
  EXPECT_EQ(gzip.header("etag"), "\"export-1-gzip\"");
  EXPECT_TRUE(gunzip(gzip.body) == plain.body);
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.count("content-encoding"), 0U);
  EXPECT_EQ(part.header("etag"), "\"export-1\"");
  EXPECT_EQ(part.body, pattern_bytes(1000, 1000));
  EXPECT_EQ(stale.status, 200);
  EXPECT_TRUE(gunzip(stale.body) == plain.body);
  EXPECT_EQ(same.status, 304);
  for (const Reply& reply : {plain, gzip, part, same}) EXPECT_EQ(reply.header("vary"), "Accept-Encoding");
}

TEST(HttpSemantics, ReadsUpToAPartOfWhatIsMadeFromItsBeginning) {
  TestServer server;
  RawClient client(server.port());

  const Reply near = client.get("/export/30000", "Range: bytes=100000-199999\r\n");
  const Reply far = client.get("/export/30000", "Range: bytes=30000001-30000100\r\nIf-Range: \"export-1\"\r\n");
  const Reply open = client.get("/export/30000", "Range: bytes=15360000-\r\n");
  const Reply tail = client.get("/export/30000", "Range: bytes=-7\r\n");
  const Reply outside = client.get("/export/30000", "Range: bytes=30720000-\r\n");

  EXPECT_TRUE(near.body == pattern_bytes(100'000, 100'000));
  EXPECT_EQ(far.header("content-range"), "bytes 30000001-30000100/30720000");
  EXPECT_EQ(far.body, pattern_bytes(30'000'001, 100));
  EXPECT_EQ(open.header("content-length"), "15360000");
  EXPECT_TRUE(open.body == pattern_bytes(15'360'000, 15'360'000));
  EXPECT_EQ(tail.body, pattern_bytes(30'719'993, 7));
  EXPECT_EQ(outside.status, 416);
  EXPECT_EQ(outside.header("content-range"), "bytes */30720000");
  EXPECT_EQ(client.get("/hello/x").body, "hello x");
}

TEST(HttpSemantics, AnswersOneRange) {
  TestServer server;
  RawClient client(server.port());

  const Reply middle = client.get("/file", "Range: bytes=100000-299999\r\n");
  const Reply tail = client.get("/file", "Range: bytes=-10\r\n");
  const Reply open = client.get("/file", "Range: bytes=999990-\r\n");
  const Reply beyond = client.get("/file", "Range: bytes=0-2000000\r\n");
  const Reply outside = client.get("/file", "Range: bytes=1000000-\r\n");

  EXPECT_EQ(middle.status, 206);
  EXPECT_EQ(middle.header("content-range"), "bytes 100000-299999/1000000");
  EXPECT_EQ(middle.body, pattern_bytes(100'000, 200'000));
  EXPECT_EQ(tail.header("content-range"), "bytes 999990-999999/1000000");
  EXPECT_EQ(tail.body, pattern_bytes(999'990, 10));
  EXPECT_EQ(open.body, tail.body);
  EXPECT_EQ(beyond.body.size(), 1'000'000U);
  EXPECT_EQ(outside.status, 416);
  EXPECT_EQ(outside.header("content-range"), "bytes */1000000");
}

TEST(HttpSemantics, AnswersTheWholeWhereARangeDoesNotApply) {
  TestServer server;
  RawClient client(server.port());

  for (const std::string headers :
       {"Range: bytes=0-1,3-4\r\n", "Range: lines=1-2\r\n", "Range: bytes=5-2\r\n", "Range: bytes=x\r\n",
        "Range: bytes=0-1\r\nIf-Range: \"other\"\r\n", "Range: bytes=0-1\r\nIf-Range: W/\"file-1\"\r\n",
        "Range: bytes=0-1\r\nIf-Range: Fri, 20 Nov 2026 01:29:59 GMT\r\n"}) {
    const Reply reply = client.get("/file", headers);
    EXPECT_EQ(reply.status, 200) << headers;
    EXPECT_EQ(reply.body.size(), 1'000'000U) << headers;
  }
  EXPECT_EQ(client.get("/file", "Range: bytes=0-1\r\nIf-Range: \"file-1\"\r\n").status, 206);
  EXPECT_EQ(client.get("/file", "Range: bytes=0-1\r\nIf-Range: Fri, 20 Nov 2026 01:30:00 GMT\r\n").status, 206);
  EXPECT_EQ(client.get("/hello/x", "Range: bytes=0-1\r\n").status, 200);
  EXPECT_EQ(client.get("/file").header("accept-ranges"), "bytes");
}

TEST(HttpSemantics, StreamsWithoutALengthInChunksOrUntilTheEnd) {
  TestServer server;
  RawClient client(server.port());
  RawClient old(server.port());

  const Reply chunked = client.get("/stream/30/0");
  old.send("GET /stream/30/0 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  const Reply closed = old.read();

  EXPECT_EQ(chunked.header("transfer-encoding"), "chunked");
  EXPECT_EQ(chunked.count("content-length"), 0U);
  EXPECT_EQ(chunked.body, pattern_bytes(0, 300'000));
  EXPECT_EQ(closed.count("transfer-encoding"), 0U);
  EXPECT_EQ(closed.header("connection"), "close");
  EXPECT_EQ(closed.body, pattern_bytes(0, 300'000));
}

TEST(HttpSemantics, CutsAnAnswerThatItsSourceCannotFinish) {
  TestServer server;
  RawClient client(server.port());

  const Reply reply = client.get("/short");

  EXPECT_EQ(reply.status, 200);
  EXPECT_FALSE(reply.whole);
  EXPECT_TRUE(client.is_closed() || !client.read_to_end().empty());
}

TEST(HttpSemantics, ShowsTheHandlerWhatWasSent) {
  TestServer server;
  RawClient client(server.port());

  const std::string seen = client.get("/seen/b%C3%A0i/x?q=a+b&q=c", "X-A: 1\r\nx-a: 2\r\nAccept: */*\r\n").body;

  EXPECT_THAT(seen, HasSubstr("GET /seen/b%C3%A0i/x?q=a+b&q=c\npath seen\npath bài\npath x\n"));
  EXPECT_THAT(seen, HasSubstr("query q=a b\nquery q=c\n"));
  EXPECT_THAT(seen, HasSubstr("X-A: 1\nx-a: 2\nAccept: */*\n"));
  EXPECT_THAT(seen, HasSubstr("client 127.0.0.1 loopback\n"));
}

TEST(HttpSemantics, TakesTheClientFromAProxyOnThisMachine) {
  TestServer server;
  RawClient client(server.port());
  const auto seen = [&](const std::string& fields) { return client.get("/seen", fields).body; };

  EXPECT_THAT(seen("X-Forwarded-For: 203.0.113.9\r\n"), HasSubstr("client 203.0.113.9\n"));
  EXPECT_THAT(seen("X-Forwarded-For: 127.0.0.1, 2001:db8::7\r\n"), HasSubstr("client 2001:db8::7\n"))
      << "what stands in front is the client's own claim";
  EXPECT_THAT(seen("X-Forwarded-For: 198.51.100.1\r\nX-Forwarded-For: 203.0.113.9\r\n"),
              HasSubstr("client 203.0.113.9\n"));
  EXPECT_THAT(seen("X-Forwarded-For: ::ffff:203.0.113.9\r\n"), HasSubstr("client 203.0.113.9\n"))
      << "as a proxy writes IPv4 that came in over an IPv6 socket";
  for (const char* nonsense : {"", "unknown", "203.0.113.9, x"})
    EXPECT_THAT(seen("X-Forwarded-For: " + std::string(nonsense) + "\r\n"), HasSubstr("client 127.0.0.1\n"))
        << nonsense << ": not this machine, whoever it is";
}

TEST(HttpSemantics, TakesUtf8PathsAndItsOwnAbsoluteForm) {
  TestServer server;
  RawClient client(server.port());

  EXPECT_EQ(client.get("/hello/bài").body, "hello bài");
  EXPECT_EQ(client.get("http://sen.test/hello/x").body, "hello x");
}

TEST(HttpSemantics, TurnsErrorsIntoStatusesAndLeaksNothing) {
  TestServer server;
  RawClient client(server.port());
  const std::vector<std::pair<ErrorCode, int>> rows = {
      {ErrorCode::InvalidInput, 400}, {ErrorCode::NotFound, 404},        {ErrorCode::Gone, 410},
      {ErrorCode::Conflict, 409},     {ErrorCode::Unavailable, 503},     {ErrorCode::TooLarge, 413},
      {ErrorCode::Storage, 500},      {ErrorCode::PermissionDenied, 403}};

  for (const auto& [code, status] : rows) {
    const Reply reply = client.get("/fail/" + std::to_string(static_cast<int>(code)));
    EXPECT_EQ(reply.status, status);
    EXPECT_EQ(reply.count("retry-after"), status == 503 ? 1U : 0U);
  }
  const Reply thrown = client.get("/throw");
  EXPECT_EQ(thrown.status, 500);
  EXPECT_THAT(thrown.body, Not(HasSubstr("secret")));
  EXPECT_EQ(client.get("/throw-int").status, 500);
  EXPECT_EQ(client.get("/hello/x").status, 200);
}

TEST(HttpSemantics, NeverLetsAHeaderBeSplit) {
  TestServer server;
  RawClient client(server.port());

  const Reply reply = client.get("/split?to=%0d%0aSet-Cookie:%20a=b");

  EXPECT_EQ(reply.status, 302);
  EXPECT_EQ(reply.count("set-cookie"), 0U);
  EXPECT_EQ(reply.count("location"), 0U);
}

TEST(HttpSemantics, Answers204WithoutLength) {
  TestServer server;
  RawClient client(server.port());

  const Reply reply = client.get("/empty");

  EXPECT_EQ(reply.status, 204);
  EXPECT_EQ(reply.count("content-length"), 0U);
  EXPECT_EQ(client.get("/hello/x").status, 200);
}

TEST(HttpSemantics, AnswersKeptPagesWithoutTroublingThePool) {
  ServerOptions options;
  options.pool_threads = 1;
  options.fast_path = [](const Request& request) -> std::optional<Response> {
    if (request.target == "/fail/0") throw std::runtime_error("cache");
    if (request.target != "/hello/kept") return std::nullopt;
    return make_response(200, "text/plain", "from memory");
  };
  TestServer server(std::move(options));
  RawClient blocking(server.port());
  blocking.send(get("/slow/1000"));
  RawClient client(server.port());

  const auto begun = std::chrono::steady_clock::now();
  const Reply kept = client.get("/hello/kept");
  const auto elapsed = std::chrono::steady_clock::now() - begun;

  EXPECT_EQ(kept.body, "from memory");
  EXPECT_LT(elapsed, std::chrono::milliseconds(700));
  EXPECT_EQ(client.get("/hello/other").body, "hello other");
  EXPECT_EQ(client.get("/fail/0").status, 400);
}

TEST(HttpSemantics, DoesWithoutAnErrorPageThatFails) {
  ServerOptions options;
  options.error_page = [](const Request&, int, std::string_view) -> Response { throw std::runtime_error("no page"); };
  TestServer server(std::move(options));
  RawClient client(server.port());

  const Reply missing = client.get("/nowhere");

  EXPECT_EQ(missing.status, 404);
  EXPECT_THAT(missing.body, HasSubstr("404 Not Found"));
  EXPECT_EQ(client.get("/hello/x").status, 200);
}

TEST(HttpSemantics, UsesTheErrorPageAndTheHostsThatAreConfigured) {
  ServerOptions options;
  options.hosts = {"sen.test", "::1"};
  options.error_page = [](const Request&, int status, std::string_view message) {
    return make_response(200, "text/html", "<h1>" + std::to_string(status) + " " + std::string(message) + "</h1>");
  };
  TestServer server(std::move(options));
  RawClient client(server.port());

  const Reply missing = client.get("/nowhere");
  client.send("GET /hello/x HTTP/1.1\r\nHost: SEN.test:8080\r\n\r\n");
  const Reply own = client.read();
  client.send("GET /hello/x HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n");
  const Reply six = client.read();
  client.send("GET /hello/x HTTP/1.1\r\nHost: evil.test\r\n\r\n");
  const Reply other = client.read();

  EXPECT_EQ(missing.status, 404);
  EXPECT_THAT(missing.body, HasSubstr("<h1>404 "));
  EXPECT_EQ(own.status, 200);
  EXPECT_EQ(six.status, 200);
  EXPECT_EQ(other.status, 421);
  EXPECT_TRUE(other.closed);
}

}  // namespace
}  // namespace sen::http::test
