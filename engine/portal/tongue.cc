#include "engine/portal/tongue.h"

namespace sen::portal {

Result<Tongues> Tongues::load(const std::vector<content::Locale>& languages, const content::Vocabulary& vocabulary,
                              std::span<const EmbeddedFile> catalogues) {
  Tongues all;
  all.messages_ = SEN_TRY(Messages::load(languages, catalogues));
  for (const content::Locale& locale : languages) {
    const content::Language* language = vocabulary.language(locale);
    if (!language) return Error(ErrorCode::InvalidInput, "the vocabulary has no language " + locale.value);
    all.tongues_.emplace(locale, Tongue{.locale = locale,
                                        .right_to_left = language->right_to_left,
                                        .words = &all.messages_.in(locale),
                                        .format = Format(locale)});
  }
  return all;
}

const Tongue* Tongues::find(const content::Locale& locale) const {
  const auto found = tongues_.find(locale);
  return found == tongues_.end() ? nullptr : &found->second;
}

}  // namespace sen::portal
