#include "engine/desk/organisations.h"

#include "engine/desk/directory.h"

namespace sen::desk {
namespace {

using content::OrganisationCode;
using content::OrganisationEntry;

Error invalid(const std::string& message) {
  return Error(ErrorCode::InvalidInput, message);
}

bool is_code(std::string_view code) {
  if (code.size() < 2 || code.size() > 64 || code.front() == '-' || code.back() == '-') return false;
  return std::all_of(code.begin(), code.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

bool is_day(std::string_view day) {
  return day.size() == 10 && parse_rfc3339(std::string(day) + "T00:00:00Z").has_value();
}

Result<void> check(const OrganisationEntry& entry, const Directory& directory) {
  if (!is_code(entry.code.value)) return invalid("code: 2 to 64 of a-z, 0-9 and '-'");
  if (entry.names.empty()) return invalid("name: at least one language");
  for (const auto& [language, name] : entry.names)
    if (name.empty() || name.size() > 500) return invalid("name." + language.value + ": 1 to 500 bytes");
  if (entry.parent.empty()) return {};
  if (!directory.find(entry.parent)) return invalid("parent: there is no organisation " + entry.parent.value);
  // Nobody stands above himself, however far up.
  if (identity::relation(directory, entry.code, entry.parent) != identity::Relation::Elsewhere)
    return invalid("parent: " + entry.parent.value + " stands below " + entry.code.value);
  return {};
}

Result<void> commit(store::Store& store, std::vector<OrganisationEntry> entries, content::Sequence based_on,
                    const content::Actor& by, std::string reason) {
  content::Change change;
  change.based_on = based_on;
  change.actor = by;
  change.reason = std::move(reason);
  for (OrganisationEntry& entry : entries) change.mutations.emplace_back(std::move(entry));
  SEN_TRY(store.commit(std::move(change)));
  return {};
}

void add_once(std::vector<OrganisationCode>& codes, const OrganisationCode& code) {
  if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
}

}  // namespace

Result<void> add_organisation(store::Store& store, const content::Vocabulary& vocabulary, OrganisationEntry entry,
                              const content::Actor& by) {
  const auto snapshot = SEN_TRY(store.snapshot());
  const Directory directory = SEN_TRY(Directory::read(vocabulary, *snapshot));
  if (directory.find(entry.code))
    return Error(ErrorCode::Conflict, "code: there is an organisation " + entry.code.value);
  SEN_TRY(check(entry, directory));
  std::string reason = "add the organisation " + entry.code.value;
  std::vector<OrganisationEntry> entries;
  entries.push_back(std::move(entry));
  return commit(store, std::move(entries), snapshot->sequence(), by, std::move(reason));
}

Result<void> edit_organisation(store::Store& store, const content::Vocabulary& vocabulary, OrganisationEntry entry,
                               const content::Actor& by, std::string reason) {
  const auto snapshot = SEN_TRY(store.snapshot());
  const Directory directory = SEN_TRY(Directory::read(vocabulary, *snapshot));
  if (!directory.find(entry.code)) return Error(ErrorCode::NotFound, "there is no organisation " + entry.code.value);
  SEN_TRY(check(entry, directory));
  std::vector<OrganisationEntry> entries;
  entries.push_back(std::move(entry));
  return commit(store, std::move(entries), snapshot->sequence(), by, std::move(reason));
}

Result<void> succeed_organisations(store::Store& store, const content::Vocabulary& vocabulary,
                                   const std::vector<OrganisationCode>& former,
                                   const std::vector<OrganisationCode>& successors, const std::string& last_day,
                                   const content::Actor& by) {
  if (former.empty() || successors.empty()) return invalid("successor: name who goes on");
  if (!is_day(last_day)) return invalid("until: a day as YYYY-MM-DD");
  const auto snapshot = SEN_TRY(store.snapshot());
  const Directory directory = SEN_TRY(Directory::read(vocabulary, *snapshot));
  std::vector<OrganisationEntry> entries;
  std::string reason = former.size() > 1 || successors.size() == 1 ? "merge" : "split";
  for (const OrganisationCode& code : former) {
    const OrganisationEntry* entry = directory.find(code);
    if (!entry) return Error(ErrorCode::NotFound, "there is no organisation " + code.value);
    if (!entry->until.empty()) return invalid("code: " + code.value + " ended on " + entry->until);
    entries.push_back(*entry);
    entries.back().until = last_day;
    entries.back().successors = successors;
    reason += " " + code.value;
  }
  reason += " into";
  for (const OrganisationCode& code : successors) {
    const OrganisationEntry* entry = directory.find(code);
    if (!entry) return invalid("successor: there is no organisation " + code.value);
    if (!entry->until.empty()) return invalid("successor: " + code.value + " ended on " + entry->until);
    if (std::find(former.begin(), former.end(), code) != former.end())
      return invalid("successor: " + code.value + " cannot succeed itself");
    entries.push_back(*entry);
    for (const OrganisationCode& before : former) add_once(entries.back().predecessors, before);
    reason += " " + code.value;
  }
  return commit(store, std::move(entries), snapshot->sequence(), by, std::move(reason));
}

}  // namespace sen::desk
