#include "search/query_plan.h"

#include "search/query_reader.h"
#include "search/query_terms.h"

namespace sen::search {
namespace {

/// A question of so few words has no sentence around them.
constexpr std::size_t kShortQuestion = 4;

using Terms = std::vector<QueryTerm>;
using Place = std::pair<std::size_t, std::size_t>;

WeightedTerm weighted(const QueryTerm& term) {
  return {.term = stored_form(term.family, term.text), .weight = term.weight};
}

/// What a text must hold to have the words of `terms` side by side: each word, as written if it was
/// typed with marks, and each pair.
std::vector<Alternatives> side_by_side(const Terms& terms) {
  std::vector<Alternatives> required;
  std::map<Place, Alternatives> words;
  std::set<Place> marked;
  for (const QueryTerm& term : terms)
    if (term.family == Family::Marked) marked.insert({term.begin, term.end});
  for (const QueryTerm& term : terms) {
    const Place place{term.begin, term.end};
    if (is_sequence(term.family)) required.push_back({weighted(term)});
    if (!term.needed || is_sequence(term.family) || term.family == Family::Stem) continue;
    const bool only_folded = term.family == Family::Folded && marked.count(place) > 0;
    if (!only_folded) words[place].push_back(weighted(term));
  }
  for (auto& [place, alternatives] : words) required.push_back(std::move(alternatives));
  return required;
}

/// A number with signs in it or a hyphenated word, whole: a text that has it has its parts.
bool is_compound(const QueryTerm& term) {
  return !term.needed && (term.family == Family::Whole || term.family == Family::Folded);
}

bool is_stored_pair(const std::string& term) {
  return is_sequence(static_cast<Family>(term[0]));
}

using Words = std::map<Place, Alternatives>;

/// Makes `term` an alternative of each word that it stands for, with an equal part of its weight; false if there is
/// none.
bool add_alternative(WeightedTerm term, Place span, Words& words) {
  std::vector<Alternatives*> stood_for;
  for (auto& [place, alternatives] : words)
    if (place.first >= span.first && place.second <= span.second) stood_for.push_back(&alternatives);
  term.weight /= static_cast<double>(std::max<std::size_t>(1, stood_for.size()));
  for (Alternatives* alternatives : stood_for) alternatives->push_back(term);
  return !stood_for.empty();
}

void add_expansion(const Expansion& expansion, double weight, Words& words, QueryPlan& plan) {
  const WeightedTerm names{.term = {}, .weight = weight, .names = expansion.names};
  if (weight <= 0 || !add_alternative(names, {expansion.span.begin, expansion.span.end}, words)) return;
  for (const std::vector<std::string>& name : expansion.names)
    for (const std::string& term : name)
      (name.size() > 1 || is_stored_pair(term) ? plan.shown_pairs : plan.shown).insert(term);
}

void add_words(const Terms& terms, const std::vector<Expansion>& expansions, const Ranking& ranking, QueryPlan& plan) {
  Words places;
  for (const QueryTerm& term : terms)
    if (term.needed && term.weight > 0) places[{term.begin, term.end}].push_back(weighted(term));
  for (const QueryTerm& term : terms) {
    if (term.needed || term.weight <= 0) continue;
    // A function word is no compound, but stands for no other word either.
    if (!is_compound(term) || !add_alternative(weighted(term), {term.begin, term.end}, places))
      plan.lifting.push_back(weighted(term));
  }
  for (const Expansion& expansion : expansions)
    add_expansion(expansion, expansion.kind == Expansion::Kind::Name ? ranking.name : ranking.translation, places,
                  plan);
  for (auto& [place, alternatives] : places) plan.words.push_back(std::move(alternatives));
}

std::size_t words_in(const Terms& terms) {
  std::set<Place> places;
  for (const QueryTerm& term : terms)
    if (term.needed) places.emplace(term.begin, term.end);
  return places.size();
}

/// Words of Latin and other scripts as they stand in the text, for another spelling.
void add_spelled(const Terms& terms, QueryPlan& plan) {
  for (const QueryTerm& term : terms)
    if (term.needed && (term.family == Family::Folded || term.family == Family::Plain))
      plan.spelled.push_back({stored_form(term.family, term.text), term.begin, term.end});
}

void lift_pairs(QueryPlan& plan, double factor) {
  if (plan.typed_words > kShortQuestion) return;
  for (WeightedTerm& term : plan.lifting)
    if (term.term[0] == static_cast<char>(Family::Pair) || term.term[0] == static_cast<char>(Family::StemPair))
      term.weight *= factor;
}

}  // namespace

QueryPlan QueryPlanner::plan(std::string_view typed, const content::Locale& reader,
                             const std::optional<content::Locale>& language) const {
  // Marks are looked for in the profile of all languages, whichever the question is limited to.
  const Profile all = query_profile();
  const Profile profile = query_profile(language);
  const std::vector<Clause> clauses = read_query(typed);
  QueryPlan plan;
  plan.bm25 = ranking_.bm25;
  plan.most_ranked = ranking_.most_ranked;
  plan.priors = Priors(ranking_, reader, parts_);
  for (const Clause& clause : clauses) plan.marked = plan.marked || has_marks(terms_of(clause.text, all));
  const Weights& weights = plan.marked            ? ranking_.with_marks
                           : reader.value == "vi" ? ranking_.without_marks_in_vietnamese
                                                  : ranking_.without_marks;
  for (const Clause& clause : clauses) {
    Terms terms = terms_of(clause.text, profile);
    if (clause.excluded || clause.quoted || clause.field) {
      weigh(terms, clause.excluded ? ranking_.with_marks : weights, {}, ranking_);
      std::vector<Alternatives> required = side_by_side(terms);
      if (clause.excluded) {
        if (!required.empty()) plan.excluded.push_back(std::move(required));
        continue;
      }
      for (Alternatives& alternatives : required) {
        if (clause.field)
          for (WeightedTerm& alternative : alternatives) alternative.term = title_term(alternative.term);
        plan.required.push_back(std::move(alternatives));
      }
    } else {
      plan.typed_words = words_in(terms);
      const FunctionWordFinder::Marking marking = function_words_->find(clause.text, reader);
      weigh(terms, weights, marking, ranking_);
      add_words(terms, expander_->find(clause.text, marking, reader), ranking_, plan);
      if (clauses.size() == 1) {
        plan.plain = clause.text;
        add_spelled(terms, plan);
      }
    }
    for (const QueryTerm& term : terms)
      if (term.shown) plan.shown.insert(stored_form(term.family, term.text));
  }
  lift_pairs(plan, ranking_.pairs_of_short_question);
  return plan;
}

}  // namespace sen::search
