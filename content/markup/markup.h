#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/document.h"
#include "engine/base/result.h"

namespace sen::markup {

struct Limits {
  std::size_t max_bytes = 256 * 1024;
  std::size_t max_nesting = 32;
  std::size_t max_brackets = 2000;  ///< `[` in one block: cmark 0.30 is quadratic in them.
};

/// A Markdown body made ready for pages.
struct Rendered {
  std::vector<content::BodyPart> parts;  ///< Safe HTML, with figures and charts between.
  std::string text;                      ///< Plain text, paragraphs parted by `\n`.
  std::vector<std::string> images;       ///< Package paths that the body names, in order.
  std::vector<std::string> links;        ///< Addresses of links, in order.
};

/// What a package path in `![](…)` stands for.
enum class Target { Image, Table, Unknown };

/// Renders CommonMark in cmark's safe mode, headings from level 2, links to http, https, mailto or
/// relative addresses only. An image alone in its paragraph becomes a figure or chart; `resolve`
/// says which, and for a table which dataset. Raw HTML is dropped.
/// Errors: InvalidInput, TooLarge name the limit and the line.
Result<Rendered> render(std::string_view markdown, const std::function<Target(std::string_view path)>& resolve,
                        const Limits& limits = {});

}  // namespace sen::markup
