// What a version changed, word by word.
#include <algorithm>

#include "content/model/address.h"
#include "engine/portal/views/make.h"

namespace sen::portal::views {
namespace {

using compare::Form;
using content::ChangeKind;
using content::Locale;

/// The public version before `number`. Errors: NotFound if it is the first, or was never public.
Result<std::uint32_t> version_before(const Scene& scene, const content::ContentId& id, const Locale& language,
                                     std::uint32_t number) {
  std::uint32_t before = 0;
  bool is_public = false;
  for (const store::PublishedVersion& one : SEN_TRY(scene.reading.versions(id, language))) {
    if (one.number < number) before = std::max(before, one.number);
    is_public = is_public || one.number == number;
  }
  if (!is_public || before == 0) return Error(ErrorCode::NotFound, "there is no version before it");
  return before;
}

Link version_link(const Scene& scene, const content::Version& version) {
  return {scene.t("Version {n}", {{"n", std::to_string(version.number)}}),
          content::permanent_path(version.id, version.number) + "?language=" + version.locale.value};
}

}  // namespace

std::string change_name(const Tongue& tongue, ChangeKind kind) {
  switch (kind) {
    case ChangeKind::Correction:
      return tongue.tc("change", "Correction");
    case ChangeKind::Withdrawal:
      return tongue.tc("change", "Withdrawal");
    case ChangeKind::Retraction:
      return tongue.tc("change", "Retraction");
    default:
      return tongue.tc("change", "Update");
  }
}

Result<Changes> make_changes(const Scene& scene, const content::ContentId& id, const Locale& language,
                             std::uint32_t number) {
  const store::VisibleEdition after = SEN_TRY(scene.reading.find_version(id, language, number));
  const std::uint32_t earlier = SEN_TRY(version_before(scene, id, language, number));
  const content::Version before = SEN_TRY(scene.reading.find_version(id, language, earlier)).version;

  Changes view;
  const std::string n = std::to_string(number);
  view.kicker = scene.t("What changed");
  view.title = scene.t("What changed in version {n}", {{"n", n}});
  view.summary =
      scene.t("Compared with version {n}. What was taken out is struck through, what was put in is underlined.",
              {{"n", std::to_string(earlier)}});
  for (const content::PublicNote& note : after.edition.notes)
    if (note.version == number && note.kind < ChangeKind::Withdrawal)
      view.note = {note.kind == ChangeKind::Correction ? Note::Kind::Correction : Note::Kind::Info,
                   scene.tongue.format.date(note.at) + " · " + change_name(scene.tongue, note.kind) + ".",
                   make_words(scene, note.note, language),
                   {}};
  view.language = make_words(scene, {}, language);
  view.heading = compare::diff(before.title, after.version.title, Form::Text);
  view.standfirst = compare::diff(before.summary, after.version.summary, Form::Text);
  view.body = compare::diff(before.text, after.version.text, Form::Text);
  if (view.heading.unchanged() && view.standfirst.unchanged() && view.body.unchanged())
    view.same = scene.t("The words are the same. Links, pictures or their arrangement have changed.");
  view.before = version_link(scene, before);
  view.after = version_link(scene, after.version);

  const std::string path = content::changes_path(id, number) + "?language=" + language.value;
  view.frame = make_frame(scene, {.title = view.title + " – " + after.version.title, .path = path, .index = false});
  view.frame.links.erase(view.frame.links.begin() + 1, view.frame.links.end());  // It is there in this language only.
  const std::string page = content::document_path(language, after.document.section, after.version.slug, id);
  for (LanguageLink& link : view.frame.languages) link.href = link.current ? path : content::home_path(link.code);
  view.crumbs.links = {
      {scene.t("Home"), content::home_path(scene.locale())}, {after.version.title, page}, {view.kicker, {}}};
  return view;
}

}  // namespace sen::portal::views
