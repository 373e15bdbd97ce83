#pragma once

#include <string_view>

namespace sen {

/// A named place where a test can end the process as a power cut would: with SEN_KILL_POINT=NAME in the
/// environment it dies by SIGKILL when it passes the first time, with NAME:3 the third time. Without the variable
/// it costs one comparison. Thread-safe.
void kill_point(std::string_view name);

}  // namespace sen
