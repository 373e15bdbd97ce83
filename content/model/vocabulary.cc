#include "content/model/vocabulary.h"

#include <algorithm>
#include <set>

namespace sen::content {
namespace {

template <typename Entry, typename Code>
const Entry* find_code(const std::vector<Entry>& entries, const Code& code) {
  const auto found =
      std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.code == code; });
  return found == entries.end() ? nullptr : &*found;
}

/// Gathers one group of names, each once, in the order they come.
class NameGroup {
 public:
  NameGroup& add(const Texts& texts) {
    for (const auto& [locale, text] : texts) add(text);
    return *this;
  }
  NameGroup& add(const std::vector<std::string>& texts) {
    for (const std::string& text : texts) add(text);
    return *this;
  }
  std::vector<std::string> take() { return std::move(names_); }

 private:
  void add(const std::string& text) {
    if (known_.insert(text).second) names_.push_back(text);
  }
  std::set<std::string> known_;
  std::vector<std::string> names_;
};

}  // namespace

const Language* Vocabulary::language(const Locale& code) const {
  return find_code(languages_, code);
}

const Place* Vocabulary::place(std::string_view code) const {
  return find_code(places_, code);
}

const FormerPlace* Vocabulary::former_place(std::string_view code) const {
  const auto found = std::find_if(former_places_.begin(), former_places_.end(),
                                  [&](const FormerPlace& place) { return place.code == code || place.iso == code; });
  return found == former_places_.end() ? nullptr : &*found;
}

const Place* Vocabulary::place_now(std::string_view code) const {
  if (const Place* const today = place(code)) return today;
  const FormerPlace* const former = find_code(former_places_, code);
  return former == nullptr ? nullptr : place(former->successor);
}

const Region* Vocabulary::region(std::string_view code) const {
  return find_code(regions_, code);
}

const Texts& Vocabulary::kind_names(std::string_view kind) const {
  static const Texts kNone;
  const auto found = kind_names_.find(kind);
  return found == kind_names_.end() ? kNone : found->second;
}

const Organisation* Vocabulary::organisation(const OrganisationCode& code) const {
  return find_code(organisations_, code);
}

const Topic* Vocabulary::topic(std::string_view code) const {
  return find_code(topics_, code);
}

const Section* Vocabulary::section(std::string_view code) const {
  return find_code(sections_, code);
}

const DocumentType* Vocabulary::type(std::string_view code) const {
  return find_code(types_, code);
}

std::vector<std::vector<std::string>> Vocabulary::synonyms() const {
  std::vector<std::vector<std::string>> groups;
  for (const Place& place : places_)
    groups.push_back(NameGroup().add(place.names).add(place.full_names).add(place.aliases).take());
  for (const FormerPlace& place : former_places_)
    groups.push_back(NameGroup().add(place.names).add(place.aliases).take());
  for (const Archipelago& archipelago : archipelagos_)
    groups.push_back(NameGroup().add(archipelago.names).add(archipelago.aliases).take());
  for (const Organisation& organisation : organisations_)
    groups.push_back(NameGroup().add(organisation.names).add(organisation.aliases).take());
  for (const Topic& topic : topics_) groups.push_back(NameGroup().add(topic.names).take());
  return groups;
}

}  // namespace sen::content
