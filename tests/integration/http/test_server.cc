#include "tests/integration/http/test_server.h"

#include <fstream>
#include <iterator>
#include <thread>

namespace sen::http::test {
namespace {

constexpr std::string_view kText = "text/plain; charset=utf-8";

std::size_t number(std::string_view text) {
  return std::stoul(std::string(text));
}

Representation make_page() {
  Representation page;
  page.content_type = "text/html; charset=utf-8";
  std::string text;
  while (text.size() < 20'000) text += "<p>Sen " + std::to_string(text.size()) + "</p>\n";
  page.etag = make_etag(text);
  page.identity = std::make_shared<const std::string>(std::move(text));
  page.last_modified = parse_rfc3339("2026-11-20T01:30:00Z").value();
  page.headers = {{"Content-Language", "vi"}, {"Link", "</a>; rel=next"}, {"Link", "</b>; rel=prev"}};
  compress(page, 9);
  return page;
}

/// Text that is made from its beginning each time.
class MadeSource final : public BodySource {
 public:
  explicit MadeSource(std::uint64_t size) : pattern_(size, true) {}
  std::optional<std::uint64_t> size() const override { return pattern_.size(); }
  Result<std::string> read() override { return pattern_.read(); }
  Result<void> seek(std::uint64_t) override { return Error(ErrorCode::InvalidInput, "made from its beginning"); }

 private:
  PatternSource pattern_;
};

/// A source that promises more than it has.
class ShortSource final : public BodySource {
 public:
  std::optional<std::uint64_t> size() const override { return 1000; }
  Result<std::string> read() override { return std::exchange(rest_, ""); }
  Result<void> seek(std::uint64_t) override { return {}; }

 private:
  std::string rest_ = "only this";
};

std::string describe(const Request& request) {
  std::string text = std::string(to_string(request.method)) + " " + request.target + "\n";
  for (const std::string& segment : request.path) text += "path " + segment + "\n";
  for (const auto& [name, value] : request.query) text += "query " + name + "=" + value + "\n";
  for (const auto& [name, value] : request.headers) text += name + ": " + value + "\n";
  return text + "client " + request.client + (request.loopback ? " loopback\n" : "\n");
}

}  // namespace

std::string pattern_bytes(std::uint64_t from, std::size_t count) {
  std::string bytes(count, '\0');
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t at = from + i;
    bytes[i] = static_cast<char>('a' + (at + at / 26 + at / 4096) % 26);
  }
  return bytes;
}

std::optional<std::uint64_t> PatternSource::size() const {
  if (!known_) return std::nullopt;
  return size_;
}

Result<std::string> PatternSource::read() {
  std::this_thread::sleep_for(pause_);
  const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(piece_, size_ - at_));
  std::string bytes = pattern_bytes(at_, count);
  at_ += count;
  return bytes;
}

Result<void> PatternSource::seek(std::uint64_t offset) {
  at_ = offset;
  return {};
}

TestServer::TestServer(ServerOptions options) {
  add_routes();
  add_body_routes();
  add_stream_routes();
  if (options.listen == ServerOptions{}.listen) options.listen = "127.0.0.1:0";
  if (options.always.empty()) options.always = {{"X-Content-Type-Options", "nosniff"}};
  Result<std::unique_ptr<Server>> server = start_server(router_, std::move(options));
  if (server.has_value()) server_ = std::move(server).value();
  if (server_ == nullptr) ADD_FAILURE() << server.error().message();
}

void TestServer::add_routes() {
  const auto page = std::make_shared<const Representation>(make_page());
  router_.add(
      Method::Get, "/cached",
      [page](const Request& request, const Parameters&) -> Result<Response> { return respond(request, *page); },
      Run::OnWorker);
  router_.add(Method::Get, "/hello/{name}", [](const Request&, const Parameters& found) -> Result<Response> {
    return make_response(200, kText, "hello " + std::string(found["name"]));
  });
  router_.add(Method::Get, "/slow/{ms}", [this](const Request&, const Parameters& found) -> Result<Response> {
    slow_calls_ += 1;
    std::this_thread::sleep_for(std::chrono::milliseconds(number(found["ms"])));
    return make_response(200, kText, "late");
  });
  router_.add(Method::Get, "/fail/{code}", [](const Request&, const Parameters& found) -> Result<Response> {
    return Error(static_cast<ErrorCode>(number(found["code"])), "as asked");
  });
  router_.add(Method::Get, "/throw",
              [](const Request&, const Parameters&) -> Result<Response> { throw std::runtime_error("secret"); });
  router_.add(Method::Get, "/throw-int", [](const Request&, const Parameters&) -> Result<Response> { throw 1; });
  router_.add(Method::Get, "/seen", [](const Request& request, const Parameters&) -> Result<Response> {
    return make_response(200, kText, describe(request));
  });
  router_.add(Method::Get, "/seen/{rest...}", [](const Request& request, const Parameters&) -> Result<Response> {
    return make_response(200, kText, describe(request));
  });
  router_.add(Method::Get, "/split", [](const Request& request, const Parameters&) -> Result<Response> {
    return redirect(302, "/" + std::string(request.parameter("to").value_or("")));
  });
  router_.add(Method::Get, "/empty", [](const Request&, const Parameters&) -> Result<Response> {
    Response response;
    response.status = 204;
    return response;
  });
}

void TestServer::add_body_routes() {
  router_.add(Method::Post, "/echo", [](const Request& request, const Parameters&) -> Result<Response> {
    if (request.body_file.empty()) return make_response(200, kText, request.body);
    std::ifstream file(request.body_file, std::ios::binary);
    return make_response(200, kText, std::string(std::istreambuf_iterator<char>(file), {}));
  });
  router_.add(Method::Post, "/size", [](const Request& request, const Parameters&) -> Result<Response> {
    if (request.body_file.empty()) return make_response(200, kText, "memory " + std::to_string(request.body.size()));
    std::ifstream file(request.body_file, std::ios::binary | std::ios::ate);
    return make_response(200, kText, "file " + std::to_string(file.tellg()) + " " + request.body_file);
  });
}

void TestServer::add_stream_routes() {
  router_.add(Method::Get, "/big/{mb}", [](const Request&, const Parameters& found) -> Result<Response> {
    static const auto kBody = std::make_shared<const std::string>(pattern_bytes(0, 8U << 20U));
    Response response;
    response.body = number(found["mb"]) == 8
                        ? kBody
                        : std::make_shared<const std::string>(pattern_bytes(0, number(found["mb"]) << 20U));
    return response;
  });
  const Timestamp modified = parse_rfc3339("2026-11-20T01:30:00Z").value();
  const auto file = [modified](const Request& request, const Parameters& found) -> Result<Response> {
    const std::string_view kilobytes = found["kb"];
    const std::uint64_t size = kilobytes.empty() ? 1'000'000 : number(kilobytes) * 1024;
    return respond_stream(request, std::make_unique<PatternSource>(size, true), "image/webp", "\"file-1\"", modified,
                          "public, max-age=31536000, immutable");
  };
  router_.add(Method::Get, "/file", file);
  router_.add(Method::Get, "/file/{kb}", file);
  router_.add(Method::Get, "/export/{kb}", [modified](const Request& request, const Parameters& found) {
    auto source = std::make_unique<MadeSource>(number(found["kb"]) * 1024);
    return Result<Response>(
        respond_stream(request, std::move(source), "text/csv", "\"export-1\"", modified, "no-cache"));
  });
  router_.add(Method::Get, "/stream/{pieces}/{ms}", [](const Request& request, const Parameters& found) {
    auto source = std::make_unique<PatternSource>(number(found["pieces"]) * 10'000, false,
                                                  std::chrono::milliseconds(number(found["ms"])), 10'000);
    return Result<Response>(respond_stream(request, std::move(source), "text/csv", "", std::nullopt, "no-cache"));
  });
  router_.add(Method::Get, "/short", [](const Request& request, const Parameters&) {
    return Result<Response>(
        respond_stream(request, std::make_unique<ShortSource>(), "text/csv", "", std::nullopt, "no-cache"));
  });
}

}  // namespace sen::http::test
