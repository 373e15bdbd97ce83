#pragma once

#include <string>
#include <string_view>

#include "content/model/vocabulary.h"

namespace sen::content {

/// The slug of an edition in `locale`: from `words` in the language's own script, else from `fallback` (the folder's
/// name), else `document`.
std::string make_slug(const Vocabulary& vocabulary, const Locale& locale, std::string_view words,
                      std::string_view fallback);

}  // namespace sen::content
