#include "search/query_terms.h"

namespace sen::search {
namespace {

constexpr std::size_t kMostWords = 64;

/// What of a term function words are.
enum class Role { Content, Function, Question, Partly };

/// Tells what stands at a place of the question.
class Places {
 public:
  explicit Places(const FunctionWordFinder::Marking& marking) : words_(marking.words) {}

  Role role_of(const QueryTerm& term) const {
    const auto* const first = at(term.begin);
    const auto* const last = at(term.end - 1);
    if (first == nullptr && last == nullptr) return Role::Content;
    if (first == nullptr || last == nullptr) return Role::Partly;
    return first->question || last->question ? Role::Question : Role::Function;
  }

 private:
  const FunctionWordFinder::Found* at(std::size_t byte) const {
    const auto next = std::upper_bound(words_.begin(), words_.end(), byte,
                                       [](std::size_t b, const auto& word) { return b < word.span.begin; });
    if (next == words_.begin()) return nullptr;
    return byte < std::prev(next)->span.end ? &*std::prev(next) : nullptr;
  }

  const std::vector<FunctionWordFinder::Found>& words_;
};

double factor_of(Family family, Role role, const Ranking& ranking) {
  if (role == Role::Content || family == Family::Whole) return 1;
  if (family == Family::Pair || family == Family::StemPair)
    return role == Role::Partly ? ranking.pair_with_function_word : ranking.pair_of_function_words;
  if (role == Role::Partly) return ranking.sequence_with_function_word;
  return role == Role::Question ? ranking.question_word : ranking.function_word;
}

}  // namespace

std::vector<QueryTerm> terms_of(std::string_view text, const Profile& profile) {
  std::vector<QueryTerm> found;
  std::size_t words = 0, last_end = 0;
  analyse(text, profile, [&](const Term& term) {
    if (term.needed && term.end > last_end) {
      ++words;
      last_end = term.end;
    }
    if (words <= kMostWords)
      found.push_back({term.family, std::string(term.text), term.begin, term.end, term.needed, 0});
  });
  return found;
}

bool has_marks(const std::vector<QueryTerm>& terms) {
  return std::any_of(terms.begin(), terms.end(), [](const QueryTerm& t) { return t.family == Family::Marked; });
}

bool is_sequence(Family family) {
  return family == Family::Pair || family == Family::StemPair || family == Family::Bigram ||
         family == Family::ClusterPair || family == Family::ClusterTriple;
}

double weight_of(const Weights& weights, Family family) {
  switch (family) {
    case Family::Exact:
      return weights.exact;
    case Family::Folded:
      return weights.folded;
    case Family::Pair:
      return weights.pair;
    case Family::Marked:
      return weights.marked;
    case Family::Stem:
      return weights.stem;
    case Family::StemPair:
      return weights.stem_pair;
    case Family::Plain:
      return weights.plain;
    case Family::Unigram:
      return weights.unigram;
    case Family::Bigram:
      return weights.bigram;
    case Family::Cluster:
      return weights.cluster;
    case Family::ClusterPair:
      return weights.cluster_pair;
    case Family::ClusterTriple:
      return weights.cluster_triple;
    case Family::Word:
      return weights.word;
    case Family::Whole:
      return weights.whole;
  }
  return 0;
}

void weigh(std::vector<QueryTerm>& terms, const Weights& weights, const FunctionWordFinder::Marking& marking,
           const Ranking& ranking) {
  const Places places(marking);
  const bool any_content = std::any_of(terms.begin(), terms.end(), [&](const QueryTerm& term) {
    return term.needed && places.role_of(term) == Role::Content;
  });
  for (QueryTerm& term : terms) {
    term.weight = weight_of(weights, term.family);
    const Role role = any_content ? places.role_of(term) : Role::Content;
    term.weight *= factor_of(term.family, role, ranking);
    const bool about = role == Role::Content || role == Role::Partly;
    term.shown = about && (term.needed || term.family == Family::Pair || term.family == Family::StemPair);
    if (role != Role::Content) term.needed = false;
  }
}

}  // namespace sen::search
