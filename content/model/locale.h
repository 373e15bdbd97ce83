#pragma once

#include <map>
#include <vector>

#include "content/model/ids.h"

namespace sen::content {

/// For each language of the site the languages to look in, in order, itself first.
/// Immutable after it is built. From content/vocabulary/languages.yaml.
class Fallbacks {
 public:
  Fallbacks() = default;
  explicit Fallbacks(std::map<Locale, std::vector<Locale>> chains) : chains_(std::move(chains)) {}

  /// Lookup of RFC 4647, section 3.4, along declared chains: `lo` gives lo, en, vi.
  /// A language without a chain gives itself, en, vi.
  std::vector<Locale> chain(const Locale& locale) const;

 private:
  std::map<Locale, std::vector<Locale>> chains_;
};

}  // namespace sen::content
