#include "engine/store/visibility.h"

#include <algorithm>

namespace sen::store {

using content::State;

bool is_public(const content::Edition& edition) {
  return edition.state == State::Published && edition.live > 0;
}

bool is_gone(const content::Edition& edition) {
  return (edition.state == State::Withdrawn || edition.state == State::Retracted) && edition.live > 0;
}

Timestamp gone_since(const content::Edition& edition) {
  for (auto note = edition.notes.rbegin(); note != edition.notes.rend(); ++note)
    if (note->kind == content::ChangeKind::Withdrawal || note->kind == content::ChangeKind::Retraction) return note->at;
  return edition.updated.value_or(Timestamp{});
}

bool any_public(const std::vector<content::Edition>& editions) {
  return std::any_of(editions.begin(), editions.end(), is_public);
}

bool is_for_press(const content::Document& document, const content::Edition& edition) {
  if (edition.state != State::Scheduled || edition.live > 0 || !document.embargo) return false;
  return std::any_of(document.fields.begin(), document.fields.end(), [](const content::Field& field) {
    return field.name == "press_access" && field.values == std::vector<std::string>{"under-embargo"};
  });
}

Timestamp first_published(const content::Edition& edition) {
  if (edition.first_published) return *edition.first_published;
  return edition.updated.value_or(Timestamp{});
}

content::Edition public_part(content::Edition edition) {
  edition.latest = edition.live;
  std::erase_if(edition.notes, [&](const content::PublicNote& note) { return note.version > edition.live; });
  return edition;
}

Result<content::Document> public_part(content::Document document, const std::vector<content::Edition>& editions,
                                      const Snapshot& snapshot) {
  document.embargo.reset();
  document.locales.clear();
  for (const content::Edition& edition : editions)
    if (is_public(edition)) document.locales.push_back(edition.locale);

  std::erase_if(document.media, [](const content::MediaUse& use) { return use.rights_ended; });
  const bool has_image = std::any_of(document.media.begin(), document.media.end(),
                                     [&](const content::MediaUse& use) { return use.file == document.image; });
  if (!has_image) document.image.clear();

  std::vector<content::ContentId> related;
  for (content::ContentId& id : document.related) {
    const std::vector<content::Edition> of_related = SEN_TRY(snapshot.editions(id));
    if (any_public(of_related)) related.push_back(std::move(id));
  }
  document.related = std::move(related);
  return document;
}

std::optional<content::Dataset> public_part(content::Dataset dataset) {
  if (dataset.state != State::Published) return std::nullopt;
  std::erase_if(dataset.releases, [](const content::Release& release) { return release.state != State::Published; });
  if (dataset.releases.empty()) return std::nullopt;
  dataset.embargo.reset();
  const std::uint32_t newest = dataset.releases.back().number;
  for (content::Codelist& list : dataset.codelists)
    std::erase_if(list.codes, [&](const content::Code& code) { return code.since > newest; });
  dataset.announce.reset();
  return dataset;
}

std::optional<Announcement> announcement(const content::Dataset& dataset) {
  const content::Release* release = content::scheduled_release(dataset);
  if (release == nullptr || release->announced == 0 || !dataset.announce || !dataset.embargo) return std::nullopt;
  return Announcement{.dataset = dataset.code,
                      .organisation = dataset.organisation,
                      .titles = dataset.titles,
                      .at = *dataset.embargo,
                      .since = *dataset.announce,
                      .release = release->number,
                      .revision = release->announced - 1,
                      .is_new = dataset.state != State::Published};
}

namespace {

bool uses(const content::Document& document, const Digest& digest) {
  return std::any_of(document.media.begin(), document.media.end(),
                     [&](const content::MediaUse& use) { return use.digest == digest && !use.rights_ended; });
}

}  // namespace

Result<bool> is_shown(const Snapshot& snapshot, const Digest& digest) {
  for (const content::ContentId& user : SEN_TRY(snapshot.media_users(digest))) {
    if (!any_public(SEN_TRY(snapshot.editions(user)))) continue;
    if (uses(SEN_TRY(snapshot.document(user)), digest)) return true;
  }
  return false;
}

Result<bool> is_shown_to_press(const Snapshot& snapshot, const Digest& digest) {
  for (const content::ContentId& user : SEN_TRY(snapshot.media_users(digest))) {
    const content::Document document = SEN_TRY(snapshot.document(user));
    if (!uses(document, digest)) continue;
    for (const content::Edition& edition : SEN_TRY(snapshot.editions(user)))
      if (is_public(edition) || is_for_press(document, edition)) return true;
  }
  return false;
}

Result<bool> is_stale(const content::Version& version, const Snapshot& snapshot) {
  if (version.translates.empty() || version.translates_version == 0) return false;
  const Result<content::Edition> source = snapshot.edition(version.id, version.translates);
  if (!source.has_value()) {
    if (source.error().code() == ErrorCode::NotFound) return false;
    return source.error();
  }
  if (!is_public(*source)) return false;
  for (std::uint32_t number = version.translates_version + 1; number <= source->live; ++number) {
    const Result<content::Version> later = snapshot.version(version.id, version.translates, number);
    if (!later.has_value()) {
      if (later.error().code() == ErrorCode::NotFound) continue;
      return later.error();
    }
    if (later->kind != content::ChangeKind::Minor) return true;
  }
  return false;
}

}  // namespace sen::store
