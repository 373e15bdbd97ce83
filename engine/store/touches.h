#pragma once

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "content/model/change.h"
#include "engine/store/listing.h"
#include "engine/store/snapshot.h"

/// What one document or dataset is to the public, in a form that can be compared before and
/// after a change. For materialise().
namespace sen::store {

/// A document's place in one listing.
struct ListingEntry {
  std::string name;  ///< to_string() of the listing.
  Listing listing;
  Timestamp published;
  bool operator<(const ListingEntry& other) const {
    return std::tie(name, published) < std::tie(other.name, other.published);
  }
};

struct PublicDocument {
  std::string document;                             ///< Encoded public part; empty: no language is public.
  std::map<content::Locale, std::string> editions;  ///< Encoded public part and staleness, or why it is gone.
  std::set<content::Locale> readable;               ///< Of these, the ones that can be read.
  std::set<ListingEntry> listings;
  std::set<Digest> pictures;  ///< What it shows.
};

/// Errors: Storage.
Result<PublicDocument> public_document(const Snapshot& snapshot, const content::ContentId& id);

/// Adds the keys of what looks different to the public between `before` and `after`.
void add_touches(const content::ContentId& id, const PublicDocument& before, const PublicDocument& after,
                 std::set<content::DependencyKey>& touches);
/// Adds the keys of a document of which only a related one appeared or vanished.
void add_touches_of_relation(const content::ContentId& id, const std::vector<content::Edition>& editions,
                             std::set<content::DependencyKey>& touches);

content::DependencyKey media_key(const Digest& digest);
content::DependencyKey dataset_key(const content::DatasetCode& code);
content::DependencyKey datasets_key();
content::DependencyKey announcements_key();
content::DependencyKey organisation_key(const content::OrganisationCode& code);
content::DependencyKey organisations_key();

}  // namespace sen::store
