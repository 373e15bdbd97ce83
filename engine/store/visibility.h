#pragma once

#include <optional>
#include <vector>

#include "engine/store/announcement.h"
#include "engine/store/snapshot.h"

/// What the public may know of each record: the rule of VisibleContent, and of what materialise()
/// says has changed for the public. Pure.
namespace sen::store {

/// Whether the public can read the edition.
bool is_public(const content::Edition& edition);
/// Whether it was public and was taken back with a reason that the public may read.
bool is_gone(const content::Edition& edition);
/// When it was taken back; of one that does not say, when it was updated, or the epoch.
Timestamp gone_since(const content::Edition& edition);
bool any_public(const std::vector<content::Edition>& editions);
/// Whether the accredited press may read the edition before its hour: it is approved, waits for the first time for its
/// document's embargo to end, and the document's type has the field `press_access`, which says `under-embargo`.
bool is_for_press(const content::Document& document, const content::Edition& edition);

/// When the edition was first published; of one that does not say, when it was updated, or the epoch.
Timestamp first_published(const content::Edition& edition);

/// The edition without its versions that are not public yet.
content::Edition public_part(content::Edition edition);

/// The document without languages that the public cannot read, pictures whose rights have ended,
/// its embargo, and related documents of which `snapshot` has no public edition.
/// Cost: one scan a related document.
Result<content::Document> public_part(content::Document document, const std::vector<content::Edition>& editions,
                                      const Snapshot& snapshot);

/// The dataset with its public releases and their codes, and without its embargo; nothing if the public may not see it.
std::optional<content::Dataset> public_part(content::Dataset dataset);

/// Nothing if the organisation lets nothing be told, or the change that tells it is not in the log.
std::optional<Announcement> announcement(const content::Dataset& dataset);

/// Whether a document that the public can read shows the picture. Cost: two reads a document that uses it.
Result<bool> is_shown(const Snapshot& snapshot, const Digest& digest);
/// The same of a document that the accredited press can read.
Result<bool> is_shown_to_press(const Snapshot& snapshot, const Digest& digest);

/// Whether the live source of the translation `version` has words that `version` does not follow:
/// a version behind `translates_version`, up to the live one, that is not a minor change.
/// Cost: one read a version between them.
Result<bool> is_stale(const content::Version& version, const Snapshot& snapshot);

}  // namespace sen::store
