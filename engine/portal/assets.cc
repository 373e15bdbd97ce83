#include "engine/portal/assets.h"

#include <cassert>

#include "embedded/assets.h"
#include "engine/base/bytes.h"

namespace sen::portal {
namespace {

std::string_view content_type_of(std::string_view name) {
  if (name.ends_with(".css")) return "text/css; charset=utf-8";
  if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
  if (name.ends_with(".woff2")) return "font/woff2";
  return "image/svg+xml";
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

}  // namespace

Assets::Assets() : Assets(embedded::assets(), "/assets/") {}

Assets::Assets(std::span<const EmbeddedFile> files, std::string_view folder, const Assets* fonts) : folder_(folder) {
  const auto base_name = [](const EmbeddedFile& file) { return file.name.substr(file.name.rfind('/') + 1); };
  for (const EmbeddedFile& file : files) {
    const std::string_view name = base_name(file);
    plain_.emplace(name, file.bytes);
    if (!name.ends_with(".css")) add(name, std::string(file.bytes), content_type_of(name));
  }
  // A style sheet names the fonts, so it is hashed after them.
  for (const EmbeddedFile& file : files) {
    const std::string_view name = base_name(file);
    if (name.ends_with(".css"))
      add(name, (fonts ? *fonts : *this).with_fonts(std::string(file.bytes)), content_type_of(name));
  }
}

std::string Assets::with_fonts(std::string style) const {
  for (const auto& [name, address] : addresses_)
    if (name.ends_with(".woff2")) replace_all(style, "fonts/" + name, address);
  return style;
}

void Assets::add(std::string_view name, std::string bytes, std::string_view content_type) {
  const std::size_t dot = name.rfind('.');
  std::string file(name.substr(0, dot));
  file += '-';
  file += to_hex(sha256(bytes)).substr(0, 10);
  file += name.substr(dot);

  http::Representation kept;
  kept.content_type = content_type;
  kept.etag = http::make_etag(bytes);
  kept.cache_control = "public, max-age=31536000, immutable";
  kept.identity = std::make_shared<const std::string>(std::move(bytes));
  if (!name.ends_with(".woff2")) http::compress(kept, 11);
  addresses_.emplace(name, folder_ + file);
  files_.emplace(file, std::move(kept));
}

const std::string& Assets::address(std::string_view name) const {
  const auto found = addresses_.find(name);
  assert(found != addresses_.end() && "assets are named in the program alone");
  return found->second;
}

const http::Representation* Assets::find(std::string_view file) const {
  const auto found = files_.find(file);
  return found == files_.end() ? nullptr : &found->second;
}

std::string_view Assets::bytes(std::string_view name) const {
  const auto found = plain_.find(name);
  return found == plain_.end() ? std::string_view() : found->second;
}

}  // namespace sen::portal
