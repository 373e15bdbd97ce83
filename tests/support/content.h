#pragma once

#include <string>
#include <utility>
#include <vector>

#include "content/model/change.h"
#include "content/model/publication.h"
#include "engine/store/store.h"

/// Small documents for tests: every field that is not asked for has a plain default.
namespace sen::test {

/// A change that holds `mutations`, planned against what `store` holds now.
inline content::Change planned(const store::Store& store, std::vector<content::Mutation> mutations) {
  content::Change change;
  change.based_on = store.log().head().sequence;
  change.actor = {.name = "test", .organisation = content::OrganisationCode("mofa")};
  change.reason = "test";
  change.mutations = std::move(mutations);
  return change;
}

inline content::Document document(const std::string& id, std::vector<std::string> topics = {"economy"}) {
  content::Document document;
  document.id = content::ContentId(id);
  document.organisation = content::OrganisationCode("mofa");
  document.folder = id;
  document.type = "news";
  document.section = "news";
  document.date = {1'000};
  document.licence = "CC-BY-4.0";
  document.topics = std::move(topics);
  document.places = {"31"};
  return document;
}

inline content::Version version(const std::string& id, const std::string& locale, std::uint32_t number,
                                const std::string& title) {
  content::Version version;
  version.id = content::ContentId(id);
  version.locale = content::Locale(locale);
  version.number = number;
  version.title = title;
  version.summary = "About " + title;
  version.slug = "slug";
  version.body = title + ".\n";
  version.parts = {{content::BodyPart::Kind::Html, "<p>" + title + ".</p>\n"}};
  version.text = title + ".";
  version.submitted = {1'000};
  return version;
}

inline content::Edition waiting(const std::string& id, const std::string& locale, content::State state,
                                std::uint32_t latest = 1) {
  content::Edition edition;
  edition.id = content::ContentId(id);
  edition.locale = content::Locale(locale);
  edition.state = state;
  edition.latest = latest;
  return edition;
}

inline content::Edition published(const content::Version& version, std::int64_t at) {
  content::Edition edition = waiting(version.id.value, version.locale.value, content::State::Submitted, version.number);
  content::publish(edition, version, {at});
  return edition;
}

/// A document with one published edition.
inline std::vector<content::Mutation> article(const std::string& id, const std::string& locale,
                                              const std::string& title, std::int64_t at = 2'000) {
  const content::Version words = version(id, locale, 1, title);
  content::Document shared = document(id);
  shared.locales = {content::Locale(locale)};
  return {shared, words, published(words, at)};
}

/// Anything that pages depend on, as the store names it.
inline std::vector<std::string> names(const std::vector<content::DependencyKey>& keys) {
  std::vector<std::string> names;
  for (const content::DependencyKey& key : keys) names.push_back(key.value);
  return names;
}

}  // namespace sen::test
