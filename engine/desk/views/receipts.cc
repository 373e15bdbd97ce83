#include "engine/desk/views/receipts.h"

#include <algorithm>

#include "engine/desk/review_words.h"
#include "engine/store/keys.h"

namespace sen::desk::views {
namespace {

/// Behind so many changes that readers did not notice, nobody waits for an older one any more.
constexpr std::size_t kMostLooked = 200;

}  // namespace

Result<std::optional<Receipts>> make_receipts(const Visit& visit, const content::ContentId& id) {
  const content::DependencyKey touched{"document:" + id.value};
  const std::vector<content::Sequence> changes = SEN_TRY(visit.snapshot->history(store::keys::document(id)));
  std::size_t looked = 0;
  for (auto sequence = changes.rbegin(); sequence != changes.rend() && looked < kMostLooked; ++sequence, ++looked) {
    const auto read = SEN_TRY(visit.context.parts.store.log().read({sequence->value - 1}, 1));
    if (read.empty()) continue;
    const content::Change& change = read.front();
    if (!std::binary_search(change.touches.begin(), change.touches.end(), touched)) continue;
    return std::optional(Receipts{change.committed_at, action_label(visit.tongue, change.reason),
                                  visit.context.parts.receipts.receipts(change.sequence, change.committed_at)});
  }
  return std::optional<Receipts>();
}

}  // namespace sen::desk::views
