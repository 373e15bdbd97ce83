#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace sen::xliff {

inline constexpr std::string_view kCore = "urn:oasis:names:tc:xliff:document:2.0";
inline constexpr std::size_t kMostXmlBytes = 4 * 1024 * 1024;

/// An element of a small XML document, or a piece of text between elements.
struct Element {
  std::string name;   ///< Local name; empty: text.
  std::string space;  ///< Namespace.
  std::string text;   ///< Of a piece of text.
  std::map<std::string, std::string>
      attributes;  ///< By local name; of another namespace than the element's `{namespace}name`.
  std::vector<Element> children;
  int line = 0;

  bool core(std::string_view local) const { return space == kCore && name == local; }
  /// The value of the attribute, or `otherwise`.
  std::string_view get(const std::string& attribute, std::string_view otherwise = {}) const;
};

/// The root of `xml`. No entity but those of XML itself is known: a document type declaration is refused.
/// Errors: InvalidInput if it is not well-formed, has a DOCTYPE or is nested deeper than 64; TooLarge over
/// kMostXmlBytes.
Result<Element> read_xml(std::string_view xml);

}  // namespace sen::xliff
