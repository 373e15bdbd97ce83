#pragma once

#include <string_view>
#include <vector>

#include "content/model/vocabulary.h"

namespace sen::search {

/// The names by which a reader may look for `document` though its text does not have them: of its places and
/// what became part of them, its topics and its organisation, in `locale`, English and Vietnamese, with their
/// other spellings. The views live as long as `vocabulary`.
std::vector<std::string_view> names_of(const content::Document& document, const content::Locale& locale,
                                       const content::Vocabulary& vocabulary);

/// Differs when any name that names_of() may give differs: then what is indexed is out of date. Eight hexadecimal
/// digits.
std::string names_digest(const content::Vocabulary& vocabulary);

/// Every name of the vocabulary in `locale` that a reader may begin to type, without duplicates.
std::vector<std::string> suggested_names(const content::Vocabulary& vocabulary, const content::Locale& locale);

}  // namespace sen::search
