// `/desk/translations/xliff` and `/desk/translations/bring-in`: many texts to translators' tools, and what came back.

#include <set>

#include "engine/desk/components/form.h"
#include "engine/desk/pages/translation_form.h"
#include "engine/desk/pages/translation_pages.h"
#include "engine/desk/refusals.h"
#include "engine/desk/review_words.h"
#include "engine/desk/views/document.h"
#include "ingest/xliff/bundle.h"
#include "ingest/xliff/xliff.h"

namespace sen::desk::pages {
namespace {

using components::Mistake;
using identity::Action;

http::Response refused(const Visit& visit, const std::vector<Mistake>& mistakes) {
  return refuse_files(visit, mistakes, "translations", visit.t("Translations"));
}

/// What is wrong with an archive; the file that it is about stands in front.
std::string explain_bundle(const Visit& visit, const Error& error) {
  const Refusal why = explain_refusal(visit.tongue, error.message());
  return why.known && !why.field.empty() ? why.field + ": " + why.text : why.text;
}

/// The version of a source as an order; NotFound where the person may not write the translation.
Result<xliff::Order> order_of(const Visit& visit, const content::ContentId& id, const content::Locale& source,
                              const content::Locale& target, std::uint32_t number) {
  const workflow::Offers offers = SEN_TRY(views::offers_of(visit, id, target));
  if (!offers.write) return Error(ErrorCode::PermissionDenied, "the person may not write this");
  const content::Version version = SEN_TRY(visit.snapshot->version(id, source, number));
  xliff::Order order;
  order.original = id.value + "/v" + std::to_string(version.number);
  order.source = source;
  order.target = target;
  order.words = {version.title, version.summary, version.body};
  const auto request = visit.snapshot->translation_request(id, target);
  if (request.has_value() && content::is_open(*request) && !request->note.empty()) order.notes = {request->note};
  return order;
}

Result<http::Response> send(Visit& visit) {
  const content::Locale target(std::string(visit.form.value("into"))), source(std::string(visit.form.value("source")));
  std::vector<xliff::BundleFile> files;
  std::vector<Mistake> mistakes;
  for (const content::ContentId& id : SEN_TRY(chosen_documents(visit, target, mistakes))) {
    const auto edition = visit.snapshot->edition(id, source);
    if (!edition.has_value() || source == target) {
      mistakes.push_back(
          {{}, title_of(visit, id) + ": " + visit.t("The document has no text in that language to translate from.")});
      continue;
    }
    const auto order = order_of(visit, id, source, target, edition->latest);
    if (!order.has_value()) {
      mistakes.push_back({{}, title_of(visit, id) + ": " + wish_mistake(visit, order.error())});
      continue;
    }
    files.push_back({id.value + "-" + source.value + "-" + target.value + ".xlf", SEN_TRY(xliff::write_xliff(*order))});
  }
  if (files.empty() && mistakes.empty()) mistakes.push_back({{}, visit.t("Choose at least one document.")});
  if (!mistakes.empty()) return refused(visit, mistakes);
  auto zip = xliff::write_bundle(files);
  if (!zip.has_value() && zip.error().code() == ErrorCode::TooLarge)
    return refused(visit, {{{}, explain_bundle(visit, zip.error())}});
  http::Response response = http::make_response(200, "application/zip", SEN_TRY(std::move(zip)));
  response.add("Content-Disposition", "attachment; filename=\"xliff-" + source.value + "-" + target.value + ".zip\"");
  return response;
}

/// All files of the form; mistakes name those that cannot be read. Errors: Storage.
Result<std::vector<xliff::BundleFile>> read_files(const Visit& visit, std::vector<Mistake>& mistakes) {
  std::vector<xliff::BundleFile> files;
  for (const FormFile& file : visit.form.files()) {
    if (file.size() == 0) continue;
    const auto read = xliff::read_bundle(file.name, SEN_TRY(file.read()), files);
    if (read.has_value()) continue;
    mistakes.push_back({{}, explain_bundle(visit, read.error())});
    // Unpacking is what costs: what is too much is not gone on with.
    if (read.error().code() == ErrorCode::TooLarge) return std::vector<xliff::BundleFile>();
  }
  if (files.empty() && mistakes.empty()) mistakes.push_back({{}, visit.t("Choose the file that came back.")});
  return files;
}

void add_findings(const std::vector<ingest::Finding>& findings, std::vector<Mistake>& mistakes) {
  for (const ingest::Finding& finding : findings) {
    std::string text = finding.file;
    if (finding.line) text += ":" + std::to_string(*finding.line);
    if (!finding.field.empty()) text += " " + finding.field;
    mistakes.push_back({{}, text + ": " + finding.message});
  }
}

/// The draft that a file makes; nothing with mistakes if it makes none.
std::optional<content::Draft> draft_of(const Visit& visit, const xliff::BundleFile& file,
                                       std::vector<Mistake>& mistakes) {
  const auto heading = xliff::read_heading(file.bytes);
  if (!heading.has_value()) {
    mistakes.push_back({{}, file.name + ": " + explain_refusal(visit.tongue, heading.error().message()).text});
    return std::nullopt;
  }
  const auto order = order_of(visit, heading->id, heading->source, heading->target, heading->version);
  if (!order.has_value()) {
    mistakes.push_back({{}, file.name + ": " + wish_mistake(visit, order.error())});
    return std::nullopt;
  }
  const auto language =
      visit.tongue.locale.value == "vi" ? ingest::MessageLanguage::Vietnamese : ingest::MessageLanguage::English;
  auto read = xliff::read_xliff(file.name, file.bytes, *order, language);
  if (!read.has_value()) {
    mistakes.push_back({{}, file.name + ": " + explain_refusal(visit.tongue, read.error().message()).text});
    return std::nullopt;
  }
  if (!read->accepted()) {
    add_findings(read->findings, mistakes);
    return std::nullopt;
  }
  content::Draft draft;
  draft.id = heading->id;
  draft.locale = heading->target;
  const auto last = visit.snapshot->draft(draft.id, draft.locale);
  const auto edition = visit.snapshot->edition(draft.id, draft.locale);
  draft.revision = (last.has_value() ? last->revision : 0) + 1;
  draft.based_on = edition.has_value() ? edition->latest : 0;
  draft.title = std::move(read->words.title);
  draft.summary = std::move(read->words.summary);
  draft.body = std::move(read->words.body);
  draft.provenance = label_so_far(*visit.snapshot, draft.id, draft.locale);
  draft.translates = heading->source;
  draft.translates_version = heading->version;
  return draft;
}

/// All files become drafts in one change, or none does.
Result<http::Response> take(Visit& visit) {
  std::vector<Mistake> mistakes;
  std::vector<content::Draft> drafts;
  std::set<std::pair<content::ContentId, content::Locale>> seen;
  for (const xliff::BundleFile& file : SEN_TRY(read_files(visit, mistakes))) {
    auto draft = draft_of(visit, file, mistakes);
    if (!draft) continue;
    if (!seen.emplace(draft->id, draft->locale).second)
      mistakes.push_back({{}, file.name + ": " + visit.t("Another file answers the same text in the same language.")});
    drafts.push_back(*std::move(draft));
  }
  if (!mistakes.empty()) return refused(visit, mistakes);
  const std::size_t count = drafts.size();
  const auto done = translations_of(visit).save_drafts(visit.person->actor, std::move(drafts));
  if (done.has_value()) return see_other("/desk/translations?brought=" + std::to_string(count));
  const ErrorCode code = done.error().code();
  if (code != ErrorCode::InvalidInput && code != ErrorCode::Conflict && code != ErrorCode::TooLarge)
    return done.error();
  return refused(visit, {{{}, explain_refusal(visit.tongue, done.error().message()).text}});
}

}  // namespace

void add_xliff_bundle_routes(Guard& guard) {
  FormLimits limits;
  limits.files = xliff::kMostFiles;
  limits.file_bytes = kMaxBundleBytes;
  guard.post("/desk/translations/xliff", Access::to(Action::DocumentRead), send);
  guard.post("/desk/translations/bring-in", Access::to(Action::DocumentRead), take, limits);
}

}  // namespace sen::desk::pages
