#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/model/document.h"
#include "content/model/ids.h"

namespace sen::search {

/// What the index keeps of an edition to show it as a hit. Written as its fields in this order, each
/// followed by a zero byte, which no text holds; times as decimal milliseconds.
struct StoredEdition {
  content::ContentId id;
  content::Locale locale;
  std::string title, slug, section, type;
  content::OrganisationCode organisation;
  Timestamp published;
  content::Provenance provenance = content::Provenance::Human;  ///< Written as its number.
  std::string text;                                             ///< Summary and body, plain; at most kStoredText bytes.

  std::string encode() const;
  /// What was encoded; fields that are missing are empty.
  static StoredEdition decode(std::string_view bytes);
};

inline constexpr std::size_t kStoredText = 6'000;

/// What the results are counted by, as one value slot of the index keeps it: codes of the six facets
/// (kFacets, in that order), each list followed by a zero byte, the codes in it parted by commas.
struct FacetCodes {
  std::vector<std::vector<std::string>> codes;

  std::string encode() const;
};

inline constexpr std::array<std::string_view, 6> kFacets{"language", "type", "organisation", "topic", "place", "year"};

}  // namespace sen::search
