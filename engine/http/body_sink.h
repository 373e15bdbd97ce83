#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "engine/base/result.h"
#include "engine/http/response.h"

namespace sen::http {

/// Where a body goes as it comes, in place of the spool, for what must not be lost when the connection breaks. It goes
/// with its request; without having been used by a handler if the connection broke. Called by one thread at a time.
class BodySink {
 public:
  virtual ~BodySink() = default;
  /// Takes the next bytes. Errors: any; the request ends with 503.
  virtual Result<void> append(std::string_view bytes) = 0;
};

/// What is to be done with a body that is about to come. Neither: it goes to memory or spool.
struct Reception {
  std::shared_ptr<BodySink> sink{};
  std::optional<Response> refusal{};  ///< Answered at once; the body is not read.
};

}  // namespace sen::http
