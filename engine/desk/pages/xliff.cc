// `/desk/documents/{id}/{language}/xliff`: a text to a translator's tool and back (docs/formats/xliff.md).

#include "ingest/xliff/xliff.h"

#include "engine/desk/components/form.h"
#include "engine/desk/pages/document_address.h"
#include "engine/desk/pages/pages.h"
#include "engine/desk/pages/translation_form.h"
#include "engine/desk/refusals.h"
#include "engine/desk/views/document.h"

namespace sen::desk::pages {
namespace {

using portal::html::Text;
using portal::html::Url;
using portal::html::Writer;

constexpr std::uint64_t kMostBytes = std::uint64_t{4} * 1024 * 1024;

/// What is translated into the address's language: the newest version of the source, `{id}/v{n}`.
/// Errors: NotFound without such a source; PermissionDenied for who may not write there.
struct Job {
  content::ContentId id;
  xliff::Order order;
  std::uint32_t source_version = 0;
};
Result<Job> job_of(const Visit& visit, std::string_view from) {
  Job job;
  job.id = SEN_TRY(document_id(visit));
  job.order.target = SEN_TRY(edition_language(visit));
  const workflow::Offers offers = SEN_TRY(views::offers_of(visit, job.id, job.order.target));
  if (!offers.write) return Error(ErrorCode::PermissionDenied, "the person may not write this");
  job.order.source = content::Locale(std::string(from));
  if (job.order.source == job.order.target) return Error(ErrorCode::NotFound, "there is no such source");
  const content::Edition source = SEN_TRY(visit.snapshot->edition(job.id, job.order.source));
  const content::Version version = SEN_TRY(visit.snapshot->version(job.id, job.order.source, source.latest));
  job.source_version = version.number;
  job.order.original = job.id.value + "/v" + std::to_string(version.number);
  job.order.words = {version.title, version.summary, version.body};
  return job;
}

Result<http::Response> send(Visit& visit) {
  const Job job = SEN_TRY(job_of(visit, visit.request.parameter("from").value_or("")));
  http::Response response =
      http::make_response(200, "application/xliff+xml; charset=utf-8", SEN_TRY(xliff::write_xliff(job.order)));
  response.add("Content-Disposition", "attachment; filename=\"" + job.id.value + "-" + job.order.source.value + "-" +
                                          job.order.target.value + ".xlf\"");
  return response;
}

/// What is wrong with the file that came back, each with its line; nothing was saved.
http::Response refused(const Visit& visit, const Job& job, const std::vector<components::Mistake>& mistakes) {
  Page page;
  page.title = visit.t("That could not be taken");
  page.status = 400;
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{page.title} << "</h1>";
    components::mistakes(w, visit.tongue, mistakes);
    w << "<p class=\"actions\"><a class=\"button\" href=\""
      << Url{"/desk/documents/" + job.id.value + "/" + job.order.target.value + "/edit?from=" + job.order.source.value}
      << "\">" << Text{visit.t("Back to writing")} << "</a></p>";
  });
}

std::string told(const ingest::Finding& finding) {
  std::string text = finding.file;
  if (finding.line) text += ":" + std::to_string(*finding.line);
  if (!finding.field.empty()) text += " " + finding.field;
  text += ": " + finding.message;
  if (!finding.hint.empty()) text += " – " + finding.hint;
  return text;
}

Result<http::Response> take(Visit& visit) {
  const Job job = SEN_TRY(job_of(visit, visit.form.value("from")));
  const FormFile* file = visit.form.file("file");
  if (file == nullptr) return refused(visit, job, {{{}, visit.t("Choose the file that came back.")}});
  const std::string xml = SEN_TRY(file->read());
  const auto language =
      visit.tongue.locale.value == "vi" ? ingest::MessageLanguage::Vietnamese : ingest::MessageLanguage::English;
  auto read = xliff::read_xliff(file->name, xml, job.order, language);
  if (!read)
    return refused(visit, job,
                   {{{},
                     visit.t("The file is no XLIFF 2.1: {reason}",
                             {{"reason", explain_refusal(visit.tongue, read.error().message()).text}})}});
  if (!read->accepted()) {
    std::vector<components::Mistake> mistakes;
    for (const ingest::Finding& finding : read->findings) mistakes.push_back({{}, told(finding)});
    return refused(visit, job, mistakes);
  }
  const auto last = visit.snapshot->draft(job.id, job.order.target);
  const auto edition = visit.snapshot->edition(job.id, job.order.target);
  content::Draft draft;
  draft.id = job.id;
  draft.locale = job.order.target;
  draft.revision = (last ? last->revision : 0) + 1;
  draft.based_on = edition ? edition->latest : 0;
  draft.title = std::move(read->words.title);
  draft.summary = std::move(read->words.summary);
  draft.body = std::move(read->words.body);
  draft.provenance = label_so_far(*visit.snapshot, job.id, job.order.target);
  draft.translates = job.order.source;
  draft.translates_version = job.source_version;
  SEN_TRY(visit.context.parts.workflow.save_draft(visit.person->actor, std::move(draft)));
  return see_other("/desk/documents/" + job.id.value + "/" + job.order.target.value + "/edit?done=save");
}

}  // namespace

void add_xliff_routes(Guard& guard) {
  FormLimits limits;
  limits.files = 1;
  limits.file_bytes = kMostBytes;
  guard.get("/desk/documents/{id}/{language}/xliff", Access::signed_in(), send);
  guard.post("/desk/documents/{id}/{language}/xliff", Access::signed_in(), take, limits);
}

}  // namespace sen::desk::pages
