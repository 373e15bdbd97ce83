#pragma once

#include <map>
#include <string>
#include <string_view>

#include "engine/http/response.h"

namespace sen::portal {

/// Style sheet, script, fonts and icons as they are served: built into the program, addressed by a hash of
/// their bytes, compressed once at the start. Immutable after it is built, thread-safe.
class Assets {
 public:
  Assets();

  /// `/assets/sen-4f2a9c1d.css` of `sen.css`; the name must be one of the assets.
  const std::string& address(std::string_view name) const;
  /// What is served under `/assets/` + `file`; null if there is none.
  const http::Representation* find(std::string_view file) const;
  /// The bytes of an asset that has an address of its own: `favicon.svg`.
  std::string_view bytes(std::string_view name) const;

 private:
  void add(std::string_view name, std::string bytes, std::string_view content_type);

  std::map<std::string, std::string, std::less<>> addresses_;
  std::map<std::string, http::Representation, std::less<>> files_;
  std::map<std::string, std::string_view, std::less<>> plain_;
};

}  // namespace sen::portal
