#include "engine/portal/charts/drawing.h"

#include "engine/base/text.h"

namespace sen::portal::charts {

void open_drawing(html::Writer& w, const Words& words, Size size, double width, double height, bool has_links) {
  const std::string id = words.id + (size == Size::Wide ? "-w" : "-n");
  w << "<svg viewBox=\"0 0 " << width << " " << height << "\" role=\""
    << (has_links ? html::Literal("group") : html::Literal("img")) << "\" aria-labelledby=\"" << html::Attr{id} << "-t "
    << html::Attr{id} << "-d\"><title id=\"" << html::Attr{id} << "-t\">" << html::Text{words.title}
    << "</title><desc id=\"" << html::Attr{id} << "-d\">" << html::Text{words.description} << "</desc>";
}

std::size_t shown_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c >= 0x300 && c <= 0x36f) continue;
    width += c >= 0x2e80 && c <= 0xffdc ? 2 : 1;
  }
  return width;
}

}  // namespace sen::portal::charts
