// A server for load tests: pages from memory, as the page cache serves them.
// Usage: http_load_server ADDR:PORT [THREADS]; ends on SIGTERM.
#include <csignal>
#include <cstdlib>
#include <iostream>

#include "engine/http/server.h"

namespace {

using sen::http::Method;
using sen::http::Parameters;
using sen::http::Representation;
using sen::http::Request;
using sen::http::Response;
using sen::http::Run;

std::shared_ptr<const Representation> make_page(std::size_t size) {
  auto page = std::make_shared<Representation>();
  page->content_type = "text/html; charset=utf-8";
  std::string text;
  for (std::size_t i = 0; text.size() < size; ++i) text += "<p>" + std::to_string(i * 2654435761U) + "</p>\n";
  text.resize(size);
  page->etag = sen::http::make_etag(text);
  page->last_modified = sen::Timestamp{1'763'596'800'000};
  page->identity = std::make_shared<const std::string>(std::move(text));
  page->headers = {{"Content-Language", "vi"}};
  sen::http::compress(*page, 5);
  return page;
}

void add_page(sen::http::Router& router, std::string_view pattern, std::size_t size, Run run) {
  router.add(
      Method::Get, pattern,
      [page = make_page(size)](const Request& request, const Parameters&) -> sen::Result<Response> {
        return respond(request, *page);
      },
      run);
}

}  // namespace

int main(int argc, char** argv) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  sen::http::Router router;
  add_page(router, "/500", 500, Run::OnWorker);
  add_page(router, "/20k", 20 * 1024, Run::OnWorker);
  add_page(router, "/200k", 200 * 1024, Run::OnWorker);
  add_page(router, "/pool", 20 * 1024, Run::InPool);

  sen::http::ServerOptions options;
  options.listen = argc > 1 ? argv[1] : "127.0.0.1:0";
  options.threads = argc > 2 ? std::atoi(argv[2]) : 0;
  options.pool_threads = options.threads;
  options.always = {{"Content-Security-Policy", "default-src 'self'"},
                    {"X-Content-Type-Options", "nosniff"},
                    {"Referrer-Policy", "strict-origin-when-cross-origin"}};
  const auto server = sen::http::start_server(router, std::move(options));
  if (!server.has_value()) {
    std::cerr << server.error().message() << '\n';
    return 1;
  }
  std::cout << "listening on port " << (*server)->port() << std::endl;
  int signal = 0;
  sigwait(&signals, &signal);
  (*server)->stop();
  return 0;
}
