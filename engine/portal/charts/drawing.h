#pragma once

#include <string_view>

#include "engine/portal/charts/charts.h"
#include "engine/portal/html/writer.h"

namespace sen::portal::charts {

/// `<svg>` with title and description: an image to assistive technology, or a group where it holds links.
void open_drawing(html::Writer& w, const Words& words, Size size, double width, double height, bool has_links = false);

/// How wide `text` is shown, in widths of a Latin letter: ideographs and kana count two.
std::size_t shown_width(std::string_view text);

}  // namespace sen::portal::charts
