// Any bytes are read the same way however they are split, and what is accepted is well-formed.
#include <cstdlib>
#include <string>
#include <string_view>

#include "engine/base/text.h"
#include "engine/http/parser.h"
#include "engine/http/response.h"

namespace {

using sen::http::Parser;
using sen::http::Request;
using sen::http::Step;

void require(bool condition) {
  if (!condition) std::abort();
}

void check(const Request& request) {
  for (const std::string& segment : request.path) {
    require(!segment.empty() && segment != "." && segment != ".." && sen::is_utf8(segment));
    require(segment.find_first_of(std::string_view("/\\\0\r\n", 5)) == std::string::npos);
  }
  for (const auto& [name, value] : request.headers) {
    require(!name.empty() && name.find_first_of(" :\r\n") == std::string::npos);
    require(value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
  }
  for (const auto& [name, value] : request.query) require(sen::is_utf8(name) && sen::is_utf8(value));
  sen::http::parse_accept(request.joined_header("accept"));
  sen::http::choose_media_type(request.joined_header("accept"), {"text/html", "application/json"});
  sen::http::matches_etag(request.joined_header("if-none-match"), "\"a\"");
}

/// Everything the parser says about `stream` when it comes in pieces of `piece` bytes.
std::string read(std::string_view stream, std::size_t piece) {
  Parser parser({.header_bytes = 2048, .header_lines = 20, .target_bytes = 1024});
  std::string said;
  while (!stream.empty()) {
    std::string_view bytes = stream.substr(0, piece);
    stream.remove_prefix(bytes.size());
    for (;;) {
      const Step step = parser.next(bytes);
      require(step.used <= bytes.size());
      bytes.remove_prefix(step.used);
      if (step.kind == Step::Kind::NeedMore) break;
      if (step.kind == Step::Kind::Body) said.append(step.body);
      if (step.kind == Step::Kind::Refused) return said + "\nrefused " + std::to_string(parser.refusal().status);
      if (step.kind != Step::Kind::End) continue;
      check(parser.request());
      said += "\n" + parser.request().target + "\n" + std::to_string(parser.request().headers.size()) + "\n";
      parser.reset();
    }
    require(bytes.empty());
  }
  return said;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view stream(reinterpret_cast<const char*>(data), size);
  const std::string whole = read(stream, size);
  require(read(stream, 1) == whole);
  require(read(stream, 1 + data[0] % 7) == whole);
  return 0;
}
