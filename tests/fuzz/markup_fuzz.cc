#include <cstdlib>

#include "content/markup/markup.h"
#include "engine/base/text.h"

/// Markdown to HTML: whatever comes in, the HTML holds only tags and attributes that we write,
/// and no address but those that a page may link to.
namespace {

constexpr std::array<std::string_view, 26> kTags = {
    "a",  "blockquote", "br",  "code",   "div",   "em",    "h2", "h3", "h4",    "h5", "h6", "hr", "li",
    "ol", "p",          "pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul", "i",  "b"};

bool is_known(std::string_view tag) {
  for (const std::string_view known : kTags)
    if (tag == known) return true;
  return false;
}

void check_html(std::string_view html) {
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
    std::string_view tag = html.substr(at + 1);
    if (tag.starts_with('/')) tag.remove_prefix(1);
    if (!is_known(tag.substr(0, tag.find_first_of(" >")))) std::abort();
    const std::string_view inside = tag.substr(0, tag.find('>'));
    const std::size_t href = inside.find(" href=\"");
    if (href == std::string_view::npos) continue;
    const std::string_view address = inside.substr(href + 7);
    const std::string_view scheme = address.substr(0, address.find_first_of(":/?#\"&%"));
    const bool has_scheme = address.size() > scheme.size() && address[scheme.size()] == ':';
    if (has_scheme && scheme.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.") ==
                          std::string_view::npos) {
      const std::string lower = sen::to_lower_ascii(scheme);
      if (lower != "http" && lower != "https" && lower != "mailto" && !lower.empty()) std::abort();
    }
    if (address.starts_with("//")) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto image = [](std::string_view) { return sen::markup::Target::Image; };
  const auto rendered = sen::markup::render(text, image);
  if (!rendered) return 0;
  for (const sen::content::BodyPart& part : rendered->parts)
    if (part.kind == sen::content::BodyPart::Kind::Html) check_html(part.value);
  return 0;
}
