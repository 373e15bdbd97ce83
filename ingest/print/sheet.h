#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace sen::print {

struct Colour {
  double red = 0, green = 0, blue = 0;  ///< [0, 1]
};

/// How a paragraph is set. Lengths are points, 1/72 inch.
struct Style {
  double size = 10;
  bool bold = false;
  Colour colour{0.10, 0.14, 0.13};
  double indent = 0;
  double space_before = 0;
  double keep_with_next = 0;  ///< Room that must be left on the page below it.
  const char* tag = "P";      ///< Its role in the structure of the document (ISO 32000-1, section 14.8.4).
  std::string language{};     ///< BCP 47; empty: the sheet's. Chooses among the forms of a Chinese character.
};

struct SheetOptions {
  std::string title, subject;
  std::string language = "vi";  ///< BCP 47.
  std::string created;          ///< ISO 8601.
  std::string page_label;       ///< `Page {n} of {of}`
  int pages = 0;                ///< How many there will be, for `{of}`.
};

/// Sets paragraphs on A4 pages, one below the other, and gives them as PDF. Called by one thread.
class Sheet {
 public:
  explicit Sheet(const SheetOptions& options);
  ~Sheet();
  Sheet(const Sheet&) = delete;
  Sheet& operator=(const Sheet&) = delete;

  /// Adds a paragraph: plain text, UTF-8; control characters and malformed bytes are shown as U+FFFD.
  void paragraph(std::string_view text, const Style& style);
  /// `label` in bold in front of `text`.
  void labelled(std::string_view label, std::string_view text, const Style& style);
  /// A thin line across the page.
  void rule();
  /// An entry of the outline for what comes next.
  void outline(std::string_view title);

  int pages() const;
  /// The document; nothing can be added after it. Errors: Storage if cairo failed.
  Result<std::string> finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace sen::print
