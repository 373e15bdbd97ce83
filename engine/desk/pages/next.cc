#include "engine/desk/pages/next.h"

#include <algorithm>

namespace sen::desk::pages {

std::string safe_next(std::string_view next) {
  constexpr std::string_view kDesk = "/desk";
  constexpr std::size_t kLongest = 2000;
  const bool inside = next == kDesk || next.starts_with("/desk/") || next.starts_with("/desk?");
  const bool plain = std::all_of(next.begin(), next.end(), [](char c) { return c > ' ' && c < 0x7f && c != '\\'; });
  if (!inside || !plain || next.size() > kLongest || next.find("//") != std::string_view::npos)
    return std::string(kDesk);
  return std::string(next);
}

}  // namespace sen::desk::pages
