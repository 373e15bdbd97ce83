#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/http/refusal.h"

namespace sen::http {

/// Takes the body out of its framing: a counted length or chunks (RFC 9112, sections 6.2
/// and 7.1). Chunk extensions are refused, trailers are checked and dropped. Called by
/// one thread at a time.
class BodyDecoder {
 public:
  void start_counted(std::uint64_t length);
  /// `trailer_bytes` and `trailer_lines` limit the trailer section; 431 beyond.
  void start_chunked(std::size_t trailer_bytes, std::size_t trailer_lines);

  struct Step {
    std::size_t used = 0;
    std::string_view body;  ///< Part of the bytes that were given; empty if none came out yet.
    bool end = false;       ///< The body is whole.
    std::optional<Refusal> refusal;
  };
  Step next(std::string_view bytes);

 private:
  enum class Phase { Counted, Size, Data, DataEnd, Trailer };

  Step next_line(std::string_view bytes);
  std::optional<Refusal> read_line(std::string_view line, bool& end);

  Phase phase_ = Phase::Counted;
  std::uint64_t left_ = 0;  ///< Of the body or of the chunk.
  std::string partial_;     ///< The start of a line whose end has not come.
  std::size_t trailer_bytes_ = 0;
  std::size_t trailer_lines_ = 0;
};

}  // namespace sen::http
