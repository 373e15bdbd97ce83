#include "search/entry.h"

#include <cassert>

#include "engine/base/text.h"
#include "search/analyser.h"
#include "search/suggestion_keys.h"
#include "search/vocabulary_names.h"

namespace sen::search {
namespace {

// What one occurrence counts, by where it stands.
constexpr std::uint32_t kInTitle = 4, kInSummary = 2, kInBody = 1;

constexpr std::size_t kShortestSpelled = 3, kLongestSpelled = 40;
constexpr std::size_t kFingerprintBytes = 16;

std::string year_of(Timestamp date) {
  return std::to_string(static_cast<int>(civil_date(date).year()));
}

bool is_address(std::string_view value) {
  return value.find("://") != std::string_view::npos;
}

/// The document's topics with the wider ones they belong to.
std::vector<std::string> topics_of(const content::Document& document, const content::Vocabulary& vocabulary) {
  std::set<std::string> topics;
  for (const std::string& code : document.topics) {
    topics.insert(code);
    for (const content::Topic* topic = vocabulary.topic(code); topic != nullptr && !topic->parent.empty();
         topic = vocabulary.topic(topic->parent))
      if (!topics.insert(topic->parent).second) break;
  }
  return {topics.begin(), topics.end()};
}

class Builder {
 public:
  Builder(const store::VisibleEdition& edition, const content::Vocabulary& vocabulary,
          const std::vector<std::string>& registered)
      : edition_(edition),
        vocabulary_(vocabulary),
        registered_(registered),
        profile_(document_profile(edition.edition.locale)) {}

  Entry build() {
    const content::Document& document = edition_.document;
    entry_.identity = identity_term(document.id, edition_.edition.locale);
    entry_.date = document.date;
    entry_.fingerprint = fingerprint_of(edition_, registered_);
    add_words();
    add_stored();
    add_facets();
    return std::move(entry_);
  }

 private:
  void add(std::string_view text, std::uint32_t count) {
    analyse(text, profile_, [&](const Term& term) { entry_.words[stored_form(term)] += count; });
  }

  /// Its terms also as such, for `title:`.
  void add_title() {
    std::set<std::string> terms;
    analyse(edition_.version.title, profile_, [&](const Term& term) {
      std::string form = stored_form(term);
      terms.insert(title_term(form));
      entry_.words[std::move(form)] += kInTitle;
    });
    entry_.filters.insert(entry_.filters.end(), terms.begin(), terms.end());
  }

  void add_words() {
    const content::Locale& locale = edition_.edition.locale;
    add_title();
    add(edition_.version.summary, kInSummary);
    add(edition_.version.text, kInBody);
    for (const content::MediaUse& media : edition_.document.media)
      for (const content::Texts* texts : {&media.caption, &media.alt})
        if (const auto found = texts->find(locale); found != texts->end()) add(found->second, kInBody);
    for (const content::Field& field : edition_.document.fields)
      for (const std::string& value : field.values)
        if (!is_address(value)) add(value, kInBody);
    // A name that the text has itself is not counted again.
    const auto add_name = [&](std::string_view name) {
      analyse(name, profile_, [&](const Term& term) { entry_.words.emplace(stored_form(term), kInBody); });
    };
    for (const std::string_view name : names_of(edition_.document, locale, vocabulary_)) add_name(name);
    for (const std::string& name : registered_) add_name(name);
  }

  void add_stored() {
    const content::Document& document = edition_.document;
    entry_.stored = {.id = document.id,
                     .locale = edition_.edition.locale,
                     .title = edition_.version.title,
                     .slug = edition_.version.slug,
                     .section = document.section,
                     .type = document.type,
                     .organisation = document.organisation,
                     .published = edition_.edition.first_published.value_or(document.date),
                     .provenance = edition_.version.provenance,
                     .text = shown_text()};
  }

  std::string shown_text() const {
    std::string text = edition_.version.summary;
    if (!text.empty()) text += '\n';
    text += edition_.version.text;
    if (text.size() <= kStoredText) return text;
    std::size_t end = kStoredText;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    text.resize(end);
    return text;
  }

  void add_facets() {
    const content::Document& document = edition_.document;
    entry_.facets.codes = {{edition_.edition.locale.value},  {document.type}, {document.organisation.value},
                           topics_of(document, vocabulary_), document.places, {year_of(document.date)}};
    for (std::size_t i = 0; i < kFacets.size(); ++i)
      for (const std::string& code : entry_.facets.codes[i]) entry_.filters.push_back(filter_term(kFacets[i], code));
    entry_.filters.push_back(entry_.identity);
    entry_.filters.push_back(document_term(document.id));
    const std::string prefix = title_prefix(edition_.edition.locale);
    for (const std::string& key : suggestion_keys(edition_.version.title)) entry_.filters.push_back(prefix + key);
  }

  const store::VisibleEdition& edition_;
  const content::Vocabulary& vocabulary_;
  const std::vector<std::string>& registered_;
  Profile profile_;
  Entry entry_;
};

/// Takes fields so that two different lists never look alike.
class Fingerprint {
 public:
  Fingerprint& add(std::string_view field) {
    std::string size;
    append_u64(size, field.size());
    hash_.update(size);
    hash_.update(field);
    return *this;
  }
  Fingerprint& add(const std::vector<std::string>& list) {
    add(std::to_string(list.size()));
    for (const std::string& field : list) add(field);
    return *this;
  }
  std::string finish() { return std::string(hash_.finish().view().substr(0, kFingerprintBytes)); }

 private:
  Sha256 hash_;
};

}  // namespace

std::string fingerprint_of(const store::VisibleEdition& edition, const std::vector<std::string>& registered) {
  const content::Document& document = edition.document;
  const content::Locale& locale = edition.edition.locale;
  Fingerprint print;
  print.add(locale.value).add(edition.version.title).add(edition.version.slug).add(edition.version.summary);
  print.add(edition.version.text).add(document.type).add(document.section).add(document.organisation.value);
  print.add(std::to_string(document.date.milliseconds)).add(document.topics).add(document.places);
  print.add(std::to_string(edition.edition.first_published.value_or(document.date).milliseconds));
  print.add(std::to_string(static_cast<int>(edition.version.provenance)));
  for (const content::MediaUse& media : document.media)
    for (const content::Texts* texts : {&media.caption, &media.alt})
      if (const auto found = texts->find(locale); found != texts->end()) print.add(found->second);
  for (const content::Field& field : document.fields) print.add(field.name).add(field.values);
  print.add(registered);
  return print.finish();
}

Entry make_entry(const store::VisibleEdition& edition, const content::Vocabulary& vocabulary,
                 const std::vector<std::string>& registered) {
  return Builder(edition, vocabulary, registered).build();
}

std::string identity_term(const content::ContentId& id, const content::Locale& locale) {
  return "Q" + id.value + "/" + locale.value;
}

std::string document_term(const content::ContentId& id) {
  return "D" + id.value;
}

std::string filter_term(std::string_view facet, std::string_view code) {
  static constexpr std::array<std::string_view, kFacets.size()> kPrefixes{"XL", "XT", "XO", "XC", "XP", "XY"};
  const auto found = std::find(kFacets.begin(), kFacets.end(), facet);
  assert(found != kFacets.end() && "the callers name facets of kFacets");
  return std::string(kPrefixes[static_cast<std::size_t>(found - kFacets.begin())]).append(code);
}

bool is_spelled_term(std::string_view stored_form) {
  const char family = stored_form.empty() ? '\0' : stored_form[0];
  const std::string_view word = stored_form.substr(std::min<std::size_t>(1, stored_form.size()));
  if (word.size() < kShortestSpelled || word.size() > kLongestSpelled) return false;
  if (family == static_cast<char>(Family::Folded))
    return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  const auto lead = static_cast<unsigned char>(word[0]);
  return family == static_cast<char>(Family::Plain) && lead >= 0xD0 && lead <= 0xD3;  // U+0400 to U+04FF
}

std::string title_prefix(const content::Locale& locale) {
  return "T" + locale.value + ":";
}

}  // namespace sen::search
