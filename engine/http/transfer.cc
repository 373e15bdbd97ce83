#include "engine/http/transfer.h"

#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <cerrno>

#include "engine/base/log.h"

namespace sen::http {

Transfer::Transfer(Outgoing out)
    : piece_(std::move(out.head)),
      body_(std::move(out.body)),
      source_(std::move(out.source)),
      skip_(out.skip),
      left_(out.length),
      chunked_(out.chunked) {
  if (left_ == 0U) source_ = nullptr;
}

std::size_t Transfer::held() const {
  const auto sharers = static_cast<std::size_t>(std::max(body_.use_count(), 1L));
  const std::size_t body = body_ == nullptr ? 0 : body_->size() / sharers;
  return piece_.size() + body + (source_ == nullptr ? 0 : source_->held());
}

bool Transfer::fill() try {
  Result<std::string> next = source_->read();
  if (!next.has_value()) return false;
  piece_ = std::move(next).value();
  piece_sent_ = 0;
  if (piece_.empty()) {
    source_ = nullptr;
    if (chunked_) piece_ = "0\r\n\r\n";
    return left_.value_or(0) == 0;  // A source that ends early would leave the reader waiting.
  }
  if (skip_ > 0) {
    const auto dropped = static_cast<std::size_t>(std::min<std::uint64_t>(skip_, piece_.size()));
    piece_.erase(0, dropped);
    skip_ -= dropped;
    if (piece_.empty()) return true;
  }
  if (left_) {
    if (piece_.size() > *left_) piece_.resize(static_cast<std::size_t>(*left_));
    *left_ -= piece_.size();
    if (*left_ == 0) source_ = nullptr;
  }
  if (chunked_) piece_ = fmt::format("{:x}\r\n{}\r\n", piece_.size(), piece_);
  return true;
} catch (const std::exception& error) {
  log::error("http.source", {{"what", error.what()}});
  return false;
}

Transfer::State Transfer::write(int fd, std::size_t budget) {
  std::size_t spent = 0;
  for (;;) {
    const std::size_t body_size = body_ == nullptr ? 0 : body_->size();
    if (piece_sent_ == piece_.size() && body_sent_ == body_size) {
      return source_ == nullptr ? State::Done : State::Empty;
    }
    if (spent >= budget) return State::More;

    // writev's interface is not const-correct; sendmsg only reads.
    std::array<iovec, 2> parts{};
    parts[0] = {const_cast<char*>(piece_.data() + piece_sent_), piece_.size() - piece_sent_};
    if (body_size > body_sent_) parts[1] = {const_cast<char*>(body_->data() + body_sent_), body_size - body_sent_};
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = parts.size();
    const ssize_t sent = ::sendmsg(fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0) {
      if (errno == EINTR) continue;
      return errno == EAGAIN || errno == EWOULDBLOCK ? State::Blocked : State::Failed;
    }
    const auto count = static_cast<std::size_t>(sent);
    const std::size_t of_piece = std::min(count, piece_.size() - piece_sent_);
    piece_sent_ += of_piece;
    body_sent_ += count - of_piece;
    written_ += count;
    spent += count;
  }
}

}  // namespace sen::http
