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

}  // namespace

std::string stem(std::string_view language, std::string_view word) {
  const Xapian::Stem* const snowball = stemmer(language);
  return snowball == nullptr ? std::string(word) : (*snowball)(std::string(word));
}

}  // namespace sen::search
