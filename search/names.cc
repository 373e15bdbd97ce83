#include "search/names.h"

#include <algorithm>

namespace sen::search {

Names::Names(const content::Vocabulary& vocabulary) {
  for (const content::Place& place : vocabulary.places()) {
    meanings_.push_back({"place", place.code});
    add(place.code);
    add(place.names);
    add(place.full_names);
    add(place.aliases);
  }
  for (const content::FormerPlace& former : vocabulary.former_places()) {
    meanings_.push_back({"place", former.successor});
    add(former.names);
    add(former.aliases);
  }
  for (const content::Archipelago& archipelago : vocabulary.archipelagos()) {
    meanings_.push_back({"place", archipelago.place});
    add(archipelago.names);
    add(archipelago.aliases);
  }
  for (const content::Organisation& organisation : vocabulary.organisations()) {
    meanings_.push_back({"organisation", organisation.code.value});
    add(organisation.code.value);
    add(organisation.names);
    add(organisation.aliases);
  }
  for (const content::Topic& topic : vocabulary.topics()) {
    meanings_.push_back({"topic", topic.code});
    add(topic.code);
    add(topic.names);
  }
  for (const content::DocumentType& type : vocabulary.types()) {
    meanings_.push_back({"type", type.code});
    add(type.code);
    add(type.labels);
    add(type.plural);
  }
  for (const content::Language& language : vocabulary.languages()) {
    meanings_.push_back({"language", language.code.value});
    add(language.code.value);
    add(language.own_name);
    add(language.names);
  }
}

void Names::add(std::string_view name) {
  phrases_.add(pieces_of(name, Cut::Characters), static_cast<std::uint32_t>(meanings_.size() - 1),
               PhraseTable::Marks::MayBeLeftOut);
}

void Names::add(const content::Texts& names) {
  for (const auto& [locale, name] : names) add(name);
}

void Names::add(const std::vector<std::string>& names) {
  for (const std::string& name : names) add(name);
}

std::string Names::find(std::string_view facet, std::string_view text) const {
  const std::vector<Piece> pieces = pieces_of(text, Cut::Characters);
  for (const PhraseTable::Found& found : phrases_.find(pieces)) {
    if (found.last - found.first != pieces.size()) return {};
    for (const std::uint32_t value : found.values)
      if (meanings_[value].facet == facet) return meanings_[value].code;
  }
  return {};
}

std::vector<Named> Names::in(std::string_view text) const {
  std::vector<Named> named;
  for (const PhraseTable::Found& found : phrases_.find(pieces_of(text, Cut::Characters)))
    for (const std::uint32_t value : found.values) {
      const Meaning& meaning = meanings_[value];
      const bool known = std::any_of(named.begin(), named.end(), [&](const Named& one) {
        return one.facet == meaning.facet && one.code == meaning.code;
      });
      if (!known) named.push_back({meaning.facet, meaning.code, found.last - found.first});
    }
  return named;
}

}  // namespace sen::search
