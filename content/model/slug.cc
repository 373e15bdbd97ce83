#include "content/model/slug.h"

#include "engine/base/text.h"

namespace sen::content {

std::string make_slug(const Vocabulary& vocabulary, const Locale& locale, std::string_view words,
                      std::string_view fallback) {
  const Language* language = vocabulary.language(locale);
  const bool latin = language != nullptr && language->script == "Latn";
  std::string slug = latin ? ascii_slug(words) : unicode_slug(words);
  if (slug.empty()) slug = ascii_slug(fallback);
  return slug.empty() ? "document" : slug;
}

}  // namespace sen::content
