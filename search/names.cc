#include "search/names.h"

#include <algorithm>

#include "engine/base/text.h"
#include "search/tokens.h"

namespace sen::search {
namespace {

std::string joined(std::span<const std::string> words) {
  std::string key;
  for (const std::string& word : words) key += (key.empty() ? "" : " ") + word;
  return key;
}

}  // namespace

std::vector<std::string> name_words(std::string_view text) {
  std::vector<std::string> words;
  for (const Token& token : tokenise(text)) {
    if (token.forms != nullptr) {
      words.push_back(token.forms->folded());
      continue;
    }
    const std::string form = fold_case(text.substr(token.begin, token.end - token.begin));
    for (std::size_t at = 0; at < form.size();) {
      const std::size_t begin = at;
      next_code_point(form, at);
      words.push_back(form.substr(begin, at - begin));
    }
  }
  return words;
}

Names::Names(const content::Vocabulary& vocabulary) {
  for (const content::Place& place : vocabulary.places()) {
    add("place", place.code, place.code);
    add("place", place.code, place.names);
    add("place", place.code, place.full_names);
    add("place", place.code, place.aliases);
  }
  for (const content::FormerPlace& former : vocabulary.former_places()) {
    add("place", former.successor, former.names);
    add("place", former.successor, former.aliases);
  }
  for (const content::Archipelago& archipelago : vocabulary.archipelagos()) {
    add("place", archipelago.place, archipelago.names);
    add("place", archipelago.place, archipelago.aliases);
  }
  for (const content::Organisation& organisation : vocabulary.organisations()) {
    add("organisation", organisation.code.value, organisation.code.value);
    add("organisation", organisation.code.value, organisation.names);
    add("organisation", organisation.code.value, organisation.aliases);
  }
  for (const content::Topic& topic : vocabulary.topics()) {
    add("topic", topic.code, topic.code);
    add("topic", topic.code, topic.names);
  }
  for (const content::DocumentType& type : vocabulary.types()) {
    add("type", type.code, type.code);
    add("type", type.code, type.labels);
    add("type", type.code, type.plural);
  }
  for (const content::Language& language : vocabulary.languages()) {
    add("language", language.code.value, language.code.value);
    add("language", language.code.value, language.own_name);
    add("language", language.code.value, language.names);
  }
}

void Names::add(std::string_view facet, const std::string& code, std::string_view name) {
  const std::vector<std::string> words = name_words(name);
  if (words.empty()) return;
  longest_ = std::max(longest_, words.size());
  std::vector<Meaning>& meanings = meanings_[joined(words)];
  const bool known = std::any_of(meanings.begin(), meanings.end(),
                                 [&](const Meaning& m) { return m.facet == facet && m.code == code; });
  if (!known) meanings.push_back({facet, code});
}

void Names::add(std::string_view facet, const std::string& code, const content::Texts& names) {
  for (const auto& [locale, name] : names) add(facet, code, name);
}

void Names::add(std::string_view facet, const std::string& code, const std::vector<std::string>& names) {
  for (const std::string& name : names) add(facet, code, name);
}

std::string Names::find(std::string_view facet, std::string_view text) const {
  const auto found = meanings_.find(joined(name_words(text)));
  if (found == meanings_.end()) return {};
  for (const Meaning& meaning : found->second)
    if (meaning.facet == facet) return meaning.code;
  return {};
}

std::vector<Named> Names::in(std::string_view text) const {
  const std::vector<std::string> words = name_words(text);
  std::vector<Named> named;
  for (std::size_t first = 0; first < words.size();) {
    std::size_t count = std::min(longest_, words.size() - first);
    for (; count > 0; --count) {
      const auto found = meanings_.find(joined(std::span(words).subspan(first, count)));
      if (found == meanings_.end()) continue;
      for (const Meaning& meaning : found->second) named.push_back({meaning.facet, meaning.code, count});
      break;
    }
    first += std::max<std::size_t>(1, count);
  }
  return named;
}

}  // namespace sen::search
