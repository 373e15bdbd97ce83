#include "search/spelling.h"

#include <xapian.h>

#include "search/entry.h"

namespace sen::search {
namespace {

constexpr unsigned kMostEdits = 2;

}  // namespace

std::string suggest_spelling(const Xapian::Database& index, const QueryPlan& plan) {
  std::string suggestion;
  std::size_t copied = 0;
  bool any = false;
  for (const QueryPlan::Spelled& word : plan.spelled) {
    if (!is_spelled_term(word.term) || index.term_exists(word.term)) continue;
    const std::string better = index.get_spelling_suggestion(word.term.substr(1), kMostEdits);
    if (better.empty()) continue;
    suggestion += plan.plain.substr(copied, word.begin - copied);
    suggestion += better;
    copied = word.end;
    any = true;
  }
  if (!any) return {};
  return suggestion += plan.plain.substr(copied);
}

}  // namespace sen::search
