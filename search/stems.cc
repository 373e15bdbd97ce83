#include "search/stems.h"

#include <xapian.h>

namespace sen::search {
namespace {

/// The stemmers that we know to do good. Xapian has none for the others.
constexpr std::array<std::string_view, 6> kStemmed{"ar", "de", "en", "es", "fr", "ru"};

/// One a thread: Xapian's stemmers keep a buffer.
const Xapian::Stem* stemmer(std::string_view language) {
  thread_local std::map<std::string, Xapian::Stem, std::less<>> stemmers;
  if (const auto found = stemmers.find(language); found != stemmers.end()) return &found->second;
  if (std::find(kStemmed.begin(), kStemmed.end(), language) == kStemmed.end()) return nullptr;
  const std::string name(language);
  return &stemmers.emplace(name, Xapian::Stem(name)).first->second;
}

/// Snowball knows `exportación` only with its mark, which is left out as often as not: `exportacion`.
void restore_accent(std::string& word) {
  constexpr std::string_view kPlain = "ion";
  if (word.size() > kPlain.size() && word.compare(word.size() - kPlain.size(), kPlain.size(), kPlain) == 0)
    word.replace(word.size() - 2, 1, "ó");
}

}  // namespace

std::string stem(std::string_view language, std::string_view word) {
  const Xapian::Stem* const snowball = stemmer(language);
  if (snowball == nullptr) return std::string(word);
  std::string form(word);
  if (language == "es") restore_accent(form);
  return (*snowball)(form);
}

}  // namespace sen::search
