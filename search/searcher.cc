#include "search/searcher.h"

#include <xapian.h>

#include "search/entry.h"
#include "search/facets.h"
#include "search/slots.h"
#include "search/snippet.h"
#include "search/spelling.h"

namespace sen::search {
namespace {

// Of BM25+, what Ranking leaves as it is.
constexpr double kK2 = 0, kK3 = 1, kShortestLength = 0.5;

constexpr Xapian::doccount kCounted = 5'000;  ///< Matches that facets and total are counted over.
constexpr std::size_t kFewWords = 4;          ///< Longer questions are sentences, of which no text has every word.
constexpr std::size_t kMostPages = 100, kMostPerPage = 100;

using Operator = Xapian::Query::op;

Xapian::Query term_query(const WeightedTerm& term) {
  return {Operator::OP_SCALE_WEIGHT, Xapian::Query(term.term), term.weight};
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

double slot_value(Timestamp at) {
  return static_cast<double>(at.milliseconds);
}

/// What an entry must be, whatever its words: the filters of the query.
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
  if (query.from)
    filters.emplace_back(Operator::OP_VALUE_GE, kDateSlot, Xapian::sortable_serialise(slot_value(*query.from)));
  if (query.to)
    filters.emplace_back(Operator::OP_VALUE_LE, kDateSlot, Xapian::sortable_serialise(slot_value(*query.to) - 1));
  if (filters.empty()) return {};
  return {Operator::OP_AND, filters.begin(), filters.end()};
}

/// How many documents with all words are enough to leave out those with some: one in a question of three, as its
/// words alone say little.
std::uint64_t enough(std::size_t words) {
  return words <= 3 ? 1 : 3;
}

/// The words of the plan, all of them or any, with its quotations, exclusions and `filters`.
Xapian::Query words_query(const QueryPlan& plan, Operator how, const Xapian::Query& filters) {
  std::vector<Xapian::Query> wanted;
  if (!plan.words.empty()) wanted.push_back(combine(how, plan.words));
  if (!plan.required.empty()) wanted.push_back(combine(Operator::OP_AND, plan.required));
  Xapian::Query query =
      wanted.empty() ? Xapian::Query::MatchAll : Xapian::Query(Operator::OP_AND, wanted.begin(), wanted.end());
  for (const auto& excluded : plan.excluded)
    query = Xapian::Query(Operator::OP_AND_NOT, query, combine(Operator::OP_AND, excluded));
  if (!filters.empty()) query = Xapian::Query(Operator::OP_FILTER, query, filters);
  return query;
}

/// `query` with what lifts some of its matches above others.
Xapian::Query ranked(const Xapian::Query& query, const QueryPlan& plan, const content::Locale& reader) {
  std::vector<Xapian::Query> lifting;
  if (!plan.lifting.empty()) lifting.push_back(any_of(plan.lifting));
  if (!reader.empty()) {
    Xapian::Query lift((new Xapian::FixedWeightPostingSource(plan.reader_language))->release());
    lifting.emplace_back(Operator::OP_FILTER, lift, Xapian::Query(filter_term("language", reader.value)));
  }
  if (lifting.empty()) return query;
  return {Operator::OP_AND_MAYBE, query, Xapian::Query(Operator::OP_OR, lifting.begin(), lifting.end())};
}

class Counter final : public Xapian::MatchSpy {
 public:
  void operator()(const Xapian::Document& document, double) override {
    const std::string value = document.get_value(kFacetSlot);
    const std::size_t end = std::min(value.find('\0'), value.size());
    tally_.add(std::string_view(value).substr(0, end), std::string_view(value).substr(std::min(end + 1, value.size())));
  }
  const FacetTally& tally() const { return tally_; }

 private:
  FacetTally tally_;
};

/// One run of a query: the hits of the page, and all matches counted.
struct Found {
  Xapian::MSet hits;
  FacetTally tally;

  bool complete() const { return tally.editions() < kCounted; }
  std::uint64_t total() const {
    return complete() ? tally.documents() : std::max<std::uint64_t>(tally.documents(), hits.get_matches_estimated());
  }
};

Found run(const Xapian::Database& index, const Xapian::Query& text, const Query& query, const Bm25Plus& bm25) {
  Xapian::Enquire enquire(index);
  enquire.set_weighting_scheme(Xapian::BM25PlusWeight(bm25.k1, kK2, kK3, bm25.b, kShortestLength, bm25.delta));
  enquire.set_query(text);
  enquire.set_collapse_key(kDocumentSlot);
  if (query.sort == Query::Sort::Date) enquire.set_sort_by_value_then_relevance(kDateSlot, true);
  Counter counter;
  enquire.add_matchspy(&counter);
  const std::size_t per_page = std::clamp<std::size_t>(query.per_page, 1, kMostPerPage);
  const std::size_t page = std::clamp<std::size_t>(query.page, 1, kMostPages);
  Found found;
  found.hits = enquire.get_mset(static_cast<Xapian::doccount>((page - 1) * per_page),
                                static_cast<Xapian::doccount>(per_page), kCounted);
  found.tally = counter.tally();
  return found;
}

/// Of the documents shown in another language, the editions in the reader's language that match too.
std::map<std::string, std::string> in_reader_language(const Xapian::Database& index, const Xapian::Query& text,
                                                      const std::vector<StoredEdition>& shown,
                                                      const content::Locale& reader) {
  std::vector<Xapian::Query> identities;
  for (const StoredEdition& edition : shown)
    if (edition.locale != reader) identities.emplace_back(identity_term(edition.id, reader));
  std::map<std::string, std::string> found;
  if (identities.empty()) return found;
  Xapian::Enquire enquire(index);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_query(
      Xapian::Query(Operator::OP_FILTER, text, Xapian::Query(Operator::OP_OR, identities.begin(), identities.end())));
  const Xapian::MSet hits = enquire.get_mset(0, static_cast<Xapian::doccount>(identities.size()));
  for (auto hit = hits.begin(); hit != hits.end(); ++hit) {
    const Xapian::Document document = hit.get_document();
    found.emplace(document.get_value(kDocumentSlot), document.get_data());
  }
  return found;
}

Hit hit_of(const StoredEdition& edition, const QueryPlan& plan) {
  return {.id = edition.id,
          .locale = edition.locale,
          .title = edition.title,
          .slug = edition.slug,
          .section = edition.section,
          .type = edition.type,
          .organisation = edition.organisation,
          .published = edition.published,
          .snippet = make_snippet(edition.text, edition.locale, plan)};
}

std::vector<Hit> hits_of(const Xapian::Database& index, const Found& found, const Xapian::Query& text,
                         const Query& query, const QueryPlan& plan) {
  std::vector<StoredEdition> shown;
  for (auto hit = found.hits.begin(); hit != found.hits.end(); ++hit)
    shown.push_back(StoredEdition::decode(hit.get_document().get_data()));
  const auto preferred = in_reader_language(index, text, shown, query.reader);
  std::vector<Hit> hits;
  for (StoredEdition& edition : shown) {
    if (const auto other = preferred.find(edition.id.value); other != preferred.end())
      edition = StoredEdition::decode(other->second);
    hits.push_back(hit_of(edition, plan));
  }
  return hits;
}

}  // namespace

Answer ask(const Xapian::Database& index, const Query& query, const QueryPlan& plan) {
  const Xapian::Query filters = filters_of(query);
  const bool few = plan.typed_words <= kFewWords;
  Xapian::Query text = words_query(plan, few ? Operator::OP_AND : Operator::OP_OR, filters);
  Found found = run(index, ranked(text, plan, query.reader), query, plan.bm25);
  if (few && plan.words.size() > 1 && found.total() < enough(plan.words.size())) {
    text = words_query(plan, Operator::OP_OR, filters);
    found = run(index, ranked(text, plan, query.reader), query, plan.bm25);
  }
  Answer answer;
  answer.hits = hits_of(index, found, text, query, plan);
  answer.total = found.total();
  answer.total_is_exact = found.complete();
  const double counted = static_cast<double>(std::max<std::uint64_t>(1, found.tally.documents()));
  answer.facets = found.tally.facets(found.complete() ? 1 : static_cast<double>(answer.total) / counted);
  answer.suggestion = suggest_spelling(index, plan);
  return answer;
}

}  // namespace sen::search
