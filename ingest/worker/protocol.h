#pragma once

#include <string>
#include <string_view>

#include "content/markup/markup.h"
#include "engine/base/result.h"
#include "ingest/worker/images.h"

namespace sen::ingest::worker {

// Requests and answers between the program and its worker, over two pipes:
//   frame    = length (4 bytes, little-endian, of what follows) kind (1 byte) body
//   request  = kind `M` with Markdown, `I` with a picture (its renditions), `A` with a picture (AVIF)
//   answer   = kind `+` with a result, `-` with an error
//   text     = length (4 bytes) bytes;  number = 8 bytes;  list = length (4 bytes) items

enum class Request : char { Markdown = 'M', Image = 'I', Avif = 'A' };

/// No frame is longer: a picture at its limit, or its renditions, with room to spare.
inline constexpr std::uint32_t kMaxFrame = 64U * 1024 * 1024;

struct Frame {
  char kind = 0;
  std::string body;
};

/// Writes a frame to a descriptor. Errors: Storage if the other end is gone.
Result<void> write_frame(int file, char kind, std::string_view body);
/// Reads a frame. Errors: NotFound at the end; TooLarge; Storage; Unavailable if it is not whole within
/// `wait_milliseconds` (-1: waits for ever).
Result<Frame> read_frame(int file, int wait_milliseconds);

std::string encode(const markup::Rendered& rendered);
std::string encode(const MadeImage& image);
std::string encode(const Error& error);
/// Errors of all: InvalidInput if the bytes are no such answer.
Result<markup::Rendered> decode_rendered(std::string_view bytes);
Result<MadeImage> decode_image(std::string_view bytes);
/// The error that the worker sent.
Error decode_error(std::string_view bytes);

/// What a request gives: `+` and a result, or `-` and an error. The same in the worker and, without one, in process.
Frame answer(Request request, std::string_view body);

}  // namespace sen::ingest::worker
