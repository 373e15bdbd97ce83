#include "ingest/store_check.h"

#include <algorithm>
#include <set>

#include "engine/base/maybe.h"
#include "ingest/checker.h"

namespace sen::ingest {
namespace {

/// Whether `said` names a document of the organisation that hands in: of others it is not known when they come.
bool is_own(const content::OrganisationCode& organisation, std::string_view said) {
  return said.find('/') == std::string_view::npos || said.starts_with(organisation.value + "/");
}

Result<void> check_document_against(const DocumentDraft& draft, const Package& package,
                                    const std::set<std::string>& own, const store::Snapshot& snapshot,
                                    const Options& options, Timestamp now, Findings& findings) {
  const Place place{.file = draft.file};
  for (const std::string& said : draft.related) {
    const auto id = related_id(package.organisation, said);
    if (!id || own.contains(id->value) || !is_own(package.organisation, said)) continue;
    if (!SEN_TRY(maybe(snapshot.document(*id))))
      findings.add(Rule::UnknownRelated, {.file = draft.file, .field = "related"}, {said});
  }
  const content::ContentId id = content::make_content_id(package.organisation, draft.folder);
  if (const auto stored = SEN_TRY(maybe(snapshot.document(id))); stored && stored->training)
    findings.add(Rule::FolderOfTraining, place, {draft.folder});
  std::set<content::Locale> known;
  bool is_public = false;
  for (const content::Edition& edition : SEN_TRY(snapshot.editions(id))) {
    is_public = is_public || edition.live != 0;
    known.insert(edition.locale);
  }
  for (const EditionDraft& edition : draft.editions) known.insert(edition.locale);
  for (const EditionDraft& edition : draft.editions)
    if (!edition.translates.empty() && !known.contains(edition.translates))
      findings.add(Rule::UnknownSource, {.file = edition.file, .field = "translates"}, {edition.translates.value});
  if (is_public && draft.embargo && *draft.embargo > now)
    findings.add(Rule::EmbargoOnUpdate, {.file = draft.file, .field = "embargo"});
  const bool withdraws = draft.change && *draft.change >= content::ChangeKind::Withdrawal;
  if (withdraws && !options.publish)
    findings.add(Rule::WithdrawalNeedsPublish, {.file = draft.file, .field = "change"});
  if (is_public && !options.publish) findings.add(Rule::DocumentWaits, place);
  return {};
}

}  // namespace

Result<void> check_organisation(const Package& package, const store::Snapshot* snapshot,
                                const content::Vocabulary& vocabulary, const Options& options, Findings& findings) {
  if (package.organisation.empty() || !options.handed_in_for.empty()) return {};
  if (vocabulary.organisation(package.organisation) != nullptr) return {};
  std::vector<std::string> codes;
  for (const content::Organisation& known : vocabulary.organisations()) codes.push_back(known.code.value);
  if (snapshot != nullptr)
    for (const content::OrganisationEntry& entry : SEN_TRY(snapshot->organisations())) {
      if (entry.code == package.organisation) return {};
      codes.push_back(entry.code.value);
    }
  // Without the register it may be one that only the site knows.
  const Rule rule = snapshot == nullptr ? Rule::OrganisationNotChecked : Rule::UnknownOrganisation;
  findings.add_with_hint(rule, package.organisation_place, {package.organisation.value},
                         did_you_mean(findings, nearest(package.organisation.value, codes)));
  return {};
}

Result<void> check_against(const Package& package, const store::Snapshot& snapshot, const Options& options,
                           Timestamp now, Findings& findings) {
  std::set<std::string> own;
  for (const DocumentDraft& draft : package.documents)
    own.insert(content::make_content_id(package.organisation, draft.folder).value);
  for (const DocumentDraft& draft : package.documents)
    SEN_TRY(check_document_against(draft, package, own, snapshot, options, now, findings));
  for (const DatasetDraft& draft : package.datasets) {
    const auto stored = snapshot.dataset(draft.dataset.code);
    if (!stored && stored.error().code() != ErrorCode::NotFound) return stored.error();
    if (stored && stored->organisation != package.organisation)
      findings.add(Rule::DatasetOfAnother, {.file = draft.file},
                   {draft.dataset.code.value, stored->organisation.value});
  }
  return {};
}

}  // namespace sen::ingest
