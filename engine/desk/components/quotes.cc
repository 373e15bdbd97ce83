#include "engine/desk/components/quotes.h"

#include <algorithm>

namespace sen::desk::components {

using portal::html::Attr;
using portal::html::Text;
using portal::html::Writer;

void quotes(Writer& w, const std::vector<ShownQuote>& all) {
  if (all.empty()) return;
  w << "<div class=\"quotes\">";
  for (const ShownQuote& quote : all) {
    const std::string_view text = quote.text;
    const auto begin = std::min<std::size_t>(quote.begin, text.size());
    const auto end = std::clamp<std::size_t>(quote.end, begin, text.size());
    w << "<figure><figcaption>" << Text{quote.caption} << "</figcaption><blockquote lang=\"" << Attr{quote.language}
      << "\" dir=\"auto\">" << Text{text.substr(0, begin)};
    if (end > begin) w << "<mark>" << Text{text.substr(begin, end - begin)} << "</mark>";
    w << Text{text.substr(end)} << "</blockquote></figure>";
  }
  w << "</div>";
}

}  // namespace sen::desk::components
