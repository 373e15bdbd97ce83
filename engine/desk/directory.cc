#include "engine/desk/directory.h"

namespace sen::desk {
namespace {

content::OrganisationEntry entry_of(const content::Organisation& known) {
  content::OrganisationEntry entry;
  entry.code = known.code;
  entry.kind = known.kind;
  entry.parent = known.parent;
  entry.names = known.names;
  entry.place = known.place;
  entry.predecessors = known.predecessors;
  entry.successors = known.successors;
  entry.until = known.until;
  return entry;
}

}  // namespace

Result<Directory> Directory::read(const content::Vocabulary& vocabulary, const store::Snapshot& snapshot) {
  Directory directory;
  for (const content::Organisation& known : vocabulary.organisations())
    directory.entries_.insert_or_assign(known.code, entry_of(known));
  for (content::OrganisationEntry& entry : SEN_TRY(snapshot.organisations().within("organisations")))
    directory.entries_.insert_or_assign(entry.code, std::move(entry));
  return directory;
}

content::OrganisationCode Directory::parent(const content::OrganisationCode& organisation) const {
  const content::OrganisationEntry* entry = find(organisation);
  return entry ? entry->parent : content::OrganisationCode();
}

const content::OrganisationEntry* Directory::find(const content::OrganisationCode& organisation) const {
  const auto found = entries_.find(organisation);
  return found == entries_.end() ? nullptr : &found->second;
}

std::string Directory::name(const content::OrganisationCode& organisation, const content::Locale& locale) const {
  const content::OrganisationEntry* entry = find(organisation);
  return entry ? std::string(content::text_in(entry->names, locale)) : organisation.value;
}

content::OrganisationCode Directory::successor(content::OrganisationCode organisation) const {
  // A register that was kept wrongly may hold a circle.
  constexpr int kMostSteps = 32;
  for (int step = 0; step < kMostSteps; ++step) {
    const content::OrganisationEntry* entry = find(organisation);
    if (!entry || entry->until.empty() || entry->successors.empty()) break;
    organisation = entry->successors.front();
  }
  return organisation;
}

}  // namespace sen::desk
