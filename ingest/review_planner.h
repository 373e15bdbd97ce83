#pragma once

#include <vector>

#include "content/compare/lazy_names.h"
#include "content/model/change.h"
#include "content/model/vocabulary.h"
#include "engine/store/snapshot.h"
#include "ingest/publisher.h"

namespace sen::ingest {

/// What a package does to one document.
struct DocumentStep {
  content::Document document;               ///< As it is stored from now on.
  content::Document wanted;                 ///< As the package says.
  std::optional<content::Document> stored;  ///< As it was.
  bool was_public = false;                  ///< In some language, at some time.
  bool differs = false;                     ///< `wanted` from `stored`.
  std::optional<Timestamp> held_until;      ///< The embargo of a change of what is public.
};

/// What it does to one of its editions.
struct EditionStep {
  content::Edition edition;
  content::Version version;                        ///< Its newest.
  bool changed = false;                            ///< The version is new.
  std::vector<content::Explanation> explanations;  ///< Of differences from its source.
};

/// What translations are compared by; of one package. Called by one thread.
struct TranslationRules {
  compare::LazyNames names{};
  std::optional<std::vector<content::TermEntry>> terms{};  ///< Nothing: not read yet.
};

/// Adds the reviews that go with a document's step to `mutations`: new versions, and what is proposed for a public
/// document, wait under the account that handed them in; an import that publishes ends what waited, with `operator` as
/// its last remark; what changes for all languages of a document that was never public voids other approvals.
/// A held change of what is public waits in a review that is scheduled already. What a translation says otherwise than
/// its source is noted for its language reviewer. Errors: Storage.
Result<void> plan_reviews(const DocumentStep& step, const std::vector<EditionStep>& editions,
                          const store::Snapshot& snapshot, const content::Vocabulary& vocabulary,
                          const Options& options, Timestamp now, TranslationRules& rules,
                          std::vector<content::Mutation>& mutations);

/// What becomes of the review of an edition that a package withdraws. Errors: Storage.
Result<void> withdraw_review(const content::Edition& edition, const store::Snapshot& snapshot,
                             std::vector<content::Mutation>& mutations);

}  // namespace sen::ingest
