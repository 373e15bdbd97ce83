// What the public is told of what was wrong, and of what was taken back.
#include <algorithm>

#include "engine/store/snapshot.h"
#include "engine/store/visibility.h"
#include "engine/store/visible_content.h"

namespace sen::store {

using content::ChangeKind;

namespace {

Removal removal_of(const content::Edition& edition, Timestamp at) {
  const bool retracted = edition.state == content::State::Retracted;
  return {.id = edition.id,
          .locale = edition.locale,
          .kind = retracted ? ChangeKind::Retraction : ChangeKind::Withdrawal,
          .at = at,
          .reason = edition.reason};
}

}  // namespace

const Told::Note& note_for(const Told& told, const content::Locale& locale) {
  for (const content::Locale& wanted : {locale, content::Locale("en"), content::Locale("vi")})
    for (const Told::Note& note : told.notes)
      if (note.locale == wanted) return note;
  return told.notes.front();
}

Result<std::vector<Removal>> VisibleContent::removals(Listing listing, std::size_t limit) const {
  listing.gone = true;
  std::vector<Removal> removals;
  for (const Listed& entry : SEN_TRY(snapshot_->list(listing, 0, limit)))
    removals.push_back(removal_of(SEN_TRY(snapshot_->edition(entry.id, listing.locale)), entry.published));
  return removals;
}

Result<std::vector<Removal>> VisibleContent::removals_relating(const content::ContentId& id, const std::string& type,
                                                               const content::Locale& locale) const {
  std::vector<Removal> removals;
  for (const content::ContentId& source : SEN_TRY(snapshot_->relating(id))) {
    if (SEN_TRY(snapshot_->document(source)).type != type) continue;
    for (const content::Edition& edition : SEN_TRY(snapshot_->editions(source)))
      if (edition.locale == locale && is_gone(edition)) removals.push_back(removal_of(edition, gone_since(edition)));
  }
  std::stable_sort(removals.begin(), removals.end(),
                   [](const Removal& one, const Removal& other) { return other.at < one.at; });
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
