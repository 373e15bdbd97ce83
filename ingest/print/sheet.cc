#include "ingest/print/sheet.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>

#include "engine/base/text.h"
#include "ingest/print/words.h"

namespace sen::print {
namespace {

/// Around words of whatever direction within a line of another (UAX #9, section 2.4).
constexpr const char *kIsolate = "\u2068", *kEndIsolate = "\u2069";
constexpr double kWidth = 595.28, kHeight = 841.89, kMargin = 54, kFooter = 30;

struct Unref {
  void operator()(PangoLayout* layout) const { g_object_unref(layout); }
  void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
  void operator()(PangoAttrList* list) const { pango_attr_list_unref(list); }
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};

cairo_status_t append(void* closure, const unsigned char* data, unsigned length) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

/// What can be shown, at most 4,000 bytes of it: no controls, no malformed bytes, no marks that turn the direction of
/// what follows.
std::string printable(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (at > 4000) return out + "…";
    const std::size_t start = at;
    const char32_t c = next_code_point(text, at);
    const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0) || c == kMalformed;
    const bool turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    if (control || turns)
      out += c == U'\n' || c == U'\t' ? " " : "\xEF\xBF\xBD";
    else
      out.append(text.substr(start, at - start));
  }
  return out;
}

/// A family for each script that the site's languages are written in; the forms of Chinese characters differ by
/// language.
std::string fonts_for(std::string_view language) {
  const std::string_view forms = language == "ja" ? "JP" : language == "ko" ? "KR" : "SC";
  return "Noto Sans,Noto Sans Arabic,Noto Sans Lao,Noto Sans Khmer,Noto Sans Thai,Noto Sans CJK " + std::string(forms) +
         ",Noto Sans Symbols2,Noto Sans Math";
}

}  // namespace

struct Sheet::Impl {
  explicit Impl(const SheetOptions& sheet)
      : options(sheet),
        surface(cairo_pdf_surface_create_for_stream(append, &bytes, kWidth, kHeight)),
        cairo(cairo_create(surface.get())) {
    cairo_pdf_surface_restrict_to_version(surface.get(), CAIRO_PDF_VERSION_1_5);
    metadata(CAIRO_PDF_METADATA_TITLE, options.title);
    metadata(CAIRO_PDF_METADATA_SUBJECT, options.subject);
    metadata(CAIRO_PDF_METADATA_CREATOR, "Sen");
    metadata(CAIRO_PDF_METADATA_CREATE_DATE, options.created);
    metadata(CAIRO_PDF_METADATA_MOD_DATE, options.created);
    cairo_tag_begin(cairo.get(), "Document", nullptr);
  }

  void metadata(cairo_pdf_metadata_t field, const std::string& value) {
    cairo_pdf_surface_set_metadata(surface.get(), field, printable(value).c_str());
  }

  std::unique_ptr<PangoLayout, Unref> layout(const std::string& text, std::size_t bold_bytes,
                                             const Style& style) const {
    std::unique_ptr<PangoLayout, Unref> out(pango_cairo_create_layout(cairo.get()));
    const std::string& language = style.language.empty() ? options.language : style.language;
    pango_context_set_language(pango_layout_get_context(out.get()), pango_language_from_string(language.c_str()));
    const std::unique_ptr<PangoFontDescription, Unref> font(
        pango_font_description_from_string(fonts_for(language).c_str()));
    pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
    if (style.bold) pango_font_description_set_weight(font.get(), PANGO_WEIGHT_BOLD);
    pango_layout_set_font_description(out.get(), font.get());
    pango_layout_set_width(out.get(), static_cast<int>((kWidth - 2 * kMargin - style.indent) * PANGO_SCALE));
    pango_layout_set_wrap(out.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_line_spacing(out.get(), 1.15F);
    pango_layout_set_text(out.get(), text.data(), static_cast<int>(text.size()));
    const std::unique_ptr<PangoAttrList, Unref> attributes(pango_attr_list_new());
    PangoAttribute* bold = pango_attr_weight_new(PANGO_WEIGHT_BOLD);
    bold->start_index = 0;
    bold->end_index = static_cast<guint>(bold_bytes);
    pango_attr_list_insert(attributes.get(), bold);
    if (bold_bytes > 0) pango_layout_set_attributes(out.get(), attributes.get());
    return out;
  }

  void turn_page() {
    footer();
    cairo_show_page(cairo.get());
    ++page;
    y = kMargin;
  }

  void footer() {
    Style style;
    style.size = 8;
    style.colour = {0.33, 0.38, 0.36};
    const std::string label =
        filled(filled(options.page_label, "n", std::to_string(page)), "of", std::to_string(options.pages));
    const auto text = layout(label + "  ·  " + printable(options.title), 0, style);
    pango_layout_set_height(text.get(), -1);  // One line, cut with an ellipsis.
    pango_layout_set_ellipsize(text.get(), PANGO_ELLIPSIZE_END);
    cairo_set_source_rgb(cairo.get(), style.colour.red, style.colour.green, style.colour.blue);
    cairo_move_to(cairo.get(), kMargin, kHeight - kMargin + 12);
    pango_cairo_show_layout(cairo.get(), text.get());
  }

  /// Draws `text` line by line, so that a long paragraph runs on on the next page.
  void draw(PangoLayout* text, const Style& style) {
    const double bottom = kHeight - kMargin - kFooter + 18;
    PangoRectangle extents;
    pango_layout_get_extents(text, nullptr, &extents);
    const double height = static_cast<double>(extents.height) / PANGO_SCALE;
    y += y > kMargin ? style.space_before : 0;
    const bool whole = height < 200;  // Short ones are not parted.
    if (y > kMargin && y + (whole ? height : style.size * 2) + style.keep_with_next > bottom) turn_page();
    cairo_tag_begin(cairo.get(), style.tag, nullptr);
    cairo_set_source_rgb(cairo.get(), style.colour.red, style.colour.green, style.colour.blue);
    PangoLayoutIter* lines = pango_layout_get_iter(text);
    double top = 0;  // Of the part of the paragraph on this page.
    do {
      PangoRectangle line;
      pango_layout_iter_get_line_extents(lines, nullptr, &line);
      const double line_top = static_cast<double>(line.y) / PANGO_SCALE,
                   line_height = static_cast<double>(line.height) / PANGO_SCALE;
      if (y + line_top - top + line_height > bottom && y + line_top - top > kMargin) {
        cairo_tag_end(cairo.get(), style.tag);
        turn_page();
        cairo_tag_begin(cairo.get(), style.tag, nullptr);
        cairo_set_source_rgb(cairo.get(), style.colour.red, style.colour.green, style.colour.blue);
        top = line_top;
      }
      const double baseline = static_cast<double>(pango_layout_iter_get_baseline(lines)) / PANGO_SCALE;
      cairo_move_to(cairo.get(), kMargin + style.indent + static_cast<double>(line.x) / PANGO_SCALE,
                    y + baseline - top);
      pango_cairo_show_layout_line(cairo.get(), pango_layout_iter_get_line_readonly(lines));
    } while (pango_layout_iter_next_line(lines) != 0);
    pango_layout_iter_free(lines);
    cairo_tag_end(cairo.get(), style.tag);
    y += height - top;
  }

  SheetOptions options;
  std::string bytes;
  std::unique_ptr<cairo_surface_t, Unref> surface;
  std::unique_ptr<cairo_t, Unref> cairo;
  double y = kMargin;
  int page = 1;
  int links = 0;
};

Sheet::Sheet(const SheetOptions& options) : impl_(std::make_unique<Impl>(options)) {}
Sheet::~Sheet() = default;

void Sheet::paragraph(std::string_view text, const Style& style) {
  impl_->draw(impl_->layout(printable(text), 0, style).get(), style);
}

void Sheet::labelled(std::string_view label, std::string_view text, const Style& style) {
  const std::string shown = std::string(label) + ": ";
  impl_->draw(impl_->layout(shown + kIsolate + printable(text) + kEndIsolate, shown.size(), style).get(), style);
}

void Sheet::rule() {
  cairo_t* cairo = impl_->cairo.get();
  impl_->y += 8;
  cairo_set_source_rgb(cairo, 0.8, 0.82, 0.8);
  cairo_set_line_width(cairo, 0.6);
  cairo_move_to(cairo, kMargin, impl_->y);
  cairo_line_to(cairo, kWidth - kMargin, impl_->y);
  cairo_stroke(cairo);
  impl_->y += 4;
}

void Sheet::outline(std::string_view title) {
  const std::string name = "f" + std::to_string(++impl_->links);
  const std::string place =
      "page=" + std::to_string(impl_->page) + " pos=[0 " + std::to_string(static_cast<int>(impl_->y)) + "]";
  cairo_pdf_surface_add_outline(impl_->surface.get(), CAIRO_PDF_OUTLINE_ROOT, printable(title).c_str(), place.c_str(),
                                CAIRO_PDF_OUTLINE_FLAG_OPEN);
}

int Sheet::pages() const {
  return impl_->page;
}

Result<std::string> Sheet::finish() {
  impl_->footer();
  cairo_tag_end(impl_->cairo.get(), "Document");
  cairo_show_page(impl_->cairo.get());
  cairo_surface_finish(impl_->surface.get());
  const cairo_status_t drawing = cairo_status(impl_->cairo.get()), writing = cairo_surface_status(impl_->surface.get());
  const cairo_status_t status = drawing != CAIRO_STATUS_SUCCESS ? drawing : writing;
  if (status != CAIRO_STATUS_SUCCESS)
    return Error(ErrorCode::Storage, std::string("the PDF could not be made: ") + cairo_status_to_string(status));
  return std::move(impl_->bytes);
}

}  // namespace sen::print
