#include "search/answerer.h"

#include <xapian.h>

#include <algorithm>

#include "search/fields.h"
#include "search/query_reader.h"
#include "search/searcher.h"
#include "search/suggestion_keys.h"
#include "search/typing_leftovers.h"

namespace sen::search {
namespace {

constexpr std::size_t kMostSuggestions = 20;
constexpr std::chrono::milliseconds kTime{180};  ///< Of one question with all that is looked up for it.

bool holds(const std::vector<std::string>& list, const std::string& text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

/// Whether each word of the plan stands in some text of the index.
bool knows_words(const Xapian::Database& index, const QueryPlan& plan) {
  const auto known = [&](const Alternatives& word) {
    return std::any_of(word.begin(), word.end(),
                       [&](const WeightedTerm& t) { return t.names.empty() && index.term_exists(t.term); });
  };
  return !plan.words.empty() && std::all_of(plan.words.begin(), plan.words.end(), known);
}

/// What `query` names where it does not exclude it.
std::string asked_for(const Query& query) {
  std::string text;
  for (const Clause& clause : read_query(query.text))
    if (!clause.excluded) text += (text.empty() ? "" : " ") + clause.text;
  return text;
}

}  // namespace

Result<Answer> Answerer::search(const Query& query) const {
  const Deadline until = std::chrono::steady_clock::now() + kTime;
  Query understood = with_fields(query, names_);
  Answer found = SEN_TRY(answer(understood, until));
  if (found.total == 0 && found.is_complete && !found.suggestion.empty() && !query.verbatim) {
    Query other = understood;
    other.text = found.suggestion;
    Answer better = SEN_TRY(answer(other, until));
    better.suggestion = better.corrected = found.suggestion;
    if (better.total > 0) found = std::move(better);
  }
  if (understood.language) {
    Query everywhere = understood;
    if (!found.corrected.empty()) everywhere.text = found.corrected;
    found.elsewhere = SEN_TRY(in_other_languages(everywhere, until));
  }
  found.named = names_.in(asked_for(understood));
  found.understood = std::move(understood);
  return found;
}

Result<Answer> Answerer::answer(const Query& query, Deadline until) const {
  const QueryPlan plan = planner_.plan(query.text, query.reader, query.language);
  if (plan.empty() && !has_filter(query)) return Error(ErrorCode::InvalidInput, "the query has no word to look for");
  Query asked = query;
  if (plan.empty()) asked.sort = Query::Sort::Date;
  Answer found;
  SEN_TRY(readers_.read([&](const Xapian::Database& index, const FacetColumns& facets) {
    const std::string meant = query.verbatim ? std::string() : without_leftovers(index, plan);
    if (meant.empty()) {
      found = ask(index, facets, asked, plan, until);
    } else {
      found = ask(index, facets, asked, planner_.plan(meant, query.reader, query.language), until);
      found.suggestion = found.corrected = meant;
    }
  }));
  return found;
}

/// How much a query that is limited to a language finds in the others; nothing if time ends first.
Result<std::vector<FacetValue>> Answerer::in_other_languages(const Query& query, Deadline until) const {
  Query everywhere = query;
  const content::Locale own = *std::exchange(everywhere.language, std::nullopt);
  const QueryPlan plan = planner_.plan(everywhere.text, everywhere.reader);
  std::vector<FacetValue> found;
  if (plan.empty() && !has_filter(everywhere)) return found;
  SEN_TRY(readers_.read([&](const Xapian::Database& index, const FacetColumns& facets) {
    found.clear();
    if (auto counts = count(index, facets, everywhere, plan, until)) found = std::move((*counts)["language"]);
  }));
  std::erase_if(found, [&](const FacetValue& value) { return value.code == own.value; });
  return found;
}

Result<std::vector<std::string>> Answerer::suggest(std::string_view typed, const content::Locale& reader,
                                                   std::size_t limit) const {
  limit = std::min(limit, kMostSuggestions);
  const std::string key = suggestion_key(typed.substr(0, kLongestQuery));
  std::vector<std::string> suggestions;
  if (key.empty() || limit == 0) return suggestions;
  const auto add = [&](std::vector<std::string> more, std::size_t most) {
    for (std::string& text : more) {
      if (suggestions.size() >= most) return;
      if (!holds(suggestions, text)) suggestions.push_back(std::move(text));
    }
  };
  add(suggested_names_.find(key, reader, limit), (limit + 2) / 3);
  const auto asked = past_ == nullptr ? std::vector<std::string>{} : past_->find(key, reader, limit);
  std::vector<std::string> known, titles;
  SEN_TRY(readers_.read([&](const Xapian::Database& index, const FacetColumns&) {
    known.clear();
    for (const std::string& text : asked)
      if (knows_words(index, planner_.plan(text, reader))) known.push_back(text);
    titles = suggest_titles(index, key, reader, limit);
  }));
  add(std::move(known), (2 * limit + 2) / 3);
  add(std::move(titles), limit);
  return suggestions;
}

}  // namespace sen::search
