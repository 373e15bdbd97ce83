#include "engine/app/progress.h"

#include <unistd.h>

#include <cstdio>

namespace sen::app {

Progress::Progress() : on_terminal_(::isatty(STDERR_FILENO) == 1) {}

void Progress::show(std::uint64_t done, std::uint64_t all, std::string_view stage) {
  if (!on_terminal_) return;
  constexpr std::uint64_t kWidth = 30;
  const std::uint64_t filled = all == 0 ? 0 : std::min(done, all) * kWidth / all;
  std::string bar(filled, '#');
  bar.append(kWidth - filled, '.');
  std::fprintf(stderr, "\r\033[K[%s] %llu/%llu %.*s", bar.c_str(), static_cast<unsigned long long>(done),
               static_cast<unsigned long long>(all), static_cast<int>(stage.size()), stage.data());
  std::fflush(stderr);
  shown_ = true;
}

void Progress::clear() {
  if (!shown_) return;
  std::fputs("\r\033[K", stderr);
  shown_ = false;
}

}  // namespace sen::app
