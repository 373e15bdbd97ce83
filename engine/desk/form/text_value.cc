#include "engine/desk/form/text_value.h"

#include "engine/base/text.h"

namespace sen::desk {

std::optional<std::string> text_value(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto c = static_cast<unsigned char>(bytes[i]);
    if (c == '\r') {
      if (i + 1 == bytes.size() || bytes[i + 1] != '\n') out.push_back('\n');
      continue;
    }
    if ((c < 0x20 && c != '\t' && c != '\n') || c == 0x7f) return std::nullopt;
    out.push_back(bytes[i]);
  }
  auto normal = to_nfc(out);
  if (!normal) return std::nullopt;
  return std::move(*normal);
}

}  // namespace sen::desk
