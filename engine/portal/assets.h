#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/embedded.h"
#include "engine/http/response.h"

namespace sen::portal {

/// Style sheet, script, fonts and icons as they are served: built into the program, addressed by a hash of
/// their bytes, compressed once at the start. Immutable after it is built, thread-safe.
class Assets {
 public:
  /// The portal's own, under `/assets/`.
  Assets();
  /// `files` under `folder` (`/desk/assets/`), whose style sheets may name the fonts of `fonts`.
  Assets(std::span<const EmbeddedFile> files, std::string_view folder, const Assets* fonts = nullptr);

  /// `/assets/sen-4f2a9c1d.css` of `sen.css`; the name must be one of the assets.
  const std::string& address(std::string_view name) const;
  /// What is served under the folder as `file`; null if there is none.
  const http::Representation* find(std::string_view file) const;
  /// The bytes of an asset that has an address of its own: `favicon.svg`.
  std::string_view bytes(std::string_view name) const;

 private:
  void add(std::string_view name, std::string bytes, std::string_view content_type);
  /// A style sheet with the addresses of fonts in place of their names.
  std::string with_fonts(std::string style) const;

  std::string folder_;
  std::map<std::string, std::string, std::less<>> addresses_;
  std::map<std::string, http::Representation, std::less<>> files_;
  std::map<std::string, std::string_view, std::less<>> plain_;
};

}  // namespace sen::portal
