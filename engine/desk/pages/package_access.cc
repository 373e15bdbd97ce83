#include "engine/desk/pages/package_access.h"

namespace sen::desk::pages {
namespace {

using identity::Action;

identity::Resource owned_by(const content::OrganisationCode& organisation) {
  identity::Resource resource;
  resource.organisation = organisation;
  return resource;
}

}  // namespace

std::vector<content::OrganisationCode> may_hand_in_for(const Visit& visit) {
  std::vector<content::OrganisationCode> all;
  for (const auto& [code, entry] : visit.directory.all())
    if (entry.until.empty() && visit.may(Action::PackageUpload, owned_by(code))) all.push_back(code);
  return all;
}

bool may_see(const Visit& visit, const intake::Upload& upload) {
  const identity::Resource resource = owned_by(upload.organisation);
  return visit.may(Action::DocumentRead, resource) || visit.may(Action::PackageUpload, resource);
}

Result<intake::Upload> find_upload(const Visit& visit) {
  intake::Upload upload =
      SEN_TRY(visit.context.parts.intake.find(intake::UploadId(std::string(visit.parameters["id"]))));
  if (!may_see(visit, upload)) return Error(ErrorCode::NotFound, "there is no such upload");
  return upload;
}

Result<void> authorise_submission(const Visit& visit, const intake::Upload& upload) {
  identity::Resource resource = owned_by(upload.organisation);
  SEN_TRY(visit.authorise(Action::PackageUpload, resource));
  if (upload.counts.documents > 0) SEN_TRY(visit.authorise(Action::DocumentDraft, resource));
  if (upload.counts.datasets > 0) SEN_TRY(visit.authorise(Action::DatasetSubmit, resource));
  return {};
}

ingest::MessageLanguage findings_language(const Visit& visit) {
  return visit.tongue.locale.value == "vi" ? ingest::MessageLanguage::Vietnamese : ingest::MessageLanguage::English;
}

}  // namespace sen::desk::pages
