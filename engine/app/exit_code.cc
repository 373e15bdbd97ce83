#include "engine/app/exit_code.h"

#include <cstdio>

namespace sen::app {

int exit_code_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::InvalidInput:
    case ErrorCode::NotFound:
    case ErrorCode::Gone:
    case ErrorCode::Conflict:
    case ErrorCode::TooLarge:
      return kBadInput;
    case ErrorCode::PermissionDenied:
      return kNotPermitted;
    case ErrorCode::Unavailable:
    case ErrorCode::Storage:
      return kSystem;
  }
  return kSystem;
}

int fail(const Error& error) {
  std::fprintf(stderr, "sen: %s\n", error.message().c_str());
  return exit_code_of(error.code());
}

}  // namespace sen::app
