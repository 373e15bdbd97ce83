// What the public is told of what was wrong, and of what was taken back.
#include "engine/store/snapshot.h"
#include "engine/store/visibility.h"
#include "engine/store/visible_content.h"

namespace sen::store {

using content::ChangeKind;

const Told::Note& note_for(const Told& told, const content::Locale& locale) {
  for (const content::Locale& wanted : {locale, content::Locale("en"), content::Locale("vi")})
    for (const Told::Note& note : told.notes)
      if (note.locale == wanted) return note;
  return told.notes.front();
}

Result<std::vector<Removal>> VisibleContent::removals(Listing listing, std::size_t limit) const {
  listing.gone = true;
  std::vector<Removal> removals;
  for (const Listed& entry : SEN_TRY(snapshot_->list(listing, 0, limit))) {
    const content::Edition edition = SEN_TRY(snapshot_->edition(entry.id, listing.locale));
    const bool retracted = edition.state == content::State::Retracted;
    removals.push_back({.id = entry.id,
                        .locale = edition.locale,
                        .kind = retracted ? ChangeKind::Retraction : ChangeKind::Withdrawal,
                        .at = entry.published,
                        .reason = edition.reason});
  }
  return removals;
}

Result<Told> VisibleContent::told(const Listed& entry) const {
  Told told;
  told.id = entry.id;
  for (const content::Edition& stored : SEN_TRY(snapshot_->editions(entry.id))) {
    if (!is_public(stored) && !is_gone(stored)) continue;
    const content::Edition edition = public_part(stored);
    for (const content::PublicNote& note : edition.notes) {
      if (note.at != entry.published || note.kind < ChangeKind::Correction) continue;
      Told::Note& one = told.notes.emplace_back();
      one.locale = edition.locale;
      one.note = note;
      if (!is_public(edition)) continue;
      content::Version version = SEN_TRY(snapshot_->version(entry.id, edition.locale, edition.live));
      one.title = std::move(version.title);
      one.slug = std::move(version.slug);
    }
  }
  if (told.notes.empty()) return Error(ErrorCode::NotFound, "there is no such content");
  content::Document document = SEN_TRY(snapshot_->document(entry.id));
  told.organisation = std::move(document.organisation);
  told.organisation_name_vi = std::move(document.organisation_name_vi);
  told.type = std::move(document.type);
  told.section = std::move(document.section);
  return told;
}

}  // namespace sen::store
