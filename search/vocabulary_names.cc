#include "search/vocabulary_names.h"

#include <algorithm>

namespace sen::search {
namespace {

class Names {
 public:
  explicit Names(const content::Locale& locale) : locales_{locale, content::Locale("en"), content::Locale("vi")} {}

  void add(const content::Texts& texts) {
    for (const content::Locale& locale : locales_)
      if (const auto found = texts.find(locale); found != texts.end()) add(found->second);
  }
  void add(const std::vector<std::string>& aliases) {
    for (const std::string& alias : aliases) add(alias);
  }
  std::vector<std::string_view> take() { return {names_.begin(), names_.end()}; }

 private:
  void add(const std::string& name) { names_.insert(name); }

  std::array<content::Locale, 3> locales_;
  std::set<std::string_view> names_;
};

}  // namespace

std::vector<std::string_view> names_of(const content::Document& document, const content::Locale& locale,
                                       const content::Vocabulary& vocabulary) {
  Names names(locale);
  for (const std::string& code : document.places) {
    if (const content::Place* place = vocabulary.place(code)) {
      names.add(place->full_names);
      names.add(place->names);
      names.add(place->aliases);
    }
    for (const content::FormerPlace& former : vocabulary.former_places()) {
      if (former.successor != code) continue;
      names.add(former.names);
      names.add(former.aliases);
    }
    for (const content::Archipelago& archipelago : vocabulary.archipelagos()) {
      if (archipelago.place != code) continue;
      names.add(archipelago.names);
      names.add(archipelago.aliases);
    }
  }
  for (const std::string& code : document.topics)
    for (const content::Topic* topic = vocabulary.topic(code); topic != nullptr;
         topic = topic->parent.empty() ? nullptr : vocabulary.topic(topic->parent))
      names.add(topic->names);
  if (const content::Organisation* organisation = vocabulary.organisation(document.organisation)) {
    names.add(organisation->names);
    names.add(organisation->aliases);
  }
  return names.take();
}

Result<std::vector<std::string>> registered_names(const store::VisibleContent& content,
                                                  const content::Document& document, const content::Locale& locale,
                                                  const content::Vocabulary& vocabulary) {
  const content::Texts today = SEN_TRY(content.organisation_names(document.organisation, {}, vocabulary));
  const content::Texts then =
      SEN_TRY(content.organisation_names(document.organisation, document.organisation_name_vi, vocabulary));
  Names registered(locale), known(locale);
  registered.add(today);
  registered.add(then);
  if (const content::Organisation* organisation = vocabulary.organisation(document.organisation))
    known.add(organisation->names);
  const std::vector<std::string_view> all = registered.take(), shipped = known.take();
  std::vector<std::string> names;
  for (const std::string_view name : all)
    if (!std::binary_search(shipped.begin(), shipped.end(), name)) names.emplace_back(name);
  return names;
}

std::string names_digest(const content::Vocabulary& vocabulary) {
  Sha256 hash;
  const auto add = [&](std::string_view text) {
    hash.update(text);
    hash.update(std::string_view("\0", 1));
  };
  const auto add_texts = [&](const content::Texts& texts) {
    for (const auto& [locale, text] : texts) {
      add(locale.value);
      add(text);
    }
  };
  const auto add_all = [&](const std::vector<std::string>& list) {
    for (const std::string& text : list) add(text);
  };
  for (const content::Place& place : vocabulary.places()) {
    add(place.code);
    add_texts(place.names);
    add_texts(place.full_names);
    add_all(place.aliases);
  }
  for (const content::FormerPlace& former : vocabulary.former_places()) {
    add(former.successor);
    add_texts(former.names);
    add_all(former.aliases);
  }
  for (const content::Archipelago& archipelago : vocabulary.archipelagos()) {
    add(archipelago.place);
    add_texts(archipelago.names);
    add_all(archipelago.aliases);
  }
  for (const content::Topic& topic : vocabulary.topics()) {
    add(topic.code);
    add(topic.parent);
    add_texts(topic.names);
  }
  for (const content::Organisation& organisation : vocabulary.organisations()) {
    add(organisation.code.value);
    add_texts(organisation.names);
    add_all(organisation.aliases);
  }
  return to_hex(hash.finish()).substr(0, 8);
}

std::vector<SuggestedName> suggested_names(const content::Vocabulary& vocabulary, const content::Locale& locale) {
  std::set<SuggestedName> names;
  const content::Locale vietnamese("vi");
  const auto add = [&](const content::Texts& texts, bool also_typed_in_vietnamese = false) {
    const auto shown = texts.find(locale);
    if (shown == texts.end()) return;
    names.insert({shown->second, shown->second});
    const auto own = texts.find(vietnamese);
    if (also_typed_in_vietnamese && own != texts.end()) names.insert({own->second, shown->second});
  };
  for (const content::Place& place : vocabulary.places()) add(place.names, true);
  for (const content::FormerPlace& former : vocabulary.former_places()) add(former.names, true);
  for (const content::Archipelago& archipelago : vocabulary.archipelagos()) add(archipelago.names, true);
  for (const content::Topic& topic : vocabulary.topics()) add(topic.names);
  for (const content::Organisation& organisation : vocabulary.organisations()) add(organisation.names);
  return {names.begin(), names.end()};
}

}  // namespace sen::search
