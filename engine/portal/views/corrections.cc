// What readers were told of: corrections, withdrawals and retractions.
#include <algorithm>

#include "content/model/address.h"
#include "engine/portal/views/make.h"

namespace sen::portal::views {
namespace {

using content::ChangeKind;
using content::Locale;

constexpr std::size_t kPerPage = 20;

CorrectionRow make_row(const Scene& scene, const store::Told& told, const store::Told::Note& note) {
  CorrectionRow row;
  row.at = make_time(scene, note.note.at);
  row.kind = change_name(scene.tongue, note.note.kind);
  row.tone = note.note.kind == ChangeKind::Correction ? "correction" : "gone";
  row.organisation = make_badge(scene, told.organisation, told.organisation_name_vi);
  row.note = make_words(scene, note.note.note, note.locale);
  if (note.locale != scene.locale()) row.language = language_name(scene, note.locale);
  if (note.title.empty()) {
    // Its words were taken back; the permanent address says why.
    if (const content::DocumentType* type = scene.vocabulary.type(told.type))
      row.title.text = scene.name(type->labels) + " ";
    row.title.text += "/" + told.id.value;
    row.href = content::permanent_path(told.id) + "?language=" + note.locale.value;
    return row;
  }
  row.title = make_words(scene, note.title, note.locale);
  row.href = content::document_path(note.locale, told.section, note.slug, told.id);
  if (note.note.kind == ChangeKind::Correction)
    row.changes = {scene.t("What changed"),
                   content::changes_path(told.id, note.note.version) + "?language=" + note.locale.value};
  return row;
}

}  // namespace

Result<Corrections> make_corrections(const Scene& scene, std::size_t page) {
  const std::string path = content::corrections_path(scene.locale());
  const store::ListedPage listed = SEN_TRY(scene.reading.list(
      {.by = store::Listing::By::Corrections, .code = {}, .locale = {}}, (page - 1) * kPerPage, kPerPage));
  const std::size_t pages = std::max<std::size_t>(1, (listed.total + kPerPage - 1) / kPerPage);
  if (page > pages) return Error(ErrorCode::NotFound, "the listing has no such page");

  Corrections view;
  for (const store::Listed& entry : listed.entries) {
    const store::Told told = SEN_TRY(scene.reading.told(entry));
    view.rows.push_back(make_row(scene, told, store::note_for(told, scene.locale())));
  }
  view.title = scene.t("Corrections");
  view.summary = scene.t(
      "Every correction, withdrawal and retraction that readers were told of, the newest first. Times are those of "
      "Viet Nam.");
  view.empty = scene.t("Nothing has been corrected, withdrawn or retracted yet.");
  view.pagination = make_pagination(scene, path, page, pages);
  view.feed = {scene.t("Follow by RSS"), path + "/feed.rss"};
  view.frame = make_frame(
      scene, {.title = view.title, .description = view.summary, .path = with_page(path, page), .feed = path});
  view.crumbs.links = {{scene.t("Home"), content::home_path(scene.locale())}, {view.title, {}}};
  return view;
}

}  // namespace sen::portal::views
