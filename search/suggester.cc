#include "search/suggester.h"

#include <xapian.h>

#include "search/entry.h"
#include "search/suggestion_keys.h"
#include "search/vocabulary_names.h"

namespace sen::search {
namespace {

constexpr std::size_t kMostScanned = 200;

bool contains(const std::vector<std::string>& list, const std::string& text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

}  // namespace

NameSuggestions::NameSuggestions(const content::Vocabulary& vocabulary) {
  for (const content::Language& language : vocabulary.languages())
    for (const SuggestedName& name : suggested_names(vocabulary, language.code))
      for (std::string& key : suggestion_keys(name.typed)) names_[language.code].emplace(std::move(key), name.shown);
}

std::vector<std::string> NameSuggestions::find(std::string_view key, const content::Locale& locale,
                                               std::size_t limit) const {
  std::vector<std::string> found;
  const auto names = names_.find(locale);
  if (names == names_.end()) return found;
  for (auto at = names->second.lower_bound(key); at != names->second.end() && found.size() < limit; ++at) {
    if (at->first.compare(0, key.size(), key) != 0) break;
    if (!contains(found, at->second)) found.push_back(at->second);
  }
  return found;
}

std::vector<std::string> suggest_titles(const Xapian::Database& index, std::string_view key,
                                        const content::Locale& locale, std::size_t limit) {
  std::vector<std::string> found;
  const std::string prefix = title_prefix(locale).append(key);
  std::size_t scanned = 0;
  for (auto term = index.allterms_begin(prefix); term != index.allterms_end(prefix); ++term) {
    if (found.size() >= limit || ++scanned > kMostScanned) break;
    const auto entry = index.postlist_begin(*term);
    if (entry == index.postlist_end(*term)) continue;
    std::string title = StoredEdition::decode(index.get_document(*entry).get_data()).title;
    if (!contains(found, title)) found.push_back(std::move(title));
  }
  return found;
}

}  // namespace sen::search
