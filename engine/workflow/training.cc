// Publishing within the training: the review is done, and the store never hears of a public edition.
#include "engine/workflow/training.h"

#include <cassert>

#include "engine/workflow/action.h"

namespace sen::workflow {

Result<void> make_public_in_training(const Case& of, Matter& matter, std::vector<content::Mutation>& mutations) {
  assert(matter.dossier.training && "a real document has another way");
  if (!matter.edition) return document_conflict(of, matter.review.id);
  const content::Version version =
      SEN_TRY(of.snapshot->version(matter.review.id, matter.review.locale, matter.review.version));
  const bool is_bound = matter.edition->latest == matter.review.version &&
                        content::version_content(version, &matter.dossier.document) == matter.review.content;
  if (!is_bound) return document_conflict(of, matter.review.id);
  matter.review.release.reset();
  matter.review.state = content::State::Published;
  mutations.emplace_back(matter.review);
  return {};
}

bool is_shown_in_training(const content::Document& document, const content::Review& review) {
  return document.training && !review.locale.empty() && review.state == content::State::Published;
}

}  // namespace sen::workflow
