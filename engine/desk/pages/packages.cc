// `/desk/packages`: what was handed in; `/desk/packages/new`: handing in.

#include "engine/desk/components/form.h"
#include "engine/desk/components/package.h"
#include "engine/desk/components/parts.h"
#include "engine/desk/pages/package_access.h"
#include "engine/desk/pages/pages.h"
#include "engine/desk/pages/sending.h"
#include "ingest/intake/intake.h"
#include "ingest/intake/template.h"

namespace sen::desk::pages {
namespace {

using portal::html::Attr;
using portal::html::Text;
using portal::html::Url;
using portal::html::Writer;

constexpr std::size_t kMostShown = 200;
constexpr std::size_t kMostFiles = 500;

std::string address_of(const intake::Upload& upload) {
  return "/desk/packages/" + upload.id.value;
}

void actions(Writer& w, const Visit& visit) {
  if (!may_somewhere(visit.person->actor, identity::Action::PackageUpload)) return;
  w << "<p class=\"actions\"><a class=\"button\" href=\"/desk/packages/new\">" << Text{visit.t("Hand in a package")}
    << "</a> <a class=\"button quiet\" href=\"/desk/packages/template.zip\" download>"
    << Text{visit.t("Download a template")} << "</a></p>";
}

/// What a package is and how one is made, where there is none yet.
void nothing(Writer& w, const Visit& visit) {
  w << "<div class=\"empty\"><h2>" << Text{visit.t("No package yet")} << "</h2><p>"
    << Text{visit.t(
           "A package is a ZIP file, or a folder, with articles in several languages, their pictures and tables. "
           "This is how one comes to the public:")}
    << "</p><ol><li>"
    << Text{visit.t("Download the template and unpack it. Each article is a folder, each language a text file in it.")}
    << "</li><li>"
    << Text{visit.t(
           "Write, pack the folder again, and hand it in. It is checked at once, and you are told what to mend, "
           "file by file.")}
    << "</li><li>"
    << Text{visit.t(
           "Submit it once it has no errors. Reviewers and approvers see it then; nothing is public before they "
           "approve it.")}
    << "</li></ol><p><a href=\"/desk/help\">" << Text{visit.t("How the desk works, step by step")} << "</a></p></div>";
}

void rows(Writer& w, const Visit& visit, const std::vector<intake::Upload>& uploads) {
  w << "<ul class=\"rows\">";
  for (const intake::Upload& upload : uploads) {
    w << "<li><div><a href=\"" << Url{address_of(upload)} << "\"><b>"
      << Text{upload.name.empty() ? visit.t("Several files") : upload.name} << "</b></a><br>"
      << Text{visit.directory.name(upload.organisation, visit.tongue.locale)} << " · ";
    components::time(w, visit.tongue, upload.received);
    w << " · " << Text{upload.account.value};
    if (upload.errors > 0) w << "<br>" << Text{visit.tongue.tn("{n} error", "{n} errors", upload.errors)};
    w << "</div>";
    components::state_tag(w, visit.tongue, upload.state);
    w << "</li>";
  }
  w << "</ul>";
}

Result<http::Response> list(Visit& visit) {
  std::vector<intake::Upload> uploads;
  for (intake::Upload& upload : visit.context.parts.intake.list())
    if (uploads.size() < kMostShown && may_see(visit, upload)) uploads.push_back(std::move(upload));
  Page page;
  page.title = visit.t("Packages");
  page.section = "packages";
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{page.title} << "</h1>";
    if (visit.request.parameter("removed")) components::notice(w, visit.t("The package was removed."));
    actions(w, visit);
    if (uploads.empty()) return nothing(w, visit);
    rows(w, visit, uploads);
    w << "<p class=\"hint\">" << Text{visit.t("What is handed in is kept here for 30 days.")} << "</p>";
  });
}

/// The form, with what was wrong with it; `status` of the answer.
http::Response show_form(const Visit& visit, const std::vector<components::Mistake>& mistakes, int status) {
  Page page;
  page.title = visit.t("Hand in a package");
  page.section = "packages";
  page.status = status;
  const std::vector<content::OrganisationCode> organisations = may_hand_in_for(visit);
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{page.title} << "</h1>";
    if (organisations.empty()) {
      w << "<p>" << Text{visit.t("There is no organisation for which you may hand in.")} << "</p>";
      return;
    }
    components::mistakes(w, visit.tongue, mistakes);
    components::begin_form(w, "/desk/packages/new", visit.csrf(), true);
    if (organisations.size() == 1) {
      components::hidden(w, "organisation", organisations.front().value);
    } else {
      components::Choice choice{.name = "organisation", .label = visit.t("For which organisation")};
      for (const content::OrganisationCode& code : organisations)
        choice.options.push_back({.value = code.value,
                                  .label = visit.directory.name(code, visit.tongue.locale),
                                  .chosen = code == visit.person->account.organisation});
      components::select(w, choice);
    }
    w << "<div class=\"field\"><label for=\"files\">" << Text{visit.t("The package")}
      << "</label><p class=\"hint\" id=\"files-hint\">"
      << Text{visit.t("A ZIP or tar.gz file of at most 200 MB. If it is signed, choose its .minisig file with it.")}
      << "</p><input id=\"files\" name=\"files\" type=\"file\" multiple required aria-describedby=\"files-hint\" "
         "data-folder=\""
      << Attr{visit.t("Choose a folder instead")} << "\"></div>";
    components::submit(w, visit.t("Hand in and check"));
    components::end_form(w);
    w << "<p class=\"hint\">"
      << Text{visit.t(
             "Nothing is published by this: the package is checked, and you see the report before you submit it.")}
      << " <a href=\"/desk/packages/template.zip\" download>" << Text{visit.t("Download a template")} << "</a></p>";
    sending_panel(w, visit);
    unfinished_uploads(w, visit);
  });
}

Result<http::Response> take(Visit& visit) {
  const content::OrganisationCode organisation(std::string(visit.form.value("organisation")));
  identity::Resource resource;
  resource.organisation = organisation;
  SEN_TRY(visit.authorise(identity::Action::PackageUpload, resource));
  std::vector<intake::DeliveredFile> files;
  for (const FormFile& file : visit.form.files()) files.push_back({file.full_name, file.path()});
  if (files.empty()) return show_form(visit, {{"files", visit.t("Choose a file first.")}}, 400);
  const auto id = visit.context.parts.intake.take(
      {organisation, visit.person->account.name, findings_language(visit), {}, {}}, files);
  if (!id && id.error().code() == ErrorCode::InvalidInput)
    return show_form(visit, {{"files", id.error().message()}}, 400);
  if (!id && id.error().code() == ErrorCode::Unavailable)
    return show_form(
        visit, {{"", visit.t("Too many packages wait. Remove some that are not needed, or try again in a while.")}},
        503);
  if (!id) return id.error();
  return see_other("/desk/packages/" + id->value);
}

Result<http::Response> download_template(Visit& visit) {
  http::Response response = http::make_response(200, "application/zip",
                                                SEN_TRY(intake::package_template(visit.person->account.organisation)));
  response.add("Content-Disposition", "attachment; filename=\"package-template.zip\"");
  return response;
}

}  // namespace

void add_package_list_routes(Guard& guard) {
  guard.get("/desk/packages", Access::to(identity::Action::DocumentRead), list);
  const Access handing_in = Access::to(identity::Action::PackageUpload);
  guard.get("/desk/packages/new", handing_in,
            [](Visit& visit) -> Result<http::Response> { return show_form(visit, {}, 200); });
  FormLimits limits;
  limits.fields = 10;
  limits.files = kMostFiles;
  limits.file_bytes = kMaxPackageBytes;
  guard.post("/desk/packages/new", handing_in, take, limits);
  guard.get("/desk/packages/template.zip", handing_in, download_template);
}

}  // namespace sen::desk::pages
