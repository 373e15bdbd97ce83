#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "content/model/vocabulary.h"
#include "ingest/findings.h"
#include "ingest/neighbours.h"
#include "ingest/package.h"

namespace sen::ingest {

/// A public document of another organisation that is near to a text.
struct Overlap {
  content::ContentId id;
  content::Locale locale;
  content::OrganisationCode organisation;
  std::string title;
  double resemblance = 0;
  bool is_duplicate = false;  ///< Nearly the same words; else the same matter.
};

/// A text that is to be compared.
struct Compared {
  content::Locale locale;
  std::string_view title, summary, text;
  std::span<const std::string> topics;  ///< Of its document.
};

/// Looks for texts of others. Called by one thread; references must outlive it.
class OverlapFinder {
 public:
  OverlapFinder(const Neighbours& neighbours, const store::VisibleContent& others, Timestamp now)
      : neighbours_(neighbours), others_(others), now_(now) {}

  /// The public documents of others than `organisation` that say nearly the same (compare::kNearDuplicate), or that are
  /// of one of its topics, were published in the last 30 days, and are on the same matter: titles of which six words in
  /// ten are the same, or a quarter of the text. At most five, near-duplicates first. Errors: Storage.
  Result<std::vector<Overlap>> find(const Compared& text, const content::OrganisationCode& organisation);

 private:
  /// A public edition of a topic.
  struct Recent {
    Overlap overlap;
    std::set<std::string> title;
  };
  /// The newest of a topic in a language, read once.
  Result<const std::vector<Recent>*> recent_of(const std::string& topic, const content::Locale& locale);

  const Neighbours& neighbours_;
  const store::VisibleContent& others_;
  Timestamp now_;
  std::map<std::pair<std::string, content::Locale>, std::vector<Recent>> recent_;
};

/// What OverlapFinder finds for each edition of a package, as findings, with the organisations' names as they stand in
/// `snapshot`. Errors: Storage.
Result<void> check_neighbours(const Package& package, const Neighbours& neighbours, const store::VisibleContent& others,
                              const store::Snapshot& snapshot, const content::Vocabulary& vocabulary, Timestamp now,
                              Findings& findings);

}  // namespace sen::ingest
