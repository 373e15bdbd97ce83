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

/// The words that a body gives to one of its pictures: `![alt](path "title")`.
struct ImageWords {
  std::string path;
  std::string alt;    ///< Plain text; may be empty.
  std::string title;  ///< Plain text; may be empty.
};

/// A Markdown body made ready for pages.
struct Rendered {
  std::vector<content::BodyPart>
      parts;                            ///< Safe HTML, with figures and charts between; a chart holds its package path.
  std::string text;                     ///< Plain text, paragraphs parted by `\n`.
  std::vector<std::string> images;      ///< Package paths that the body names, in order.
  std::vector<std::string> links;       ///< Addresses of links, in order.
  std::vector<ImageWords> image_words;  ///< As `images`, with their words.
  std::vector<std::string> dropped_images;  ///< Those within text or of no known kind: not shown.
  std::vector<std::string> spaced_images;   ///< Paths with a space: CommonMark takes `![](a b.jpg)` for plain words.
  std::vector<std::string> dropped_links;   ///< Addresses that may not be linked to; their text stays.
  bool dropped_html = false;                ///< Whether there was raw HTML.
};

/// What a package path in `![](…)` stands for.
enum class Target { Image, Table, Unknown };

/// Renders CommonMark in cmark's safe mode, headings from level 2 and with ids, links to http, https,
/// mailto or relative addresses only (`//host` becomes https), and the pipe tables of GitHub Flavored
/// Markdown. An image alone in its paragraph becomes a figure or chart; `resolve` says which. Raw HTML
/// is dropped. Errors: InvalidInput, TooLarge name the limit and the line.
Result<Rendered> render(std::string_view markdown, const std::function<Target(std::string_view path)>& resolve,
                        const Limits& limits = {});

}  // namespace sen::markup
