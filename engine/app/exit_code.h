#pragma once

#include <string>

#include "engine/base/result.h"

namespace sen::app {

// What the program gives back to the shell.
inline constexpr int kDone = 0;  ///< Warnings included.
inline constexpr int kBadInput = 1;
inline constexpr int kUsage = 2;
inline constexpr int kNotPermitted = 3;
inline constexpr int kSystem = 4;  ///< Storage or the system.

int exit_code_of(ErrorCode code);

/// Writes `sen: MESSAGE` to standard error and gives the exit code.
int fail(const Error& error);

}  // namespace sen::app
