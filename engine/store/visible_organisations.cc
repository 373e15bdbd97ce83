// What readers are told of organisations.
#include <set>

#include "content/codec/codec.h"
#include "engine/store/keys.h"
#include "engine/store/snapshot.h"
#include "engine/store/visible_content.h"

namespace sen::store {
namespace {

using content::Organisation;
using content::OrganisationCode;
using content::OrganisationEntry;
using content::Texts;

/// What the register says, over what else the vocabulary knows (`known`, or null).
Organisation merged(OrganisationEntry entry, const Organisation* known) {
  Organisation out = known == nullptr ? Organisation() : *known;
  out.code = std::move(entry.code);
  out.kind = std::move(entry.kind);
  out.parent = std::move(entry.parent);
  out.names = std::move(entry.names);
  out.place = std::move(entry.place);
  out.predecessors = std::move(entry.predecessors);
  out.successors = std::move(entry.successors);
  out.until = std::move(entry.until);
  return out;
}

/// Whether a text that was published by an organisation of these names was published as `name`.
bool is_called(const Texts& names, const std::string& name) {
  return content::text_in(names, content::Locale("vi")) == name;
}

/// What the change `sequence` entered of an organisation, if it did.
Result<std::optional<OrganisationEntry>> entered(const Snapshot& snapshot, content::Sequence sequence,
                                                 const OrganisationCode& code) {
  constexpr std::size_t kHashBytes = 32;
  const std::optional<std::string> entry = SEN_TRY(RawKeys::get(snapshot, keys::log_entry(sequence)));
  if (!entry || entry->size() < kHashBytes)
    return Error(ErrorCode::Storage, "entry " + std::to_string(sequence.value) + " of the change log is missing");
  content::Change change = SEN_TRY(codec::decode_change(std::string_view(*entry).substr(kHashBytes)));
  for (content::Mutation& mutation : change.mutations)
    if (auto* record = std::get_if<OrganisationEntry>(&mutation); record != nullptr && record->code == code)
      return std::optional(std::move(*record));
  return std::optional<OrganisationEntry>();
}

/// The names that the register had for an organisation when it last called it `name`; empty: it never did.
Result<Texts> names_when_called(const Snapshot& snapshot, const OrganisationCode& code, const std::string& name) {
  const std::vector<content::Sequence> changes = SEN_TRY(snapshot.history(keys::organisation(code)));
  for (auto change = changes.rbegin(); change != changes.rend(); ++change)
    if (std::optional<OrganisationEntry> entry = SEN_TRY(entered(snapshot, *change, code)))
      if (is_called(entry->names, name)) return std::move(entry->names);
  return Texts();
}

}  // namespace

Result<Organisation> VisibleContent::organisation(const OrganisationCode& code,
                                                  const content::Vocabulary& vocabulary) const {
  const Organisation* known = vocabulary.organisation(code);
  Result<OrganisationEntry> entry = snapshot_->organisation(code);
  if (entry) return merged(std::move(*entry), known);
  if (entry.error().code() != ErrorCode::NotFound) return entry.error();
  if (known == nullptr) return Error(ErrorCode::NotFound, "there is no such organisation");
  return *known;
}

Result<std::vector<Organisation>> VisibleContent::organisations(const content::Vocabulary& vocabulary) const {
  std::map<OrganisationCode, OrganisationEntry> registered;
  for (OrganisationEntry& entry : SEN_TRY(snapshot_->organisations())) {
    OrganisationCode code = entry.code;
    registered.emplace(std::move(code), std::move(entry));
  }
  std::vector<Organisation> all;
  for (const Organisation& known : vocabulary.organisations()) {
    auto entry = registered.extract(known.code);
    all.push_back(entry.empty() ? known : merged(std::move(entry.mapped()), &known));
  }
  for (auto& [code, entry] : registered) all.push_back(merged(std::move(entry), nullptr));
  return all;
}

Result<Texts> VisibleContent::organisation_names(const OrganisationCode& code, const std::string& published_as,
                                                 const content::Vocabulary& vocabulary) const {
  Texts names;
  if (auto today = organisation(code, vocabulary))
    names = std::move(today->names);
  else if (today.error().code() != ErrorCode::NotFound)
    return today.error();
  if (published_as.empty() || is_called(names, published_as)) return names;

  Texts then = SEN_TRY(names_when_called(*snapshot_, code, published_as));
  const Organisation* known = vocabulary.organisation(code);
  if (then.empty() && known != nullptr && is_called(known->names, published_as)) then = known->names;
  if (!then.empty()) return then;
  names[content::Locale("vi")] = published_as;
  return names;
}

Result<std::string> VisibleContent::organisation_name(const OrganisationCode& code, const std::string& published_as,
                                                      const content::Locale& locale,
                                                      const content::Vocabulary& vocabulary) const {
  const Texts names = SEN_TRY(organisation_names(code, published_as, vocabulary));
  return names.empty() ? code.value : std::string(content::text_in(names, locale));
}

}  // namespace sen::store
