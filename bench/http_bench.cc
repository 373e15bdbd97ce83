// What a request costs before and after the sockets: parsing, routing, answering.
#include <benchmark/benchmark.h>

#include "engine/http/outgoing.h"
#include "engine/http/parser.h"
#include "engine/http/router.h"

namespace sen::http {
namespace {

constexpr std::string_view kBrowserRequest =
    "GET /vi/news/khai-truong-cang-bien-moi-abcdefghij HTTP/1.1\r\nHost: sen.test\r\n"
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\r\n"
    "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8\r\n"
    "Accept-Language: vi,en-US;q=0.7,en;q=0.3\r\nAccept-Encoding: gzip, deflate, br\r\n"
    "Connection: keep-alive\r\nUpgrade-Insecure-Requests: 1\r\nSec-Fetch-Dest: document\r\n"
    "Sec-Fetch-Mode: navigate\r\nSec-Fetch-Site: none\r\n\r\n";

Request parse() {
  Parser parser({});
  parser.next(kBrowserRequest);
  return std::move(parser.request());
}

void parse_request(benchmark::State& state) {
  Parser parser({});
  for (auto _ : state) {
    benchmark::DoNotOptimize(parser.next(kBrowserRequest));
    parser.reset();
  }
}
BENCHMARK(parse_request);

void find_route(benchmark::State& state) {
  Router router;
  const auto nothing = [](const Request&, const Parameters&) -> Result<Response> { return Response{}; };
  for (int i = 0; i < 60; ++i) router.add(Method::Get, "/{lang}/listing" + std::to_string(i), nothing);
  for (int i = 0; i < 60; ++i) router.add(Method::Get, "/api/v1/thing" + std::to_string(i) + "/{id}", nothing);
  router.add(Method::Get, "/{lang}/{section}/{slug}-{id}", nothing);
  const Request request = parse();
  for (auto _ : state) benchmark::DoNotOptimize(router.find(Method::Get, request.path));
}
BENCHMARK(find_route);

void answer_cached_page(benchmark::State& state) {
  Representation page;
  page.content_type = "text/html; charset=utf-8";
  page.etag = "\"abcdefghijklmnopqrstuv\"";
  page.last_modified = Timestamp{1'763'596'800'000};
  page.identity = std::make_shared<const std::string>(std::string(20'480, 'a'));
  page.headers = {{"Content-Language", "vi"}};
  compress(page, 5);
  ServerOptions options;
  options.always = {{"Content-Security-Policy", "default-src 'self'"}, {"X-Content-Type-Options", "nosniff"}};
  const Request request = parse();
  for (auto _ : state) {
    benchmark::DoNotOptimize(make_outgoing(request, Framing{}, options, respond(request, page), false));
  }
}
BENCHMARK(answer_cached_page);

}  // namespace
}  // namespace sen::http
