#include "engine/desk/termbase.h"

#include <algorithm>

namespace sen::desk {
namespace {

content::TermEntry entry_of(std::string id, std::string subject, const content::Texts& names) {
  content::TermEntry entry;
  entry.id = content::TermId(std::move(id));
  entry.subject = std::move(subject);
  entry.locked = true;
  for (const auto& [locale, name] : names) entry.terms.push_back({locale, name, content::TermStatus::Preferred, {}});
  return entry;
}

}  // namespace

content::OrganisationCode central_organisation(const Visit& visit) {
  const content::OrganisationCode& owner = visit.context.parts.site.organisation;
  return owner.empty() ? visit.context.parts.vocabulary.default_organisation() : owner;
}

bool keeps_terms(const Visit& visit) {
  if (!visit.person) return false;
  const std::vector<content::Locale>& languages = visit.person->actor.languages;
  identity::Resource resource;
  resource.organisation = central_organisation(visit);
  // Terms belong to nobody: whoever wrote one may mend it.
  resource.authors = {content::AccountName()};
  return std::any_of(languages.begin(), languages.end(), [&](const content::Locale& language) {
    resource.language = language;
    return visit.may(identity::Action::TranslationSignOff, resource);
  });
}

Result<content::Sequence> save_terms(const Visit& visit, std::vector<content::TermEntry> entries, std::string reason,
                                     content::Sequence based_on) {
  if (!keeps_terms(visit))
    return Error(ErrorCode::PermissionDenied, "the termbase is kept by language reviewers of the central organisation");
  std::vector<content::Mutation> mutations;
  for (content::TermEntry& entry : entries) {
    entry.changed_by = visit.person->account.name;
    entry.changed = visit.context.parts.clock.now();
    mutations.emplace_back(std::move(entry));
  }
  return visit.context.parts.store.commit({.based_on = based_on,
                                           .sequence = {},
                                           .committed_at = {},
                                           .actor = visit.actor(),
                                           .reason = std::move(reason),
                                           .mutations = std::move(mutations),
                                           .touches = {}});
}

std::vector<content::TermEntry> vocabulary_terms(const content::Vocabulary& vocabulary) {
  std::vector<content::TermEntry> entries;
  for (const content::Place& place : vocabulary.places())
    entries.push_back(entry_of("place-" + place.code, "place", place.names));
  for (const content::FormerPlace& former : vocabulary.former_places())
    if (!former.unchanged) entries.push_back(entry_of("former-place-" + former.code, "place", former.names));
  for (const content::Archipelago& archipelago : vocabulary.archipelagos())
    entries.push_back(entry_of("archipelago-" + archipelago.code, "place", archipelago.names));
  entries.push_back(entry_of("east-sea", "place", vocabulary.sea()));
  for (const content::Organisation& organisation : vocabulary.organisations())
    entries.push_back(entry_of("organisation-" + organisation.code.value, "organisation", organisation.names));
  return entries;
}

}  // namespace sen::desk
