#pragma once

#include <map>

#include "content/model/vocabulary.h"
#include "engine/base/result.h"
#include "engine/portal/format.h"
#include "engine/portal/messages.h"

namespace sen::portal {

/// All that a page needs to speak one language.
struct Tongue {
  content::Locale locale;
  bool right_to_left = false;
  const Words* words = nullptr;
  Format format;

  std::string t(const char* english, std::initializer_list<Placeholder> values = {}) const {
    return words->t(english, values);
  }
  std::string tc(const char* context, const char* english, std::initializer_list<Placeholder> values = {}) const {
    return words->tc(context, english, values);
  }
  /// `{n}` is the number as the language writes it.
  std::string tn(const char* one, const char* many, std::uint64_t n) const {
    return words->tn(one, many, n, format.number(n));
  }
  std::string_view name(const content::Texts& texts) const { return content::text_in(texts, locale); }
};

/// A tongue for each of the site's languages. Built once; immutable, thread-safe.
class Tongues {
 public:
  /// `catalogues`: as Messages::load takes them. Errors: InvalidInput if the vocabulary lacks a language; Storage.
  static Result<Tongues> load(const std::vector<content::Locale>& languages, const content::Vocabulary& vocabulary,
                              std::span<const EmbeddedFile> catalogues = portal_catalogues());

  /// Null for a language that the site does not have.
  const Tongue* find(const content::Locale& locale) const;

 private:
  Messages messages_;
  std::map<content::Locale, Tongue> tongues_;
};

}  // namespace sen::portal
