#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "engine/http/parser.h"
#include "tests/integration/http/test_server.h"

namespace sen::http::test {
namespace {

using Milliseconds = std::chrono::milliseconds;

const std::filesystem::path& hostile_folder() {
  static const std::filesystem::path kFolder = std::filesystem::path(SEN_SOURCE_DIR) / "../shared/data/malicious";
  return kFolder;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
}

struct Case {
  std::string name;
  std::string request;
  bool refused = false;  ///< By the parser whose test it is.
};

/// The cases of one page: a title, a block of request bytes with escapes, a block with the events expected.
std::vector<Case> read_cases(const std::filesystem::path& path) {
  const std::string page = read_file(path);
  std::vector<Case> cases;
  std::size_t at = 0;
  while ((at = page.find("```http\n", at)) != std::string::npos) {
    const std::size_t title = page.rfind("\n#", at);
    const std::size_t meta = page.rfind("<!-- meta=", at);
    const bool strict = meta != std::string::npos && page.substr(meta, 200).find("\"type\": \"request\"") < 40;
    const std::size_t begin = at + 8;
    const std::size_t end = page.find("\n```", begin);
    const std::size_t log = page.find("```log\n", end);
    const std::size_t log_end = page.find("\n```", log);
    at = log_end;
    if (!strict) continue;
    Case found;
    found.name = path.filename().string() + ": " + page.substr(title + 1, page.find('\n', title + 1) - title - 1);
    found.request = page.substr(begin, end - begin);
    replace_all(found.request, "\\\n", "");
    replace_all(found.request, "\n", "\r\n");
    for (const auto& [from, to] :
         std::vector<std::pair<std::string, std::string>>{{"\\r", "\r"}, {"\\n", "\n"}, {"\\t", "\t"}, {"\\f", "\f"}}) {
      replace_all(found.request, from, to);
    }
    found.refused = page.substr(log, log_end - log).find("error code=") != std::string::npos;
    cases.push_back(std::move(found));
  }
  return cases;
}

/// With a Host line, so that its lack is not the reason of a refusal.
std::string with_host(std::string request) {
  const std::size_t line = request.find("\r\n", request.starts_with("\r\n") ? 2 : 0);
  if (line != std::string::npos && request.find("Host:") == std::string::npos) request.insert(line + 2, "Host: a\r\n");
  return request;
}

bool is_refused(std::string_view stream) {
  Parser parser({});
  for (;;) {
    const Step step = parser.next(stream);
    stream.remove_prefix(step.used);
    if (step.kind == Step::Kind::Refused) return true;
    if (step.kind == Step::Kind::NeedMore) return false;
    if (step.kind == Step::Kind::End) parser.reset();
  }
}

TEST(HostileInput, NeverStopsTheServer) {
  if (!std::filesystem::exists(hostile_folder())) {
    std::cout << "absent: " << hostile_folder() << '\n';
    return;
  }
  ServerOptions options;
  options.header_timeout = Milliseconds(300);
  options.body_timeout = Milliseconds(300);
  options.idle_timeout = Milliseconds(300);
  TestServer server(std::move(options));
  std::vector<std::string> inputs;
  for (const std::string folder : {"http-h2o-fuzz/http1-corpus", "http-h2o-fuzz/url-corpus"}) {
    for (const auto& entry : std::filesystem::directory_iterator(hostile_folder() / folder)) {
      inputs.push_back(read_file(entry.path()));
    }
  }
  for (const auto& entry : std::filesystem::directory_iterator(hostile_folder() / "http-llhttp/request")) {
    for (Case& found : read_cases(entry.path())) inputs.push_back(std::move(found.request));
  }

  std::vector<std::unique_ptr<RawClient>> clients;
  for (const std::string& input : inputs) {
    clients.push_back(std::make_unique<RawClient>(server.port()));
    clients.back()->send(input);
  }
  for (std::size_t i = 0; i < clients.size(); ++i) {
    clients[i]->read_to_end(Milliseconds(3000));
    EXPECT_TRUE(clients[i]->is_closed()) << inputs[i];
  }

  EXPECT_GT(inputs.size(), 100U);
  EXPECT_EQ(RawClient(server.port()).get("/hello/x").status, 200);
}

TEST(HostileInput, IsRefusedWhereAnotherStrictParserRefusesIt) {
  if (!std::filesystem::exists(hostile_folder())) {
    std::cout << "absent: " << hostile_folder() << '\n';
    return;
  }
  std::size_t refused = 0;

  for (const auto& entry : std::filesystem::directory_iterator(hostile_folder() / "http-llhttp/request")) {
    for (const Case& found : read_cases(entry.path())) {
      if (!found.refused) continue;
      refused += 1;
      EXPECT_TRUE(is_refused(with_host(found.request) + "\r\n\r\n\r\n\r\n")) << found.name << "\n" << found.request;
    }
  }

  EXPECT_GT(refused, 20U);
}

}  // namespace
}  // namespace sen::http::test
