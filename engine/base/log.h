#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace sen::log {

/// One `key=value` of an event. Values are escaped so that one event is one line.
using Field = std::pair<std::string_view, std::string>;

/// Writes one event to standard error: time, level, `event`, fields. Thread-safe.
/// Control and bidirectional characters in values are escaped; a value is cut at 1,000 bytes.
void info(std::string_view event, std::initializer_list<Field> fields = {});
void warning(std::string_view event, std::initializer_list<Field> fields = {});
void error(std::string_view event, std::initializer_list<Field> fields = {});

/// Events below warning are dropped when `quiet`.
void set_quiet(bool quiet);

/// `value` as it stands in a log line: quoted where it holds spaces or quotes, controls as `\xNN`.
std::string escape_value(std::string_view value);

}  // namespace sen::log
