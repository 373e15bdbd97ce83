#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace sen {

/// What the caller can do about a failure.
enum class ErrorCode {
  InvalidInput,      ///< Mend the input; the message says where.
  NotFound,          ///< Look elsewhere; also for what exists but may not be seen.
  Gone,              ///< It was public and has been withdrawn; the message is the public reason.
  Conflict,          ///< Read again and retry.
  Unavailable,       ///< Wait and retry: a queue is full, a replica is behind.
  TooLarge,          ///< A limit was reached; the message names it.
  PermissionDenied,  ///< Ask somebody who may.
  Storage,           ///< Call an operator: disk, damaged file, system call.
};

/// A failure that a sound program must expect: what can be done, and one lower-case
/// sentence without a full stop that holds no personal data or secrets.
class Error {
 public:
  Error(ErrorCode code, std::string message) : code_(code), message_(std::move(message)) {}

  ErrorCode code() const { return code_; }
  const std::string& message() const { return message_; }

  /// The same error with the place it came from in front: `package: manifest: line 3: missing title`.
  Error within(std::string_view place) const {
    std::string message(place);
    message += ": ";
    message += message_;
    return Error(code_, std::move(message));
  }

 private:
  ErrorCode code_;
  std::string message_;
};

/// A value, or the reason why there is none.
template <typename T>
class [[nodiscard]] Result {
 public:
  using Value = T;
  // NOLINTNEXTLINE(google-explicit-constructor): a value is a result
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  // NOLINTNEXTLINE(google-explicit-constructor): so is a failure
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  const T& value() const& { return check(), std::get<0>(state_); }
  T& value() & { return check(), std::get<0>(state_); }
  T&& value() && { return check(), std::get<0>(std::move(state_)); }
  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }
  T value_or(T other) const& { return has_value() ? value() : std::move(other); }

  const Error& error() const {
    assert(!has_value() && "error() of a result that has a value");
    return std::get<1>(state_);
  }
  Result within(std::string_view place) && {
    if (has_value()) return std::move(*this);
    return error().within(place);
  }

 private:
  void check() const { assert(has_value() && "value() of a failed result"); }
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  using Value = void;
  Result() = default;
  // NOLINTNEXTLINE(google-explicit-constructor): a failure is a result
  Result(Error error) : error_(std::move(error)) {}

  bool has_value() const { return !error_.has_value(); }
  explicit operator bool() const { return has_value(); }
  void value() const { assert(has_value() && "value() of a failed result"); }
  const Error& error() const {
    assert(error_.has_value() && "error() of a result that has a value");
    return *error_;
  }
  Result within(std::string_view place) && {
    if (has_value()) return {};
    return error_->within(place);
  }

 private:
  std::optional<Error> error_;
};

namespace detail {
inline void take(Result<void>&&) {}
template <typename T>
T take(Result<T>&& result) {
  return std::move(result).value();
}
}  // namespace detail

}  // namespace sen

/// The value of `expression`, or return its error from the enclosing function.
#define SEN_TRY(expression)                                            \
  __extension__({                                                      \
    auto sen_result = (expression);                                    \
    if (!sen_result.has_value()) return std::move(sen_result).error(); \
    ::sen::detail::take(std::move(sen_result));                        \
  })
