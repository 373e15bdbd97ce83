#include "engine/http/parser.h"

#include "engine/base/text.h"
#include "engine/http/syntax.h"
#include "engine/http/target.h"

namespace sen::http {
namespace {

// Room in the request line beside the target: the longest method that is worth a name, two spaces, the version.
constexpr std::size_t kLineExtra = 64;

std::optional<Method> read_method(std::string_view token) {
  for (const Method method :
       {Method::Get, Method::Head, Method::Post, Method::Put, Method::Patch, Method::Delete, Method::Options}) {
    if (token == to_string(method)) return method;
  }
  return std::nullopt;
}

bool is_version(std::string_view text) {
  return text.size() == 8 && text.starts_with("HTTP/") && text[5] >= '0' && text[5] <= '9' && text[6] == '.' &&
         text[7] >= '0' && text[7] <= '9';
}

/// The framing fields, found in one pass over the headers.
struct Found {
  int hosts = 0;
  int lengths = 0;
  bool encoded = false;
  std::string_view host;
  std::string_view length;
};

Found find_framing(const Pairs& headers) {
  Found found;
  for (const auto& [name, value] : headers) {
    if (name.size() == 4 && equals_ignoring_ascii_case(name, "host")) {
      found.hosts += 1;
      found.host = value;
    } else if (name.size() == 14 && equals_ignoring_ascii_case(name, "content-length")) {
      found.lengths += 1;
      found.length = value;
    } else if (name.size() == 17 && equals_ignoring_ascii_case(name, "transfer-encoding")) {
      found.encoded = true;
    }
  }
  return found;
}

}  // namespace

void Parser::reset() {
  phase_ = Phase::Start;
  partial_.clear();
  section_bytes_ = 0;
  section_lines_ = 0;
  skipped_blank_line_ = false;
  request_ = Request{};
  framing_ = Framing{};
}

Step Parser::refuse(Refusal refusal) {
  phase_ = Phase::Refused;
  refusal_ = refusal;
  return {.kind = Step::Kind::Refused, .used = 0, .body = {}};
}

Step Parser::next(std::string_view bytes) {
  switch (phase_) {
    case Phase::Start:
    case Phase::RequestLine:
    case Phase::Headers:
      return next_line(bytes);
    case Phase::HeadDone:
      phase_ = Phase::Body;
      [[fallthrough]];
    case Phase::Body:
      return next_body(bytes);
    case Phase::End:
      return {.kind = Step::Kind::End, .used = 0, .body = {}};
    case Phase::Refused:
      break;
  }
  return {.kind = Step::Kind::Refused, .used = 0, .body = {}};
}

Step Parser::next_line(std::string_view bytes) {
  std::size_t used = 0;
  while (used < bytes.size()) {
    const std::string_view rest = bytes.substr(used);
    if (phase_ == Phase::Start && partial_.empty()) {
      const char first = rest.front();
      // RFC 9112, section 2.2: one empty line before the request line is left out.
      if (first != '\r' && !is_token(rest.substr(0, 1))) return refuse({400, "the method is not a token"});
      if (first != '\r') phase_ = Phase::RequestLine;
    }
    const bool in_headers = phase_ == Phase::Headers;
    const std::size_t limit = phase_ == Phase::Start ? 0
                              : in_headers           ? limits_.header_bytes - section_bytes_
                                                     : limits_.target_bytes + kLineExtra;
    const std::size_t feed = rest.find('\n');
    const std::size_t count = feed == std::string_view::npos ? rest.size() : feed + 1;
    if (partial_.size() + count > limit + 2) {
      if (phase_ == Phase::Start) return refuse({400, "bare CR before the request line"});
      return refuse(in_headers ? Refusal{431, "the header section is too large"}
                               : Refusal{414, "the request target is too long"});
    }
    used += count;
    if (feed == std::string_view::npos) {
      partial_.append(rest);
      break;
    }

    std::string_view line = rest.substr(0, count);
    std::string joined;
    if (!partial_.empty()) {
      joined = std::move(partial_);
      partial_.clear();
      joined.append(line);
      line = joined;
    }
    if (line.size() < 2 || line[line.size() - 2] != '\r') return refuse({400, "a line does not end in CRLF"});
    if (const auto refusal = read_line(line.substr(0, line.size() - 2))) return refuse(*refusal);
    if (phase_ == Phase::HeadDone) return {.kind = Step::Kind::Head, .used = used, .body = {}};
  }
  return {.kind = Step::Kind::NeedMore, .used = used, .body = {}};
}

std::optional<Refusal> Parser::read_line(std::string_view line) {
  if (phase_ == Phase::Start) {
    if (skipped_blank_line_) return Refusal{400, "more than one empty line before the request line"};
    skipped_blank_line_ = true;
    return std::nullopt;
  }
  if (phase_ == Phase::RequestLine) {
    phase_ = Phase::Headers;
    return read_request_line(line);
  }
  if (line.empty()) return finish_head();
  return read_header(line);
}

std::optional<Refusal> Parser::read_request_line(std::string_view line) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) {
    return Refusal{400, "the request line is not method, target and version"};
  }
  const std::string_view method = line.substr(0, first);
  const std::string_view target = line.substr(first + 1, last - first - 1);
  const std::string_view version = line.substr(last + 1);
  if (!is_token(method)) return Refusal{400, "the method is not a token"};
  if (!is_version(version)) return Refusal{400, "the version is malformed"};
  if (version != "HTTP/1.1" && version != "HTTP/1.0") return Refusal{505, "only HTTP/1.0 and HTTP/1.1 are spoken here"};
  if (target.size() > limits_.target_bytes) return Refusal{414, "the request target is too long"};
  const auto known = read_method(method);
  if (!known) return Refusal{501, "the method is not implemented"};
  request_.method = *known;
  request_.target = target;
  framing_.minor_version = version.back() - '0';
  return std::nullopt;
}

std::optional<Refusal> Parser::read_header(std::string_view line) {
  section_lines_ += 1;
  if (section_lines_ > limits_.header_lines) return Refusal{431, "the header section has too many lines"};
  section_bytes_ += std::min(line.size() + 2, limits_.header_bytes - section_bytes_);
  return read_field(line, request_.headers);
}

std::optional<Refusal> Parser::finish_head() {
  const Found found = find_framing(request_.headers);
  const bool old = framing_.minor_version == 0;
  if (found.hosts > 1) return Refusal{400, "there is more than one Host"};
  if (found.hosts == 0 && !old) return Refusal{400, "there is no Host"};
  if (found.hosts == 1 && !is_authority(found.host)) return Refusal{400, "Host is malformed"};

  if (found.encoded) {
    if (found.lengths > 0) return Refusal{400, "there are both Transfer-Encoding and Content-Length"};
    if (old) return Refusal{400, "HTTP/1.0 has no Transfer-Encoding"};
    if (!equals_ignoring_ascii_case(request_.joined_header("transfer-encoding"), "chunked")) {
      return Refusal{501, "the only transfer coding understood here is chunked"};
    }
    framing_.chunked = true;
  }
  if (found.lengths > 1) return Refusal{400, "there is more than one Content-Length"};
  if (found.lengths == 1) {
    framing_.content_length = read_digits(found.length);
    if (!framing_.content_length) return Refusal{400, "Content-Length is not a plain number"};
    if (*framing_.content_length == ~std::uint64_t{0}) return Refusal{413, "the body is larger than allowed"};
  }

  const std::string connection = request_.joined_header("connection");
  framing_.keep_alive = !list_has(connection, "close") && (!old || list_has(connection, "keep-alive"));
  const std::string expect = request_.joined_header("expect");
  if (!expect.empty() && !equals_ignoring_ascii_case(expect, "100-continue")) {
    return Refusal{417, "the only expectation met here is 100-continue"};
  }
  framing_.expects_continue = !expect.empty() && !old && framing_.has_body();

  if (const auto refusal = read_target(request_, found.host)) return refusal;
  if (framing_.chunked) {
    decoder_.start_chunked(limits_.header_bytes, limits_.header_lines);
  } else {
    decoder_.start_counted(framing_.content_length.value_or(0));
  }
  phase_ = Phase::HeadDone;
  return std::nullopt;
}

Step Parser::next_body(std::string_view bytes) {
  std::size_t used = 0;
  do {
    const BodyDecoder::Step step = decoder_.next(bytes.substr(used));
    if (step.refusal) return refuse(*step.refusal);
    used += step.used;
    if (step.end) {
      phase_ = Phase::End;
      return {.kind = Step::Kind::End, .used = used, .body = {}};
    }
    if (!step.body.empty()) return {.kind = Step::Kind::Body, .used = used, .body = step.body};
  } while (used < bytes.size());
  return {.kind = Step::Kind::NeedMore, .used = used, .body = {}};
}

}  // namespace sen::http
