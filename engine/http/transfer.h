#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "engine/http/outgoing.h"

namespace sen::http {

/// An answer on its way to a socket, written without ever waiting. Shared bodies are sent
/// where they lie; of a streamed one at most one piece is held. Called by one thread at a time.
class Transfer {
 public:
  explicit Transfer(Outgoing out);

  enum class State {
    Done,     ///< The socket has taken everything.
    Blocked,  ///< The socket takes no more now.
    More,     ///< The budget is used up; the socket may take more.
    Empty,    ///< fill() is needed, which may take its time.
    Failed,   ///< The reader is gone, or the source failed: the connection must end.
  };
  /// Sends what is at hand, at most about `budget` bytes, to `fd`. Never waits.
  State write(int fd, std::size_t budget);
  /// Reads the next piece of the source; may wait for it. A piece before the part that is asked for is dropped. False
  /// if the source failed: the connection must end.
  bool fill();

  /// Bytes handed to the socket so far.
  std::uint64_t written() const { return written_; }
  /// Bytes of memory that the answer keeps until the reader takes them; of a shared body its share.
  std::size_t held() const;

 private:
  std::string piece_;
  std::size_t piece_sent_ = 0;
  std::shared_ptr<const std::string> body_;
  std::size_t body_sent_ = 0;
  std::unique_ptr<BodySource> source_;
  std::uint64_t skip_ = 0;
  std::optional<std::uint64_t> left_;
  bool chunked_ = false;
  std::uint64_t written_ = 0;
};

}  // namespace sen::http
