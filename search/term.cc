#include "search/term.h"

#include "engine/base/bytes.h"

namespace sen::search {
namespace {

constexpr std::size_t kLongestText = 120;
constexpr std::size_t kKeptOfLongText = 80;
constexpr std::size_t kHashBytes = 8;

}  // namespace

std::string stored_form(Family family, std::string_view text) {
  std::string form(1, static_cast<char>(family));
  if (text.size() <= kLongestText) return form += text;
  form += text.substr(0, kKeptOfLongText);
  form += '#';
  return form += to_hex(sha256(text).view().substr(0, kHashBytes));
}

}  // namespace sen::search
