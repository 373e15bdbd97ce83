#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "search/index_readers.h"
#include "search/names.h"
#include "search/past_queries.h"
#include "search/query_plan.h"
#include "search/search.h"
#include "search/searcher.h"
#include "search/suggester.h"

namespace sen::search {

/// Understands what readers type and answers it from an index. Immutable, thread-safe; `readers` and `past` (which may
/// be null) must outlive it.
class Answerer {
 public:
  Answerer(const IndexReaders& readers, const content::Vocabulary& vocabulary, QueryPlanner planner,
           const PastQueries* past)
      : readers_(readers),
        planner_(std::move(planner)),
        suggested_names_(vocabulary),
        names_(vocabulary),
        past_(past) {}

  /// As Index::search().
  Result<Answer> search(const Query& query) const;
  /// As Index::suggest().
  Result<std::vector<std::string>> suggest(std::string_view typed, const content::Locale& reader,
                                           std::size_t limit) const;

 private:
  Result<Answer> answer(const Query& query, Deadline until) const;
  Result<std::vector<FacetValue>> in_other_languages(const Query& query, Deadline until) const;

  const IndexReaders& readers_;
  const QueryPlanner planner_;
  const NameSuggestions suggested_names_;
  const Names names_;
  const PastQueries* past_;
};

}  // namespace sen::search
