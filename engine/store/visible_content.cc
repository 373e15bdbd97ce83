#include "engine/store/visible_content.h"

#include <algorithm>
#include <limits>

#include "engine/store/snapshot.h"
#include "engine/store/store.h"
#include "engine/store/visibility.h"

namespace sen::store {
namespace {

// One text for what does not exist and for what may not be seen.
Error not_found() {
  return Error(ErrorCode::NotFound, "there is no such content");
}

Error gone(const content::Edition& edition) {
  return Error(ErrorCode::Gone, edition.reason);
}

const content::Edition* edition_for(const std::vector<content::Edition>& editions, const content::Locale& locale) {
  const auto found = std::find_if(editions.begin(), editions.end(),
                                  [&](const content::Edition& edition) { return edition.locale == locale; });
  return found == editions.end() ? nullptr : &*found;
}

/// A lookup's answer with the text of the door instead of the store's.
template <typename T>
Result<T> plain(Result<T> result) {
  if (!result.has_value() && result.error().code() == ErrorCode::NotFound) return not_found();
  return result;
}

}  // namespace

VisibleContent::VisibleContent(std::shared_ptr<const Snapshot> snapshot, const Blobs& blobs, Audience audience,
                               const content::Fallbacks& fallbacks)
    : snapshot_(std::move(snapshot)), blobs_(&blobs), audience_(audience), fallbacks_(&fallbacks) {}

content::Sequence VisibleContent::sequence() const {
  return snapshot_->sequence();
}

Result<VisibleEdition> VisibleContent::visible(const content::Edition& edition,
                                               const std::vector<content::Edition>& editions,
                                               const content::Locale& asked, std::uint32_t number) const {
  VisibleEdition out;
  out.asked = asked;
  out.version = SEN_TRY(plain(snapshot_->version(edition.id, edition.locale, number)));
  out.stale = SEN_TRY(is_stale(out.version, *snapshot_));
  out.document = SEN_TRY(plain(snapshot_->document(edition.id)));
  out.edition = edition;
  if (audience_ == Audience::Desk) return out;

  if (audience_ == Audience::Press && is_for_press(out.document, edition)) {
    const Result<content::Review> review = snapshot_->review(edition.id, edition.locale);
    const Timestamp hour = content::release_time(out.document, review.has_value() ? &*review : nullptr);
    out.document = SEN_TRY(public_part(std::move(out.document), editions, *snapshot_));
    out.document.embargo = hour;
    return out;
  }
  out.document = SEN_TRY(public_part(std::move(out.document), editions, *snapshot_));
  out.edition = public_part(std::move(out.edition));
  return out;
}

Result<bool> VisibleContent::can_read(const content::Edition& edition) const {
  if (audience_ == Audience::Desk || is_public(edition)) return true;
  if (audience_ != Audience::Press || edition.state != content::State::Scheduled) return false;
  return is_for_press(SEN_TRY(snapshot_->document(edition.id)), edition);
}

Result<VisibleEdition> VisibleContent::find(const content::ContentId& id, const content::Locale& locale) const {
  const std::vector<content::Edition> editions = SEN_TRY(snapshot_->editions(id));
  const content::Edition* asked = edition_for(editions, locale);
  const bool is_desk = audience_ == Audience::Desk;
  if (!is_desk && asked != nullptr && is_gone(*asked)) return gone(*asked);

  const content::Edition* withdrawn = nullptr;
  std::vector<content::Locale> order = fallbacks_->chain(locale);
  for (const content::Edition& edition : editions) order.push_back(edition.locale);
  for (const content::Locale& next : order) {
    const content::Edition* edition = edition_for(editions, next);
    if (edition == nullptr) continue;
    if (is_desk) return visible(*edition, editions, locale, edition->latest);
    if (is_public(*edition)) return visible(*edition, editions, locale, edition->live);
    if (SEN_TRY(can_read(*edition))) return visible(*edition, editions, locale, edition->latest);
    if (withdrawn == nullptr && is_gone(*edition)) withdrawn = edition;
  }
  if (withdrawn != nullptr) return gone(*withdrawn);
  return not_found();
}

Result<VisibleEdition> VisibleContent::find_exact(const content::ContentId& id, const content::Locale& locale) const {
  const std::vector<content::Edition> editions = SEN_TRY(snapshot_->editions(id));
  const content::Edition* edition = edition_for(editions, locale);
  if (edition == nullptr) return not_found();
  if (audience_ == Audience::Desk) return visible(*edition, editions, locale, edition->latest);
  if (is_gone(*edition)) return gone(*edition);
  if (is_public(*edition)) return visible(*edition, editions, locale, edition->live);
  if (SEN_TRY(can_read(*edition))) return visible(*edition, editions, locale, edition->latest);
  return not_found();
}

Result<VisibleEdition> VisibleContent::find_version(const content::ContentId& id, const content::Locale& locale,
                                                    std::uint32_t number) const {
  const std::vector<content::Edition> editions = SEN_TRY(snapshot_->editions(id));
  const content::Edition* edition = edition_for(editions, locale);
  if (edition == nullptr) return not_found();
  if (audience_ == Audience::Desk) return visible(*edition, editions, locale, number);
  if (!is_public(*edition) && !is_gone(*edition)) return not_found();
  const std::vector<Snapshot::PublicVersion> versions = SEN_TRY(snapshot_->public_versions(id, locale));
  const bool was_public = std::any_of(versions.begin(), versions.end(),
                                      [&](const Snapshot::PublicVersion& one) { return one.number == number; });
  if (!was_public) return not_found();
  if (is_gone(*edition)) return gone(*edition);
  return visible(*edition, editions, locale, number);
}

Result<std::vector<PublishedVersion>> VisibleContent::versions(const content::ContentId& id,
                                                               const content::Locale& locale) const {
  std::vector<PublishedVersion> versions;
  const Result<content::Edition> edition = snapshot_->edition(id, locale);
  if (!edition.has_value()) {
    if (edition.error().code() == ErrorCode::NotFound) return versions;
    return edition.error();
  }
  if (audience_ != Audience::Desk && !is_public(*edition)) return versions;
  for (const Snapshot::PublicVersion& one : SEN_TRY(snapshot_->public_versions(id, locale)))
    versions.push_back({one.number, one.published});
  return versions;
}

Result<std::vector<Translation>> VisibleContent::translations(const content::ContentId& id) const {
  std::vector<Translation> translations;
  for (const content::Edition& edition : SEN_TRY(snapshot_->editions(id))) {
    if (!SEN_TRY(can_read(edition))) continue;
    const bool newest = audience_ == Audience::Desk || !is_public(edition);
    content::Version version =
        SEN_TRY(plain(snapshot_->version(id, edition.locale, newest ? edition.latest : edition.live)));
    translations.push_back({.locale = edition.locale,
                            .title = std::move(version.title),
                            .slug = std::move(version.slug),
                            .provenance = version.provenance,
                            .updated = edition.updated.value_or(version.submitted)});
  }
  return translations;
}

Result<ListedPage> VisibleContent::list(const Listing& listing, std::size_t offset, std::size_t limit) const {
  return ListedPage{.entries = SEN_TRY(snapshot_->list(listing, offset, limit)),
                    .total = SEN_TRY(snapshot_->count(listing))};
}

Result<std::uint64_t> VisibleContent::count(const Listing& listing) const {
  return snapshot_->count(listing);
}

Result<std::vector<content::ContentId>> VisibleContent::relating(const content::ContentId& id) const {
  std::vector<content::ContentId> readable;
  for (content::ContentId& source : SEN_TRY(snapshot_->relating(id)))
    for (const content::Edition& edition : SEN_TRY(snapshot_->editions(source)))
      if (SEN_TRY(can_read(edition))) {
        readable.push_back(std::move(source));
        break;
      }
  return readable;
}

Result<std::vector<content::ContentId>> VisibleContent::embargoed() const {
  std::vector<content::ContentId> waiting;
  if (audience_ == Audience::Public) return waiting;
  constexpr Timestamp kEver{std::numeric_limits<std::int64_t>::max()};
  for (const Snapshot::Due& due : SEN_TRY(snapshot_->due(kEver))) {
    if (due.kind != Snapshot::Due::Kind::Embargo || due.document.empty()) continue;
    const content::Document document = SEN_TRY(snapshot_->document(due.document));
    const std::vector<content::Edition> editions = SEN_TRY(snapshot_->editions(due.document));
    const bool waits = std::any_of(editions.begin(), editions.end(),
                                   [&](const content::Edition& edition) { return is_for_press(document, edition); });
    if (waits && std::find(waiting.begin(), waiting.end(), due.document) == waiting.end())
      waiting.push_back(due.document);
  }
  return waiting;
}

Result<content::Media> VisibleContent::media(const Digest& digest) const {
  content::Media media = SEN_TRY(plain(snapshot_->media(digest)));
  return SEN_TRY(shows(digest)) ? Result<content::Media>(std::move(media)) : not_found();
}

Result<content::Media> VisibleContent::media_by_prefix(std::string_view hex_prefix) const {
  content::Media media = SEN_TRY(plain(snapshot_->media_by_prefix(hex_prefix)));
  return SEN_TRY(shows(media.digest)) ? Result<content::Media>(std::move(media)) : not_found();
}

Result<bool> VisibleContent::shows(const Digest& digest) const {
  if (audience_ == Audience::Desk) return true;
  return audience_ == Audience::Press ? is_shown_to_press(*snapshot_, digest) : is_shown(*snapshot_, digest);
}

Result<std::unique_ptr<BlobReader>> VisibleContent::open_media(const Digest& digest, std::string_view name) const {
  const content::Media record = SEN_TRY(media(digest));
  const bool is_rendition =
      std::any_of(record.renditions.begin(), record.renditions.end(),
                  [&](const content::Rendition& rendition) { return content::rendition_name(rendition) == name; });
  if (!is_rendition && (name != "original" || audience_ != Audience::Desk)) return not_found();
  return plain(blobs_->open({digest, std::string(name)}));
}

Result<std::vector<content::Dataset>> VisibleContent::datasets() const {
  std::vector<content::Dataset> datasets;
  for (const content::DatasetCode& code : SEN_TRY(snapshot_->datasets())) {
    Result<content::Dataset> found = dataset(code);
    if (found.has_value())
      datasets.push_back(std::move(*found));
    else if (found.error().code() != ErrorCode::NotFound)
      return found.error();
  }
  return datasets;
}

Result<content::Dataset> VisibleContent::dataset(const content::DatasetCode& code) const {
  content::Dataset stored = SEN_TRY(plain(snapshot_->dataset(code)));
  if (audience_ == Audience::Desk) return stored;
  std::optional<content::Dataset> visible = public_part(std::move(stored));
  if (!visible) return not_found();
  return std::move(*visible);
}

Result<std::vector<Announcement>> VisibleContent::announcements() const {
  std::vector<Announcement> announced;
  for (const content::DatasetCode& code : SEN_TRY(snapshot_->datasets()))
    if (auto one = announcement(SEN_TRY(plain(snapshot_->dataset(code))))) announced.push_back(std::move(*one));
  return announced;
}

Result<std::uint32_t> VisibleContent::visible_release(const content::DatasetCode& code,
                                                      std::optional<std::uint32_t> release) const {
  const content::Dataset visible = SEN_TRY(dataset(code));
  for (auto newest = visible.releases.rbegin(); newest != visible.releases.rend(); ++newest)
    if (!release || newest->number == *release) return newest->number;
  return not_found();
}

Result<content::Series> VisibleContent::series(const content::DatasetCode& code, const std::vector<std::string>& key,
                                               std::optional<std::uint32_t> release) const {
  return plain(snapshot_->series(code, key, SEN_TRY(visible_release(code, release))));
}

Result<void> VisibleContent::each_series(const content::DatasetCode& code, std::string_view from_key,
                                         const std::function<bool(const content::Series&)>& visit,
                                         std::optional<std::uint32_t> release) const {
  return snapshot_->each_series(code, SEN_TRY(visible_release(code, release)), from_key, visit);
}

Result<void> VisibleContent::each_row(const content::DatasetCode& code, std::uint64_t from,
                                      const std::function<bool(std::span<const std::string_view>)>& visit,
                                      std::optional<std::uint32_t> release) const {
  const content::Dataset table = SEN_TRY(dataset(code));
  const std::uint32_t number = SEN_TRY(visible_release(code, release));
  const auto shown = std::find_if(table.releases.begin(), table.releases.end(),
                                  [&](const content::Release& one) { return one.number == number; });
  bool wanted = true;
  std::uint64_t skip = from % content::kRowsPerPart;
  for (std::uint64_t at = from - skip; wanted && at < shown->rows; at += content::kRowsPerPart) {
    const content::TablePart part =
        SEN_TRY(snapshot_->table_part(code, static_cast<std::uint32_t>(at / content::kRowsPerPart), number));
    SEN_TRY(content::each_row(part, [&](std::span<const std::string_view> row) {
      if (skip > 0) return --skip, true;
      wanted = visit(row);
      return wanted;
    }));
  }
  return {};
}

namespace {

/// A snapshot under the number of an earlier change.
class ToldAs final : public Snapshot {
 public:
  ToldAs(std::shared_ptr<const Snapshot> snapshot, content::Sequence sequence)
      : snapshot_(std::move(snapshot)), sequence_(sequence) {}
  content::Sequence sequence() const override { return sequence_; }

 protected:
  Result<std::optional<std::string>> get(std::string_view key) const override { return RawKeys::get(*snapshot_, key); }
  Result<void> scan(std::string_view prefix, std::string_view from,
                    const std::function<bool(std::string_view, std::string_view)>& visit) const override {
    return RawKeys::scan(*snapshot_, prefix, from, visit);
  }

 private:
  const std::shared_ptr<const Snapshot> snapshot_;
  const content::Sequence sequence_;
};

}  // namespace

Result<VisibleContent> Library::visible_until(Audience audience, content::Sequence sequence) const {
  std::shared_ptr<const Snapshot> snapshot = SEN_TRY(store_.snapshot(sequence));
  if (snapshot->sequence() > sequence) snapshot = std::make_shared<ToldAs>(std::move(snapshot), sequence);
  return VisibleContent(std::move(snapshot), store_.blobs(), audience, fallbacks_);
}

Result<VisibleContent> Library::visible_to(Audience audience) const {
  return VisibleContent(SEN_TRY(store_.snapshot()), store_.blobs(), audience, fallbacks_);
}

}  // namespace sen::store
