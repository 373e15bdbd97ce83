#include "engine/desk/qr.h"

#include <qrencode.h>

#include <memory>

#include "engine/portal/html/writer.h"

namespace sen::desk {

Result<std::string> draw_qr(std::string_view text, std::string_view label) {
  constexpr int kQuiet = 4;
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeData(static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0,
                        QR_ECLEVEL_M),
      QRcode_free);
  if (!code) return Error(ErrorCode::TooLarge, "no QR code holds so much text");
  const int all = code->width + 2 * kQuiet;
  portal::html::Writer w;
  w << "<svg class=\"qr\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " << all << " " << all
    << "\" role=\"img\" aria-label=\"" << portal::html::Attr{label} << "\"><rect width=\"" << all << "\" height=\""
    << all << "\" fill=\"#fff\"/><path fill=\"#000\" d=\"";
  for (int y = 0; y < code->width; ++y) {
    for (int x = 0; x < code->width;) {
      const auto dark = [&](int at) { return (code->data[y * code->width + at] & 1U) != 0; };
      if (!dark(x)) {
        ++x;
        continue;
      }
      const int from = x;
      while (x < code->width && dark(x)) ++x;
      w << "M" << from + kQuiet << " " << y + kQuiet << "h" << x - from << "v1h-" << x - from << "z";
    }
  }
  w << "\"/></svg>";
  return w.take();
}

}  // namespace sen::desk
