#include "engine/http/body_decoder.h"

#include "engine/http/syntax.h"

namespace sen::http {
namespace {

// 2^60 bytes in sixteen digits: no limit that an operator sets is larger, and the sum cannot overflow.
constexpr std::size_t kMostSizeDigits = 16;
constexpr std::uint64_t kMostChunk = std::uint64_t{1} << 60U;

std::optional<std::uint64_t> read_hex(std::string_view text) {
  if (text.empty() || text.size() > kMostSizeDigits) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : text) {
    std::uint64_t digit = 0;
    if (c >= '0' && c <= '9') {
      digit = static_cast<std::uint64_t>(c - '0');
    } else if (c >= 'a' && c <= 'f') {
      digit = static_cast<std::uint64_t>(c - 'a' + 10);
    } else if (c >= 'A' && c <= 'F') {
      digit = static_cast<std::uint64_t>(c - 'A' + 10);
    } else {
      return std::nullopt;
    }
    value = value * 16 + digit;
  }
  return value;
}

}  // namespace

void BodyDecoder::start_counted(std::uint64_t length) {
  phase_ = Phase::Counted;
  left_ = length;
  partial_.clear();
}

void BodyDecoder::start_chunked(std::size_t trailer_bytes, std::size_t trailer_lines) {
  phase_ = Phase::Size;
  left_ = 0;
  partial_.clear();
  trailer_bytes_ = trailer_bytes;
  trailer_lines_ = trailer_lines;
}

BodyDecoder::Step BodyDecoder::next(std::string_view bytes) {
  if (phase_ == Phase::Counted && left_ == 0) return {.used = 0, .body = {}, .end = true, .refusal = {}};
  if (phase_ != Phase::Counted && phase_ != Phase::Data) return next_line(bytes);

  const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
  left_ -= count;
  if (phase_ == Phase::Data && left_ == 0) phase_ = Phase::DataEnd;
  return {.used = count, .body = bytes.substr(0, count), .end = false, .refusal = {}};
}

BodyDecoder::Step BodyDecoder::next_line(std::string_view bytes) {
  Step step;
  const std::size_t limit = phase_ == Phase::Size ? kMostSizeDigits : phase_ == Phase::DataEnd ? 0 : trailer_bytes_;
  const std::size_t feed = bytes.find('\n');
  step.used = feed == std::string_view::npos ? bytes.size() : feed + 1;
  const std::size_t length = partial_.size() + step.used;
  if (length > limit + 2) {  // with CRLF
    step.refusal = phase_ == Phase::Trailer ? Refusal{431, "the trailer section is too large"}
                                            : Refusal{400, "a chunk is not delimited by its size and CRLF"};
    return step;
  }
  partial_.append(bytes.substr(0, step.used));
  if (feed == std::string_view::npos) return step;

  const std::string line = std::move(partial_);
  partial_.clear();
  if (line.size() < 2 || line[line.size() - 2] != '\r') {
    step.refusal = Refusal{400, "a line of the chunked body does not end in CRLF"};
    return step;
  }
  step.refusal = read_line(std::string_view(line).substr(0, line.size() - 2), step.end);
  return step;
}

std::optional<Refusal> BodyDecoder::read_line(std::string_view line, bool& end) {
  switch (phase_) {
    case Phase::Size: {
      const auto size = read_hex(line);
      if (!size) return Refusal{400, "a chunk size is not plain hexadecimal digits"};
      if (*size > kMostChunk) return Refusal{413, "a chunk is too large"};
      left_ = *size;
      phase_ = left_ == 0 ? Phase::Trailer : Phase::Data;
      return std::nullopt;
    }
    case Phase::DataEnd:
      phase_ = Phase::Size;
      return line.empty() ? std::nullopt : std::optional(Refusal{400, "a chunk is longer than its size"});
    default:
      break;
  }
  if (line.empty()) {
    end = true;
    return std::nullopt;
  }
  if (trailer_lines_ == 0) return Refusal{431, "the trailer section has too many lines"};
  trailer_lines_ -= 1;
  trailer_bytes_ -= std::min(trailer_bytes_, line.size() + 2);
  Pairs dropped;
  return read_field(line, dropped);
}

}  // namespace sen::http
