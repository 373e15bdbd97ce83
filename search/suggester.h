#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/vocabulary.h"

namespace Xapian {
class Database;
}

namespace sen::search {

/// Names of the vocabulary by the beginnings a reader may type. Immutable after it is built, thread-safe.
class NameSuggestions {
 public:
  explicit NameSuggestions(const content::Vocabulary& vocabulary);
  /// Names in `locale` that begin, or have a word that begins, as `key` (suggestion_key()), at most `limit`; those of
  /// places also where their Vietnamese names do.
  std::vector<std::string> find(std::string_view key, const content::Locale& locale, std::size_t limit) const;

 private:
  std::map<content::Locale, std::multimap<std::string, std::string, std::less<>>> names_;
};

/// Titles of visible editions in `locale` likewise. Throws Xapian::Error.
std::vector<std::string> suggest_titles(const Xapian::Database& index, std::string_view key,
                                        const content::Locale& locale, std::size_t limit);

}  // namespace sen::search
