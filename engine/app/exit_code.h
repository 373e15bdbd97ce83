#pragma once

#include <string>

#include "engine/base/result.h"

namespace sen::app {

/// What the program gives back to the shell (DESIGN, section 5).
enum ExitCode : int {
  kDone = 0,          ///< Warnings included.
  kBadInput = 1,
  kUsage = 2,
  kNotPermitted = 3,
  kSystem = 4,        ///< Storage or the system.
};

ExitCode exit_code_of(ErrorCode code);

/// Writes `sen: MESSAGE` to standard error and gives the exit code.
int fail(const Error& error);

}  // namespace sen::app
