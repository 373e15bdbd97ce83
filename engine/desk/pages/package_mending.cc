// `/desk/packages/{id}/amend`: what is typed into a report; `/desk/packages/{id}/file`: a file in the place of one of
// the package's. Both have the package checked again, which looks at what changed.

#include <set>
#include <variant>

#include "engine/desk/pages/package_access.h"
#include "engine/desk/pages/package_page.h"
#include "engine/desk/pages/pages.h"
#include "engine/http/response.h"
#include "ingest/amendments.h"
#include "ingest/intake/intake.h"

namespace sen::desk::pages {
namespace {

using intake::Upload;
using portal::html::Text;
using portal::html::Url;
using portal::html::Writer;

constexpr std::size_t kMostFields = 2000;

std::string address_of(const Upload& upload) {
  return "/desk/packages/" + upload.id.value;
}

Result<Upload> find_to_mend(const Visit& visit) {
  Upload upload = SEN_TRY(find_upload(visit));
  identity::Resource resource;
  resource.organisation = upload.organisation;
  SEN_TRY(visit.authorise(identity::Action::PackageUpload, resource));
  return upload;
}

/// Reads the fields of a report as they were sent.
class MendingReader {
 public:
  MendingReader(const Visit& visit, const ingest::Report& report) : visit_(visit), report_(report) {}

  void read() {
    std::set<std::string> seen;
    for (const ingest::Finding& finding : report_.findings)
      if (finding.fix && seen.insert(components::fix_name(*finding.fix)).second) read_field(*finding.fix);
    const std::string undone(visit_.form.value("undo"));
    for (const content::Amendment& one : report_.amendments) {
      const ingest::Fix fix{one.file, one.field, one.key};
      if (!undone.empty() && components::fix_name(fix) == undone) put(fix, "");
    }
  }

  std::vector<content::Amendment> amendments;
  Mending mending;

 private:
  void read_field(const ingest::Fix& fix) {
    const std::string name = components::fix_name(fix);
    if (!visit_.form.has(name)) return;
    const std::string said(visit_.form.value(name));
    auto value = ingest::amended_value(fix.field, said);
    if (const auto* reason = std::get_if<ingest::Reason>(&value)) {
      mending.faults[name] = ingest::text_of(*reason, findings_language(visit_));
      mending.mistakes.push_back({name, components::fix_label(visit_, fix) + ": " + mending.faults[name]});
    } else {
      const content::Amendment* before = ingest::find_amendment(report_.amendments, fix.file, fix.field, fix.key);
      std::string& text = std::get<std::string>(value);
      if (text != (before == nullptr ? std::string() : before->value)) put(fix, std::move(text));
    }
    mending.typed[name] = said;
  }

  void put(const ingest::Fix& fix, std::string value) {
    amendments.push_back({.file = fix.file,
                          .field = fix.field,
                          .key = fix.key,
                          .value = std::move(value),
                          .account = visit_.person->account.name,
                          .at = visit_.context.parts.clock.now()});
  }

  const Visit& visit_;
  const ingest::Report& report_;
};

Result<http::Response> amend(Visit& visit) {
  const Upload upload = SEN_TRY(find_to_mend(visit));
  const auto report = visit.context.parts.intake.report(upload.id);
  if (!report && report.error().code() == ErrorCode::NotFound) return see_other(address_of(upload));
  if (!report) return report.error();
  MendingReader reader(visit, *report);
  reader.read();
  if (!reader.mending.mistakes.empty()) return show_package(visit, upload, reader.mending);
  if (!reader.amendments.empty())
    SEN_TRY(visit.context.parts.intake.amend(upload.id, std::move(reader.amendments), findings_language(visit)));
  return see_other(address_of(upload));
}

http::Response show_file_form(const Visit& visit, const Upload& upload, const std::string& name,
                              const std::vector<components::Mistake>& mistakes, int status) {
  Page page;
  page.title = visit.t("Replace {file}", {{"file", name}});
  page.section = "packages";
  page.status = status;
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{page.title} << "</h1><p><a href=\"" << Url{address_of(upload)} << "\">"
      << Text{visit.t("Back to the report")} << "</a></p>";
    components::mistakes(w, visit.tongue, mistakes);
    components::begin_form(w, address_of(upload) + "/file", visit.csrf(), true);
    components::hidden(w, "name", name);
    w << "<div class=\"field\"><label for=\"file\">" << Text{visit.t("The mended file")}
      << "</label><p class=\"hint\" id=\"file-hint\">"
      << Text{visit.t("It takes the place of {file} in this package, whatever it is called on your computer. Only what "
                      "changed is checked again.",
                      {{"file", name}})}
      << "</p><input id=\"file\" name=\"file\" type=\"file\" required aria-describedby=\"file-hint\"></div>";
    components::submit(w, visit.t("Replace and check again"));
    components::end_form(w);
  });
}

/// The file that a request names; one that cannot be in a package is not there.
Result<std::string> named_file(std::string_view said) {
  if (said.empty()) return Error(ErrorCode::NotFound, "no file of the package is named");
  return std::string(said);
}

Result<http::Response> show_file(Visit& visit) {
  const Upload upload = SEN_TRY(find_to_mend(visit));
  const std::string name = SEN_TRY(named_file(visit.request.parameter("name").value_or("")));
  return show_file_form(visit, upload, name, {}, 200);
}

Result<http::Response> replace_file(Visit& visit) {
  const Upload upload = SEN_TRY(find_to_mend(visit));
  const std::string name = SEN_TRY(named_file(visit.form.value("name")));
  const FormFile* file = visit.form.file("file");
  if (file == nullptr) return show_file_form(visit, upload, name, {{"file", visit.t("Choose a file first.")}}, 400);
  const auto replaced = visit.context.parts.intake.replace(upload.id, {name, file->path()}, findings_language(visit));
  if (!replaced && replaced.error().code() == ErrorCode::InvalidInput)
    return show_file_form(visit, upload, name, {{"file", replaced.error().message()}}, 400);
  if (!replaced) return replaced.error();
  return see_other(address_of(upload));
}

}  // namespace

void add_mending_routes(Guard& guard) {
  const Access doing = Access::to(identity::Action::PackageUpload);
  FormLimits fields;
  fields.fields = kMostFields;
  guard.post("/desk/packages/{id}/amend", doing, amend, fields);
  guard.get("/desk/packages/{id}/file", doing, show_file);
  FormLimits file;
  file.fields = 10;
  file.files = 1;
  file.file_bytes = kMaxPackageBytes;
  guard.post("/desk/packages/{id}/file", doing, replace_file, file);
}

}  // namespace sen::desk::pages
