// `/desk/packages/{id}`: how far a package has come, what its check found, and what may be done with it.

#include "engine/desk/components/package.h"

#include "engine/desk/components/form.h"
#include "engine/desk/components/parts.h"
#include "engine/desk/pages/approvers.h"
#include "engine/desk/pages/package_access.h"
#include "engine/desk/pages/package_page.h"
#include "engine/desk/pages/pages.h"
#include "engine/desk/pages/writing.h"
#include "engine/workflow/workflow.h"
#include "ingest/intake/intake.h"
#include "ingest/print/report_pdf.h"

namespace sen::desk::pages {
namespace {

using intake::State;
using intake::Upload;
using portal::html::Attr;
using portal::html::Literal;
using portal::html::Text;
using portal::html::Url;
using portal::html::Writer;

constexpr int kRefreshSeconds = 3;
constexpr std::size_t kMostLinks = 10;

std::string address_of(const Upload& upload, std::string_view rest = {}) {
  return "/desk/packages/" + upload.id.value + std::string(rest);
}

std::string title_of(const Visit& visit, const Upload& upload) {
  return upload.name.empty() ? visit.t("Several files") : upload.name;
}

bool has_report(const Upload& upload) {
  return !upload.busy() && upload.state != State::Failed;
}

/// The way of a package, and where this one is.
void steps(Writer& w, const Visit& visit, const Upload& upload) {
  const bool checked = upload.state == State::Accepted || upload.state == State::Submitting;
  const int now = upload.state == State::Submitted || upload.state == State::AlreadyStored ? 3 : checked ? 2 : 1;
  const std::string names[] = {visit.t("Uploaded"), visit.t("Check"), visit.t("Submit"),
                               visit.t("Review and approval")};
  w << "<ol class=\"steps\">";
  for (int i = 0; i < 4; ++i)
    w << (i < now    ? Literal("<li class=\"done\">")
          : i == now ? Literal("<li aria-current=\"step\">")
                     : Literal("<li>"))
      << Text{names[i]} << "</li>";
  w << "</ol>";
}

void progress(Writer& w, const Visit& visit, const Upload& upload) {
  w << "<div class=\"working\" id=\"working\" data-state=\"" << Url{address_of(upload, "/state")}
    << "\"><p role=\"status\">" << Text{components::progress_label(visit.tongue, upload)} << "</p><progress";
  if (upload.progress.all > 0)
    w << " value=\"" << static_cast<std::int64_t>(upload.progress.done) << "\" max=\""
      << static_cast<std::int64_t>(upload.progress.all) << "\"";
  w << " aria-label=\"" << Attr{visit.t("Progress")} << "\"></progress><p class=\"hint\">"
    << Text{visit.t("You may leave this page: the work goes on, and the result waits here.")} << "</p></div>";
}

/// One sentence on the outcome, and links to the files that need work.
void outcome(Writer& w, const Visit& visit, const Upload& upload, const std::vector<views::FileFindings>& groups) {
  switch (upload.state) {
    case State::Refused: {
      w << "<div class=\"mistakes\" role=\"group\" aria-labelledby=\"outcome\"><h2 id=\"outcome\">"
        << Text{visit.tongue.tn("{n} error to mend before it can be submitted",
                                "{n} errors to mend before it can be submitted", upload.errors)}
        << "</h2><ul>";
      for (std::size_t i = 0; i < groups.size() && i < kMostLinks && groups[i].errors > 0; ++i)
        w << "<li><a href=\"#file-" << static_cast<std::int64_t>(i + 1) << "\">"
          << Text{groups[i].file.empty() ? visit.t("The package as a whole") : groups[i].file} << "</a></li>";
      w << "</ul><p>" << Text{visit.t("Mend what you can below, replace single files, or hand the package in again.")}
        << "</p></div>";
      return;
    }
    case State::Accepted:
      return components::notice(
          w, upload.warnings == 0
                 ? visit.t("Everything is in order. The package can be submitted.")
                 : visit.tongue.tn("The package can be submitted. Look at {n} warning first.",
                                   "The package can be submitted. Look at {n} warnings first.", upload.warnings));
    case State::AlreadyStored:
      return components::notice(w, visit.t("This was handed in before: everything in it is already stored."));
    case State::Submitted:
      return components::notice(
          w, visit.t("Submitted. Its texts wait for review; nothing is public before they are approved."));
    case State::Failed:
      w << "<div class=\"mistakes\" role=\"alert\"><p>"
        << Text{visit.t(
               "The check could not be done. Try it again; if it happens twice, tell the operator of this site.")}
        << "</p></div>";
      return;
    default:
      return;
  }
}

void button(Writer& w, const Visit& visit, const Upload& upload, std::string_view path, const std::string& label,
            Literal kind) {
  components::begin_form(w, address_of(upload, path), visit.csrf());
  w << "<button class=\"button" << kind << "\" type=\"submit\">" << Text{label} << "</button>";
  components::end_form(w);
}

bool may_submit(const Visit& visit, const Upload& upload) {
  return upload.state == State::Accepted && authorise_submission(visit, upload).has_value();
}

/// What its texts will be to those who may approve them.
content::Document text_of(const Visit& visit, const Upload& upload) {
  content::Document text;
  text.organisation = upload.organisation;
  text.training = visit.person->account.sandbox;
  return text;
}

/// `approvers`: who can be asked by name.
void submission(Writer& w, const Visit& visit, const Upload& upload, const std::vector<components::Option>& approvers) {
  components::begin_form(w, address_of(upload, "/submit"), visit.csrf());
  if (!approvers.empty()) {
    const bool chooses = visit.form.has("asked") || visit.form.value("do") == "find";
    w << (chooses ? Literal("<details class=\"decision\" open><summary>")
                  : Literal("<details class=\"decision\"><summary>"))
      << Text{visit.t("Ask somebody to approve its texts")} << "</summary>";
    approver_fields(w, visit, approvers);
    w << "</details>";
  }
  w << "<p class=\"actions\"><button class=\"button\" type=\"submit\" name=\"do\" value=\"submit\">"
    << Text{visit.t("Submit for review")} << "</button></p>";
  components::end_form(w);
}

void actions(Writer& w, const Visit& visit, const Upload& upload) {
  identity::Resource resource;
  resource.organisation = upload.organisation;
  w << "<div class=\"actions\">";
  if (upload.state == State::Refused)
    w << "<a class=\"button\" href=\"/desk/packages/new\">" << Text{visit.t("Hand it in again")} << "</a>";
  if (visit.may(identity::Action::PackageUpload, resource)) {
    if (upload.state != State::Submitted) button(w, visit, upload, "/check", visit.t("Check again"), " quiet");
    button(w, visit, upload, "/remove", visit.t("Remove"), " danger");
  }
  w << "</div>";
}

void facts(Writer& w, const Visit& visit, const Upload& upload) {
  w << "<dl class=\"facts\"><dt>" << Text{visit.t("Organisation")} << "</dt><dd>"
    << Text{visit.directory.name(upload.organisation, visit.tongue.locale)} << "</dd><dt>"
    << Text{visit.t("Handed in by")} << "</dt><dd>" << Text{upload.account.value} << "</dd><dt>"
    << Text{visit.t("Uploaded")} << "</dt><dd>";
  components::time(w, visit.tongue, upload.received);
  if (!upload.signed_by.empty())
    w << "</dd><dt>" << Text{visit.t("Signed")} << "</dt><dd>"
      << Text{visit.t("with the key {key}, number {n}",
                      {{"key", upload.signed_by}, {"n", std::to_string(upload.signed_sequence)}})};
  w << "</dd><dt>" << Text{visit.t("Size")} << "</dt><dd>" << Text{components::size_label(visit.tongue, upload.bytes)}
    << "</dd></dl>";
}

void report_of(Writer& w, const Visit& visit, const Upload& upload, const ingest::Report& report,
               const std::vector<views::FileFindings>& groups, const Mending& mending) {
  const bool vietnamese = upload.language == ingest::MessageLanguage::Vietnamese;
  const std::string_view language = vietnamese ? "vi" : "en";
  const bool foreign = upload.language != findings_language(visit);
  w << "<h2>" << Text{visit.t("Report")} << "</h2>";
  components::counts(w, visit.tongue, upload.counts);
  w << "<p class=\"actions\"><a class=\"button quiet\" href=\"" << Url{address_of(upload, "/report.pdf")} << "\">"
    << Text{visit.t("Report as PDF")} << "</a> <a class=\"button quiet\" href=\""
    << Url{address_of(upload, "/report.json")} << "\">" << Text{visit.t("Report as JSON")} << "</a></p>";
  if (foreign && !groups.empty())
    w << "<p class=\"hint\">"
      << Text{visit.t("The findings are in the language of whoever had it checked. Check again to have them in yours.")}
      << "</p>";
  if (groups.empty()) w << "<p>" << Text{visit.t("Nothing was found.")} << "</p>";
  const components::ReportFrame frame{.address = address_of(upload),
                                      .language = foreign ? language : std::string_view(),
                                      .may_mend = may_mend(visit, upload),
                                      .typed = mending.typed,
                                      .faults = mending.faults};
  const bool is_form = frame.may_mend && components::has_fields(report);
  if (is_form) components::begin_form(w, address_of(upload, "/amend"), visit.csrf());
  components::findings(w, visit, report, groups, frame);
  components::amendments(w, visit, report, frame);
  if (is_form) components::end_form(w);
}

Result<http::Response> show(Visit& visit) {
  return show_package(visit, SEN_TRY(find_upload(visit)), {});
}

/// For the script that watches: `{"busy": …, "text": …, "done": …, "all": …}`.
Result<http::Response> state(Visit& visit) {
  const Upload upload = SEN_TRY(find_upload(visit));
  std::string text = components::progress_label(visit.tongue, upload);
  // Labels of the catalogue, so only quotation marks and backslashes could trouble JSON.
  for (char& c : text)
    if (c == '"' || c == '\\') c = '\'';
  return http::make_response(200, "application/json",
                             std::string("{\"busy\": ") + (upload.busy() ? "true" : "false") + ", \"text\": \"" + text +
                                 "\", \"done\": " + std::to_string(upload.progress.done) +
                                 ", \"all\": " + std::to_string(upload.progress.all) + "}\n");
}

http::Response as_download(std::string_view type, std::string bytes, std::string_view name) {
  http::Response response = http::make_response(200, type, std::move(bytes));
  response.add("Content-Disposition", "attachment; filename=\"" + std::string(name) + "\"");
  return response;
}

Result<http::Response> report_json(Visit& visit) {
  const Upload upload = SEN_TRY(find_upload(visit));
  const ingest::Report report = SEN_TRY(visit.context.parts.intake.report(upload.id));
  return as_download("application/json", ingest::to_json(report) + "\n", "report.json");
}

Result<http::Response> report_pdf(Visit& visit) {
  const Upload upload = SEN_TRY(find_upload(visit));
  const ingest::Report report = SEN_TRY(visit.context.parts.intake.report(upload.id));
  return as_download("application/pdf", SEN_TRY(print::report_pdf(report, upload.language, upload.checked)),
                     "report.pdf");
}

Result<http::Response> submit(Visit& visit) {
  const Upload upload = SEN_TRY(find_upload(visit));
  SEN_TRY(authorise_submission(visit, upload));
  if (visit.form.value("do") == "find") return show_package(visit, upload, {});
  auto asked = workflow::read_asked(*visit.snapshot, visit.context.parts.vocabulary, text_of(visit, upload),
                                    visit.person->account, chosen_approvers(visit.form));
  if (!asked && asked.error().code() == ErrorCode::InvalidInput) {
    Mending mending;
    mending.mistakes.push_back(explain_writing(visit.tongue, asked.error()));
    return show_package(visit, upload, mending);
  }
  std::vector<content::AccountName> names = SEN_TRY(std::move(asked));
  SEN_TRY(visit.context.parts.intake.submit(upload.id, visit.person->account.name, std::move(names)));
  return see_other(address_of(upload));
}

Result<http::Response> check_again(Visit& visit) {
  const Upload upload = SEN_TRY(find_upload(visit));
  identity::Resource resource;
  resource.organisation = upload.organisation;
  SEN_TRY(visit.authorise(identity::Action::PackageUpload, resource));
  SEN_TRY(visit.context.parts.intake.check_again(upload.id, findings_language(visit)));
  return see_other(address_of(upload));
}

Result<http::Response> remove(Visit& visit) {
  const Upload upload = SEN_TRY(find_upload(visit));
  identity::Resource resource;
  resource.organisation = upload.organisation;
  SEN_TRY(visit.authorise(identity::Action::PackageUpload, resource));
  SEN_TRY(visit.context.parts.intake.remove(upload.id));
  return see_other("/desk/packages?removed");
}

}  // namespace

bool may_mend(const Visit& visit, const Upload& upload) {
  identity::Resource resource;
  resource.organisation = upload.organisation;
  return upload.state != State::Submitted && upload.state != State::Submitting &&
         visit.may(identity::Action::PackageUpload, resource);
}

Result<http::Response> show_package(Visit& visit, const Upload& upload, const Mending& mending) {
  // While it is checked again what was typed wrongly is shown with the report before.
  const bool reported = has_report(upload) || !mending.mistakes.empty();
  ingest::Report report;
  if (reported) report = SEN_TRY(visit.context.parts.intake.report(upload.id));
  const std::vector<views::FileFindings> groups = views::group_by_file(report);
  const bool submittable = may_submit(visit, upload);
  std::vector<components::Option> approvers;
  if (submittable && upload.counts.documents > 0) approvers = SEN_TRY(approver_options(visit, text_of(visit, upload)));
  Page page;
  page.title = title_of(visit, upload);
  page.section = "packages";
  if (!mending.mistakes.empty()) page.status = 400;
  if (upload.busy() && mending.mistakes.empty()) page.refresh_seconds = kRefreshSeconds;
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{page.title} << " ";
    components::state_tag(w, visit.tongue, upload.state);
    w << "</h1>";
    components::mistakes(w, visit.tongue, mending.mistakes);
    steps(w, visit, upload);
    if (upload.busy()) {
      progress(w, visit, upload);
    } else {
      outcome(w, visit, upload, groups);
      if (submittable) submission(w, visit, upload, approvers);
      actions(w, visit, upload);
    }
    facts(w, visit, upload);
    if (reported) report_of(w, visit, upload, report, groups, mending);
  });
}

void add_package_routes(Guard& guard) {
  const Access seeing = Access::to(identity::Action::DocumentRead);
  const Access doing = Access::to(identity::Action::PackageUpload);
  guard.get("/desk/packages/{id}", seeing, show);
  guard.get("/desk/packages/{id}/state", seeing, state);
  guard.get("/desk/packages/{id}/report.json", seeing, report_json);
  guard.get("/desk/packages/{id}/report.pdf", seeing, report_pdf);
  guard.post("/desk/packages/{id}/submit", doing, submit);
  guard.post("/desk/packages/{id}/check", doing, check_again);
  guard.post("/desk/packages/{id}/remove", doing, remove);
  add_mending_routes(guard);
}

}  // namespace sen::desk::pages
