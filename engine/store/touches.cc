#include "engine/store/touches.h"

#include <algorithm>

#include "content/codec/codec.h"
#include "engine/store/visibility.h"

namespace sen::store {
namespace {

using content::DependencyKey;

DependencyKey document_key(const content::ContentId& id) {
  return {"document:" + id.value};
}
DependencyKey edition_key(const content::ContentId& id, const content::Locale& locale) {
  return {"edition:" + id.value + "/" + locale.value};
}

void add_entry(Listing listing, Timestamp at, std::set<ListingEntry>& out) {
  std::string name = to_string(listing);
  out.insert({.name = std::move(name), .listing = std::move(listing), .published = at});
}

void add_listings(const content::Document& document, const content::Locale& locale, bool gone, Timestamp published,
                  std::set<ListingEntry>& out) {
  const auto add = [&](Listing::By by, const std::string& code) {
    add_entry({.by = by, .code = code, .locale = locale, .gone = gone}, published, out);
  };
  add(Listing::By::All, {});
  add(Listing::By::Section, document.section);
  add(Listing::By::Type, document.type);
  add(Listing::By::Organisation, document.organisation.value);
  for (const std::string& topic : document.topics) add(Listing::By::Topic, topic);
  for (const std::string& place : document.places) add(Listing::By::Place, place);
}

/// What the public was told of an edition, and, if it is gone, that it is.
void add_told(const content::Document& document, const content::Edition& edition, std::set<ListingEntry>& out) {
  for (const content::PublicNote& note : public_part(edition).notes)
    if (note.kind >= content::ChangeKind::Correction)
      add_entry({.by = Listing::By::Corrections, .code = {}, .locale = {}}, note.at, out);
  if (is_gone(edition)) add_listings(document, edition.locale, true, gone_since(edition), out);
}

Result<std::string> encoded_public_edition(const content::Edition& edition, const Snapshot& snapshot) {
  const Result<content::Version> version = snapshot.version(edition.id, edition.locale, edition.live);
  if (!version.has_value()) {
    if (version.error().code() == ErrorCode::NotFound)
      return Error(ErrorCode::InvalidInput, "a published edition needs the version that is live");
    return version.error();
  }
  std::string encoded = codec::encode(public_part(edition));
  encoded += SEN_TRY(is_stale(*version, snapshot)) ? '1' : '0';
  return encoded;
}

}  // namespace

DependencyKey media_key(const Digest& digest) {
  return {"media:" + to_hex(digest)};
}
DependencyKey dataset_key(const content::DatasetCode& code) {
  return {"dataset:" + code.value};
}
DependencyKey datasets_key() {
  return {"datasets"};
}
DependencyKey announcements_key() {
  return {"announcements"};
}
DependencyKey organisation_key(const content::OrganisationCode& code) {
  return {"organisation:" + code.value};
}
DependencyKey organisations_key() {
  return {"organisations"};
}

Result<PublicDocument> public_document(const Snapshot& snapshot, const content::ContentId& id) {
  PublicDocument out;
  const std::vector<content::Edition> editions = SEN_TRY(snapshot.editions(id));
  for (const content::Edition& edition : editions) {
    if (is_gone(edition)) out.editions[edition.locale] = "gone: " + edition.reason;
    if (!is_public(edition)) continue;
    out.editions[edition.locale] = SEN_TRY(encoded_public_edition(edition, snapshot));
    out.readable.insert(edition.locale);
  }
  if (out.editions.empty()) return out;
  content::Document stored = SEN_TRY(snapshot.document(id));
  for (const content::Edition& edition : editions)
    if (out.editions.contains(edition.locale)) add_told(stored, edition, out.listings);
  if (out.readable.empty()) return out;

  const content::Document document = SEN_TRY(public_part(std::move(stored), editions, snapshot));
  out.document = codec::encode(document);
  for (const content::MediaUse& use : document.media) out.pictures.insert(use.digest);
  std::optional<Timestamp> first;
  for (const content::Edition& edition : editions) {
    if (!is_public(edition)) continue;
    const Timestamp published = first_published(edition);
    add_listings(document, edition.locale, false, published, out.listings);
    first = first ? std::min(*first, published) : published;
  }
  if (first) add_listings(document, {}, false, *first, out.listings);
  return out;
}

void add_touches(const content::ContentId& id, const PublicDocument& before, const PublicDocument& after,
                 std::set<DependencyKey>& touches) {
  const bool document_differs = before.document != after.document;
  std::set<content::Locale> differing;
  for (const PublicDocument* side : {&before, &after})
    for (const auto& [locale, encoded] : side->editions) {
      const auto& other = (side == &before ? after : before).editions;
      const auto found = other.find(locale);
      const bool shows_document = side->readable.contains(locale);  // What is gone shows its reason alone.
      if ((document_differs && shows_document) || found == other.end() || found->second != encoded)
        differing.insert(locale);
    }
  const bool differs = document_differs || !differing.empty();
  if (differs) touches.insert(document_key(id));
  for (const content::Locale& locale : differing) touches.insert(edition_key(id, locale));
  for (const PublicDocument* side : {&before, &after})
    for (const ListingEntry& entry : side->listings) {
      const bool shown_differs = differs && (entry.listing.locale.empty() || differing.contains(entry.listing.locale));
      const bool moved = !(side == &before ? after : before).listings.contains(entry);
      if (shown_differs || moved) touches.insert({"list:" + entry.name});
    }
  std::set<Digest> pictures;
  std::set_symmetric_difference(before.pictures.begin(), before.pictures.end(), after.pictures.begin(),
                                after.pictures.end(), std::inserter(pictures, pictures.end()));
  for (const Digest& digest : pictures) touches.insert(media_key(digest));
}

void add_touches_of_relation(const content::ContentId& id, const std::vector<content::Edition>& editions,
                             std::set<DependencyKey>& touches) {
  for (const content::Edition& edition : editions) {
    if (!is_public(edition)) continue;
    touches.insert(document_key(id));
    touches.insert(edition_key(id, edition.locale));
  }
}

}  // namespace sen::store
