#pragma once

#include <string_view>
#include <vector>

#include "content/model/vocabulary.h"
#include "engine/store/visible_content.h"

namespace sen::search {

/// The names by which a reader may look for `document` though its text does not have them: of its places and
/// what became part of them, its topics and its organisation, in `locale`, English and Vietnamese, with their
/// other spellings. The views live as long as `vocabulary`.
std::vector<std::string_view> names_of(const content::Document& document, const content::Locale& locale,
                                       const content::Vocabulary& vocabulary);

/// As names_of(), what the register calls the organisation of `document` today and called it when that was published,
/// without what the vocabulary calls it. In order, no duplicates. Errors: Storage.
Result<std::vector<std::string>> registered_names(const store::VisibleContent& content,
                                                  const content::Document& document, const content::Locale& locale,
                                                  const content::Vocabulary& vocabulary);

/// Differs when any name that names_of() may give differs: then what is indexed is out of date. Eight hexadecimal
/// digits.
std::string names_digest(const content::Vocabulary& vocabulary);

/// A name that a reader may begin to type, and what is suggested for it.
struct SuggestedName {
  std::string typed;
  std::string shown;

  auto operator<=>(const SuggestedName&) const = default;
};

/// Every name of the vocabulary in `locale`, those of places also as they are typed in Vietnamese; no duplicates.
std::vector<SuggestedName> suggested_names(const content::Vocabulary& vocabulary, const content::Locale& locale);

}  // namespace sen::search
