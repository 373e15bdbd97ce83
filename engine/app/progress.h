#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sen::app {

/// A bar on standard error while something goes on, drawn over itself; nothing if standard error is no terminal.
class Progress {
 public:
  Progress();
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(std::uint64_t done, std::uint64_t all, std::string_view stage);
  /// Takes the bar away, so that a line can be printed.
  void clear();

 private:
  bool on_terminal_;
  bool shown_ = false;
};

}  // namespace sen::app
