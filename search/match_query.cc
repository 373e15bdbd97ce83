#include "search/match_query.h"

#include <xapian.h>

#include "search/entry.h"

namespace sen::search {
namespace {

using Operator = Xapian::Query::op;

/// Names count as one term.
Xapian::Query term_query(const WeightedTerm& term) {
  Xapian::Query query(term.term);
  if (!term.names.empty()) {
    std::vector<std::string> terms;
    for (const std::vector<std::string>& name : term.names) terms.push_back(name.front());
    query = Xapian::Query(Operator::OP_SYNONYM, terms.begin(), terms.end());
  }
  return {Operator::OP_SCALE_WEIGHT, query, term.weight};
}

/// One term for each name that `index` has.
std::vector<std::vector<std::string>> rarest_of(const Xapian::Database& index,
                                                const std::vector<std::vector<std::string>>& names) {
  std::set<std::string> rarest;
  for (const std::vector<std::string>& name : names) {
    const std::string* best = nullptr;
    Xapian::doccount least = 0;
    for (const std::string& term : name) {
      const Xapian::doccount entries = index.get_termfreq(term);
      if (best != nullptr && entries >= least) continue;
      best = &term;
      least = entries;
    }
    if (best != nullptr && least > 0) rarest.insert(*best);
  }
  std::vector<std::vector<std::string>> found;
  for (const std::string& term : rarest) found.push_back({term});
  return found;
}

/// Every word has a term of its own beside names, so that none is left without any.
void settle(const Xapian::Database& index, Alternatives& word) {
  for (WeightedTerm& term : word)
    if (!term.names.empty()) term.names = rarest_of(index, term.names);
  word.erase(std::remove_if(word.begin(), word.end(),
                            [](const WeightedTerm& term) { return term.term.empty() && term.names.empty(); }),
             word.end());
}

Xapian::Query any_of(const std::vector<WeightedTerm>& terms) {
  std::vector<Xapian::Query> parts;
  parts.reserve(terms.size());
  for (const WeightedTerm& term : terms) parts.push_back(term_query(term));
  return {Operator::OP_OR, parts.begin(), parts.end()};
}

Xapian::Query combine(Operator how, const std::vector<Alternatives>& words) {
  std::vector<Xapian::Query> parts;
  parts.reserve(words.size());
  for (const Alternatives& word : words) parts.push_back(any_of(word));
  return {how, parts.begin(), parts.end()};
}

}  // namespace

QueryPlan with_rarest_terms(const Xapian::Database& index, QueryPlan plan) {
  for (Alternatives& word : plan.words) settle(index, word);
  return plan;
}

Xapian::Query filters_of(const Query& query) {
  std::vector<Xapian::Query> filters;
  const auto add = [&](std::string_view facet, const std::string& code) {
    if (!code.empty()) filters.emplace_back(filter_term(facet, code));
  };
  add("language", query.language ? query.language->value : "");
  add("type", query.type);
  add("organisation", query.organisation);
  add("topic", query.topic);
  add("place", query.place);
  add("year", query.year);
  if (filters.empty()) return {};
  return {Operator::OP_AND, filters.begin(), filters.end()};
}

Xapian::Query matching(const QueryPlan& plan, Words words, const Xapian::Query& filters) {
  std::vector<Xapian::Query> wanted;
  if (!plan.words.empty())
    wanted.push_back(combine(words == Words::All ? Operator::OP_AND : Operator::OP_OR, plan.words));
  if (!plan.required.empty()) wanted.push_back(combine(Operator::OP_AND, plan.required));
  Xapian::Query query =
      wanted.empty() ? Xapian::Query::MatchAll : Xapian::Query(Operator::OP_AND, wanted.begin(), wanted.end());
  for (const auto& excluded : plan.excluded)
    query = Xapian::Query(Operator::OP_AND_NOT, query, combine(Operator::OP_AND, excluded));
  if (!filters.empty()) query = Xapian::Query(Operator::OP_FILTER, query, filters);
  return query;
}

Xapian::Query titled(const Xapian::Query& matches, const QueryPlan& plan) {
  std::vector<Xapian::Query> words;
  for (const Alternatives& word : plan.words) {
    for (const WeightedTerm& term : word) {
      if (!term.term.empty()) words.emplace_back(title_term(term.term));
      for (const std::vector<std::string>& name : term.names) words.emplace_back(title_term(name.front()));
    }
  }
  return {Operator::OP_FILTER, matches, Xapian::Query(Operator::OP_OR, words.begin(), words.end())};
}

Xapian::Query ranked(const Xapian::Query& matches, const QueryPlan& plan) {
  if (plan.lifting.empty()) return matches;
  return {Operator::OP_AND_MAYBE, matches, any_of(plan.lifting)};
}

}  // namespace sen::search
