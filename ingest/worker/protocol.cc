#include "ingest/worker/protocol.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>

#include "engine/base/text.h"

namespace sen::ingest::worker {
namespace {

class Writer {
 public:
  void number(std::uint64_t value, std::size_t size = 8) {
    for (std::size_t i = 0; i < size; ++i) out_ += static_cast<char>(value >> (8 * i) & 0xFFU);
  }
  void text(std::string_view value) {
    number(value.size(), 4);
    out_ += value;
  }
  template <typename T, typename Write>
  void list(const std::vector<T>& values, Write write) {
    number(values.size(), 4);
    for (const T& value : values) write(value);
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

/// Reads what a Writer wrote; once something does not fit, everything reads as empty and ok() is false.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}
  bool ok() const { return ok_ && bytes_.empty(); }

  std::uint64_t number(std::size_t size = 8) {
    std::uint64_t value = 0;
    const std::string_view bytes = take(size);
    for (std::size_t i = bytes.size(); i-- > 0;) value = value << 8U | static_cast<unsigned char>(bytes[i]);
    return value;
  }
  std::string text() { return std::string(take(number(4))); }
  template <typename T, typename Read>
  std::vector<T> list(Read read) {
    std::vector<T> values;
    for (std::uint64_t left = number(4); left > 0 && ok_; --left) values.push_back(read());
    return values;
  }

 private:
  std::string_view take(std::uint64_t size) {
    ok_ = ok_ && size <= bytes_.size();
    const std::string_view taken = ok_ ? bytes_.substr(0, size) : std::string_view();
    if (ok_) bytes_.remove_prefix(size);
    return taken;
  }
  std::string_view bytes_;
  bool ok_ = true;
};

Error bad_answer() {
  return {ErrorCode::InvalidInput, "the worker's answer cannot be read"};
}

/// What `![](…)` may mean, told by the path's ending; whether the file is there is checked by the reader.
markup::Target target_of(std::string_view path) {
  const std::string lower = to_lower_ascii(path);
  // Pictures that are not accepted too: they are refused by name where they are read.
  for (const char* ending :
       {".jpg", ".jpeg", ".png", ".webp", ".gif", ".svg", ".avif", ".tif", ".tiff", ".bmp", ".heic"})
    if (lower.ends_with(ending)) return markup::Target::Image;
  return lower.ends_with(".csv") ? markup::Target::Table : markup::Target::Unknown;
}

template <typename T>
Frame frame_of(const Result<T>& result) {
  if (result) return {'+', encode(*result)};
  return {'-', encode(result.error())};
}

using Steady = std::chrono::steady_clock;

/// Reads exactly `size` bytes until `end`. Errors: as read_frame().
Result<void> read_exactly(int file, char* out, std::size_t size, std::optional<Steady::time_point> end) {
  for (std::size_t done = 0; done < size;) {
    if (end) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(*end - Steady::now()).count();
      pollfd wait{file, POLLIN, 0};
      if (left <= 0 || poll(&wait, 1, static_cast<int>(left)) == 0)
        return Error(ErrorCode::Unavailable, "it took too long");
    }
    const ssize_t got = ::read(file, out + done, size - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Error(ErrorCode::Storage, std::strerror(errno));
    if (got == 0) return Error(ErrorCode::NotFound, "the other end is gone");
    done += static_cast<std::size_t>(got);
  }
  return {};
}

}  // namespace

Result<void> write_frame(int file, char kind, std::string_view body) {
  Writer header;
  header.number(body.size() + 1, 4);
  header.number(static_cast<unsigned char>(kind), 1);
  const std::string start = header.take();
  for (std::string_view bytes : {std::string_view(start), body}) {
    while (!bytes.empty()) {
      const ssize_t done = ::write(file, bytes.data(), bytes.size());
      if (done < 0 && errno == EINTR) continue;
      if (done < 0) return Error(ErrorCode::Storage, std::strerror(errno));
      bytes.remove_prefix(static_cast<std::size_t>(done));
    }
  }
  return {};
}

Result<Frame> read_frame(int file, int wait_milliseconds) {
  std::optional<Steady::time_point> end;
  if (wait_milliseconds >= 0) end = Steady::now() + std::chrono::milliseconds(wait_milliseconds);
  std::string header(5, '\0');
  SEN_TRY(read_exactly(file, header.data(), header.size(), end));
  Reader reader(header);
  const std::uint64_t size = reader.number(4);
  if (size == 0 || size > kMaxFrame) return Error(ErrorCode::TooLarge, "a frame is too long");
  Frame frame{header[4], std::string(size - 1, '\0')};
  SEN_TRY(read_exactly(file, frame.body.data(), frame.body.size(), end));
  return frame;
}

std::string encode(const markup::Rendered& rendered) {
  Writer out;
  const auto text = [&](const std::string& value) { out.text(value); };
  out.list(rendered.parts, [&](const content::BodyPart& part) {
    out.number(static_cast<std::uint64_t>(part.kind), 1);
    out.text(part.value);
  });
  out.text(rendered.text);
  out.list(rendered.images, text);
  out.list(rendered.links, text);
  out.list(rendered.image_words, [&](const markup::ImageWords& words) {
    out.text(words.path);
    out.text(words.alt);
    out.text(words.title);
  });
  out.list(rendered.dropped_images, text);
  out.list(rendered.spaced_images, text);
  out.list(rendered.dropped_links, text);
  out.number(rendered.dropped_html ? 1 : 0, 1);
  return out.take();
}

Result<markup::Rendered> decode_rendered(std::string_view bytes) {
  Reader in(bytes);
  const auto text = [&] { return in.text(); };
  markup::Rendered rendered;
  rendered.parts = in.list<content::BodyPart>([&] {
    const auto kind = static_cast<content::BodyPart::Kind>(in.number(1));
    return content::BodyPart{kind, in.text()};
  });
  rendered.text = in.text();
  rendered.images = in.list<std::string>(text);
  rendered.links = in.list<std::string>(text);
  rendered.image_words = in.list<markup::ImageWords>([&] {
    std::string path = in.text(), alt = in.text();
    return markup::ImageWords{std::move(path), std::move(alt), in.text()};
  });
  rendered.dropped_images = in.list<std::string>(text);
  rendered.spaced_images = in.list<std::string>(text);
  rendered.dropped_links = in.list<std::string>(text);
  rendered.dropped_html = in.number(1) != 0;
  if (!in.ok()) return bad_answer();
  for (const content::BodyPart& part : rendered.parts) {
    using Kind = content::BodyPart::Kind;
    if (part.kind != Kind::Html && part.kind != Kind::Figure && part.kind != Kind::Chart) return bad_answer();
  }
  return rendered;
}

std::string encode(const MadeImage& image) {
  Writer out;
  out.text(image.content_type);
  out.number(image.width);
  out.number(image.height);
  out.text(image.colour);
  out.list(image.renditions, [&](const MadeRendition& made) {
    out.number(made.rendition.width);
    out.number(made.rendition.height);
    out.text(made.rendition.format);
    out.text(made.bytes);
  });
  return out.take();
}

Result<MadeImage> decode_image(std::string_view bytes) {
  Reader in(bytes);
  MadeImage image;
  image.content_type = in.text();
  image.width = static_cast<std::uint32_t>(in.number());
  image.height = static_cast<std::uint32_t>(in.number());
  image.colour = in.text();
  image.renditions = in.list<MadeRendition>([&] {
    MadeRendition made;
    made.rendition.width = static_cast<std::uint32_t>(in.number());
    made.rendition.height = static_cast<std::uint32_t>(in.number());
    made.rendition.format = in.text();
    made.bytes = in.text();
    made.rendition.bytes = made.bytes.size();
    return made;
  });
  if (!in.ok()) return bad_answer();
  return image;
}

std::string encode(const Error& error) {
  Writer out;
  out.number(static_cast<std::uint64_t>(error.code()), 1);
  out.text(error.message());
  return out.take();
}

Error decode_error(std::string_view bytes) {
  Reader in(bytes);
  const auto code = in.number(1);
  std::string message = in.text();
  if (!in.ok() || code > static_cast<std::uint64_t>(ErrorCode::Storage)) return bad_answer();
  return {static_cast<ErrorCode>(code), std::move(message)};
}

Frame answer(Request request, std::string_view body) {
  switch (request) {
    case Request::Markdown:
      return frame_of(markup::render(body, target_of));
    case Request::Image:
      return frame_of(make_renditions(body));
    case Request::Avif:
      return frame_of(make_avif_renditions(body));
  }
  return {'-', encode(Error(ErrorCode::InvalidInput, "an unknown request"))};
}

}  // namespace sen::ingest::worker
