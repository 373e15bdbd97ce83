#include "engine/base/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <array>
#include <cstdio>
#include <memory>

namespace sen::log {
namespace {

constexpr std::size_t kMaxValue = 1000;

spdlog::logger& logger() {
  static const std::shared_ptr<spdlog::logger> kLogger = [] {
    auto made = std::make_shared<spdlog::logger>("sen", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern("time=%Y-%m-%dT%H:%M:%S.%eZ level=%l %v", spdlog::pattern_time_type::utc);
    return made;
  }();
  return *kLogger;
}

std::string line(std::string_view event, std::initializer_list<Field> fields) {
  std::string out = "event=" + escape_value(event);
  for (const auto& [key, value] : fields) {
    out += ' ';
    out += key;
    out += '=';
    out += escape_value(value);
  }
  return out;
}

}  // namespace

std::string escape_value(std::string_view value) {
  value = value.substr(0, kMaxValue);
  std::string out;
  bool quote = value.empty();
  for (std::size_t i = 0; i < value.size(); ++i) {
    const auto byte = static_cast<unsigned char>(value[i]);
    // U+0080..9F, U+200E/F, U+2028..202E, U+2066..2069: controls and bidirectional marks.
    const bool c1 = byte == 0xC2 && i + 1 < value.size() && static_cast<unsigned char>(value[i + 1]) < 0xA0;
    const bool mark = byte == 0xE2 && i + 2 < value.size() &&
                      ((value[i + 1] == '\x80' && ((value[i + 2] >= '\x8E' && value[i + 2] <= '\x8F') ||
                                                   (value[i + 2] >= '\xA8' && value[i + 2] <= '\xAE'))) ||
                       (value[i + 1] == '\x81' && value[i + 2] >= '\xA6' && value[i + 2] <= '\xA9'));
    if (byte < 0x20 || byte == 0x7F || c1 || mark) {
      std::array<char, 8> hex{};
      std::snprintf(hex.data(), hex.size(), "\\x%02x", byte);
      out += hex.data();
      quote = true;
      continue;
    }
    if (byte == '"' || byte == '\\') out += '\\';
    if (byte == '"' || byte == ' ' || byte == '=') quote = true;
    out += value[i];
  }
  return quote ? '"' + out + '"' : out;
}

void info(std::string_view event, std::initializer_list<Field> fields) {
  logger().info(line(event, fields));
}
void warning(std::string_view event, std::initializer_list<Field> fields) {
  logger().warn(line(event, fields));
}
void error(std::string_view event, std::initializer_list<Field> fields) {
  logger().error(line(event, fields));
}
void set_quiet(bool quiet) {
  logger().set_level(quiet ? spdlog::level::warn : spdlog::level::info);
}

}  // namespace sen::log
