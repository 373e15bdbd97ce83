#include "search/query_plan.h"

#include "search/analyser.h"
#include "search/query_reader.h"

namespace sen::search {
namespace {

constexpr std::size_t kMostWords = 64;

/// In a question of so few words, words side by side are what was meant: `Nam Định` is neither south nor settled.
constexpr std::size_t kShortQuestion = 4;
constexpr double kPairsOfShortQuestion = 3;

// A question typed with marks trusts them; one without can only be folded. Texts in Vietnamese have no stems,
// all others have: so what stems are worth beside folded words also weighs Vietnamese against the others.
constexpr Weights kWithMarks{.exact = 1, .folded = 0.3, .pair = 0.5, .marked = 0.3, .stem = 1};
constexpr Weights kWithoutMarks{.exact = 0, .folded = 0.4, .pair = 0.2, .marked = 0, .stem = 1};
constexpr Weights kWithoutMarksInVietnamese{.exact = 0, .folded = 1, .pair = 0.5, .marked = 0, .stem = 1};

/// A clause's terms with the texts they were found by, which the analyser's views do not outlive.
struct Found {
  Family family;
  std::string text;
  std::size_t begin, end;
  bool needed;
};

std::vector<Found> terms_of(std::string_view text, const Profile& profile) {
  std::vector<Found> found;
  std::size_t words = 0, last_end = 0;
  analyse(text, profile, [&](const Term& term) {
    if (term.needed && term.end > last_end) {
      ++words;
      last_end = term.end;
    }
    if (words <= kMostWords) found.push_back({term.family, std::string(term.text), term.begin, term.end, term.needed});
  });
  return found;
}

bool has_marks(const std::vector<Found>& terms) {
  return std::any_of(terms.begin(), terms.end(), [](const Found& t) { return t.family == Family::Marked; });
}

bool is_pair(Family family) {
  return family == Family::Pair || family == Family::StemPair || family == Family::Bigram ||
         family == Family::ClusterPair || family == Family::ClusterTriple;
}

/// Needed terms by the place they stand for.
std::map<std::pair<std::size_t, std::size_t>, Alternatives> by_place(const std::vector<Found>& terms,
                                                                     const Weights& weights) {
  std::map<std::pair<std::size_t, std::size_t>, Alternatives> places;
  for (const Found& term : terms)
    if (const double weight = weights.of(term.family); term.needed && weight > 0)
      places[{term.begin, term.end}].push_back({stored_form(term.family, term.text), weight});
  return places;
}

/// What a text must hold to have the words of `terms` side by side: each word, as written if it was
/// typed with marks, and each pair.
std::vector<Alternatives> side_by_side(const std::vector<Found>& terms, const Weights& weights) {
  std::vector<Alternatives> required;
  std::map<std::pair<std::size_t, std::size_t>, Alternatives> words;
  std::set<std::pair<std::size_t, std::size_t>> marked;
  for (const Found& term : terms)
    if (term.family == Family::Marked) marked.insert({term.begin, term.end});
  for (const Found& term : terms) {
    const std::pair place{term.begin, term.end};
    const WeightedTerm weighted{stored_form(term.family, term.text), weights.of(term.family)};
    if (is_pair(term.family)) required.push_back({weighted});
    if (!term.needed || is_pair(term.family) || term.family == Family::Stem) continue;
    const bool only_folded = term.family == Family::Folded && marked.count(place) > 0;
    if (!only_folded) words[place].push_back(weighted);
  }
  for (auto& [place, alternatives] : words) required.push_back(std::move(alternatives));
  return required;
}

void add_words(const std::vector<Found>& terms, const Weights& weights, QueryPlan& plan) {
  for (auto& [place, alternatives] : by_place(terms, weights)) plan.words.push_back(std::move(alternatives));
  for (const Found& term : terms) {
    const double weight = weights.of(term.family);
    if (!term.needed && weight > 0) plan.lifting.push_back({stored_form(term.family, term.text), weight});
  }
}

/// Words of Latin and other scripts as they stand in the text, for another spelling.
void add_spelled(const std::vector<Found>& terms, QueryPlan& plan) {
  for (const Found& term : terms)
    if (term.needed && (term.family == Family::Folded || term.family == Family::Plain))
      plan.spelled.push_back({stored_form(term.family, term.text), term.begin, term.end});
}

/// Pairs join the words that are marked; characters are marked in pairs if there are pairs.
bool is_shown(const Found& term) {
  return term.needed || term.family == Family::Pair || term.family == Family::StemPair;
}

void lift_pairs(QueryPlan& plan) {
  if (plan.words.size() > kShortQuestion) return;
  for (WeightedTerm& term : plan.lifting)
    if (term.term[0] == static_cast<char>(Family::Pair) || term.term[0] == static_cast<char>(Family::StemPair))
      term.weight *= kPairsOfShortQuestion;
}

}  // namespace

double Weights::of(Family family) const {
  switch (family) {
    case Family::Exact:
      return exact;
    case Family::Folded:
      return folded;
    case Family::Pair:
      return pair;
    case Family::Marked:
      return marked;
    case Family::Stem:
      return stem;
    case Family::StemPair:
      return stem_pair;
    case Family::Plain:
      return plain;
    case Family::Unigram:
      return unigram;
    case Family::Bigram:
      return bigram;
    case Family::Cluster:
      return cluster;
    case Family::ClusterPair:
      return cluster_pair;
    case Family::ClusterTriple:
      return cluster_triple;
    case Family::Word:
      return word;
    case Family::Whole:
      return whole;
  }
  return 0;
}

QueryPlan plan_query(std::string_view typed, const content::Locale& reader,
                     const std::optional<content::Locale>& language) {
  // Marks are looked for in the profile of all languages, whichever the question is limited to.
  const Profile all = query_profile();
  const Profile profile = query_profile(language);
  const std::vector<Clause> clauses = read_query(typed);
  QueryPlan plan;
  for (const Clause& clause : clauses) plan.marked = plan.marked || has_marks(terms_of(clause.text, all));
  const Weights& weights = plan.marked ? kWithMarks : reader.value == "vi" ? kWithoutMarksInVietnamese : kWithoutMarks;
  for (const Clause& clause : clauses) {
    const std::vector<Found> terms = terms_of(clause.text, profile);
    if (clause.excluded) {
      auto required = side_by_side(terms, kWithMarks);
      if (!required.empty()) plan.excluded.push_back(std::move(required));
      continue;
    }
    for (const Found& term : terms)
      if (is_shown(term)) plan.shown.insert(stored_form(term.family, term.text));
    if (clause.quoted) {
      for (Alternatives& alternatives : side_by_side(terms, weights)) plan.required.push_back(std::move(alternatives));
    } else {
      add_words(terms, weights, plan);
      if (clauses.size() == 1) {
        plan.plain = clause.text;
        add_spelled(terms, plan);
      }
    }
  }
  lift_pairs(plan);
  return plan;
}

}  // namespace sen::search
