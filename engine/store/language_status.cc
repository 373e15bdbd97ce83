#include "engine/store/language_status.h"

#include <map>

#include "content/codec/codec.h"
#include "engine/store/keys.h"

namespace sen::store {

Result<content::DocumentStatus> status_of(const Snapshot& snapshot, const content::Document& document) {
  content::DocumentStatus status{.id = document.id,
                                 .organisation = document.organisation,
                                 .type = document.type,
                                 .date = document.date,
                                 .editions = {}};
  std::map<content::Locale, content::State> reviews;
  for (const content::Review& review : SEN_TRY(snapshot.reviews(document.id)))
    reviews.emplace(review.locale, review.state);
  for (const content::Edition& edition : SEN_TRY(snapshot.editions(document.id))) {
    content::EditionStatus row;
    row.locale = edition.locale;
    row.state = edition.state;
    const auto review = reviews.find(edition.locale);
    row.review = review == reviews.end() ? edition.state : review->second;
    row.latest = edition.latest;
    row.live = edition.live;
    // An edition may be stored before its words: then nothing is known of them.
    const Result<content::Version> version = snapshot.version(document.id, edition.locale, edition.latest);
    if (version.has_value()) {
      row.provenance = version->provenance;
      row.translates = version->translates;
      row.translates_version = version->translates_version;
      row.changed = version->submitted;
    } else if (version.error().code() != ErrorCode::NotFound) {
      return version.error();
    }
    status.editions.push_back(std::move(row));
  }
  return status;
}

Result<void> write_status(const Snapshot& before, const content::ContentId& id, Overlay& out) {
  const content::Document document = SEN_TRY(out.document(id));
  const std::string key = keys::status(document);
  const Result<content::Document> former = before.document(id);
  if (former.has_value()) {
    const std::string old = keys::status(*former);
    if (old != key) out.remove(old);
  } else if (former.error().code() != ErrorCode::NotFound) {
    return former.error();
  }
  out.put(key, codec::encode_status(SEN_TRY(status_of(out, document))));
  return {};
}

}  // namespace sen::store
