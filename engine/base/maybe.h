#pragma once

#include <optional>
#include <utility>

#include "engine/base/result.h"

namespace sen {

/// A lookup that may find nothing. Errors: as `found`, but for NotFound.
template <typename T>
Result<std::optional<T>> maybe(Result<T> found) {
  if (found) return std::optional<T>(*std::move(found));
  if (found.error().code() == ErrorCode::NotFound) return std::optional<T>();
  return found.error();
}

}  // namespace sen
