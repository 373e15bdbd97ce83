#include "search/searcher.h"

#include <xapian.h>

#include "search/entry.h"
#include "search/match_count.h"
#include "search/match_query.h"
#include "search/slots.h"
#include "search/snippet.h"
#include "search/spelling.h"

namespace sen::search {
namespace {

// Of BM25+, what Ranking leaves as it is.
constexpr double kK2 = 0, kK3 = 1, kShortestLength = 0.5;

constexpr std::size_t kFewWords = 4;  ///< Longer questions are sentences, of which no text has every word.
constexpr std::size_t kMostPages = 100, kMostPerPage = 100;

// A question that costs more gets what was found until then.
constexpr std::chrono::milliseconds kCountingTime{40}, kRankingTime{100};

constexpr std::uint64_t kMargin = 4;        ///< The newest are chosen from so many for each hit that is shown.
constexpr std::uint64_t kEnoughTitled = 4;  ///< This part of most_ranked: more than the last page can show.

/// How many documents with all words are enough to leave out those with some: one in a question of three, as its
/// words alone say little.
std::uint64_t enough(std::size_t words) {
  return words <= 3 ? 1 : 3;
}

/// What matches, and how much of it there is.
struct Matches {
  Xapian::Query query;
  MatchScope scope;  ///< The dates asked for.
  MatchCount count;
};

/// `scope` for as long, but not beyond `until`.
MatchScope within(MatchScope scope, std::chrono::milliseconds time, Deadline until) {
  scope.until = std::min(until, std::chrono::steady_clock::now() + time);
  return scope;
}

/// The part of the ranking that is on the page.
class PageOf {
 public:
  explicit PageOf(const Query& query)
      : per_page_(static_cast<Xapian::doccount>(std::clamp<std::size_t>(query.per_page, 1, kMostPerPage))),
        first_(static_cast<Xapian::doccount>(std::clamp<std::size_t>(query.page, 1, kMostPages) - 1) * per_page_) {}
  Xapian::doccount first() const { return first_; }
  Xapian::doccount count() const { return per_page_; }
  Xapian::doccount end() const { return first_ + per_page_; }

 private:
  Xapian::doccount per_page_, first_;
};

Matches find_matches(const Xapian::Database& index, const FacetColumns& facets, const Query& query,
                     const QueryPlan& plan, Deadline until) {
  const Xapian::Query filters = filters_of(query);
  MatchScope scope;
  if (query.from) scope.dates.from = query.from->milliseconds;
  if (query.to) scope.dates.to = query.to->milliseconds;
  const bool few = plan.typed_words <= kFewWords;
  const auto counted = [&](Words words) {
    Matches matches{matching(plan, words, filters), scope, {}};
    matches.count = count_matches(index, facets, matches.query, within(scope, kCountingTime, until));
    return matches;
  };
  Matches matches = counted(few ? Words::All : Words::Any);
  const bool done = matches.count.expired || matches.count.documents() >= enough(plan.words.size());
  if (!few || plan.words.size() < 2 || done) return matches;
  return counted(Words::Any);
}

/// The hits of a page in order, and whether time ended before all was looked at.
struct Ordered {
  Xapian::MSet hits;
  bool expired = false;
};

Ordered order(const Xapian::Database& index, const FacetColumns& facets, const Xapian::Query& text,
              const MatchScope& scope, const Query& query, const QueryPlan& plan) {
  Ordered ordered;
  const PageOf page(query);
  const Bm25Plus& bm25 = plan.bm25;
  Xapian::Enquire enquire(index);
  enquire.set_weighting_scheme(Xapian::BM25PlusWeight(bm25.k1, kK2, kK3, bm25.b, kShortestLength, bm25.delta));
  enquire.set_query({Xapian::Query::OP_AND, text, scope_query(facets, scope, ordered.expired, &plan.priors)});
  enquire.set_collapse_key(kDocumentSlot);
  if (query.sort == Query::Sort::Date) enquire.set_sort_by_value_then_relevance(kDateSlot, true);
  // Nothing more is looked at than the ranking needs: counting is another question.
  ordered.hits = enquire.get_mset(page.first(), page.count());
  return ordered;
}

bool is_settled(const Ordered& ordered, const Query& query) {
  return ordered.expired || ordered.hits.size() == PageOf(query).count();
}

/// `scope` from the date on since which about `wanted` of what was counted are dated.
MatchScope newest_of(const MatchCount& count, std::uint64_t wanted, MatchScope scope) {
  scope.dates.from = std::max(scope.dates.from, count.date_of_newest(wanted).value_or(scope.dates.from));
  return scope;
}

/// The newest matches: of many, those that are dated since about the last that the page can show.
Ordered newest(const Xapian::Database& index, const FacetColumns& facets, const Matches& matches, const Query& query,
               const QueryPlan& plan, Deadline until) {
  const MatchScope scope = within(matches.scope, kRankingTime, until);
  const MatchScope narrow = newest_of(matches.count, kMargin * PageOf(query).end(), scope);
  Ordered ordered = order(index, facets, matches.query, narrow, query, plan);
  if (is_settled(ordered, query) || narrow.dates == scope.dates) return ordered;
  return order(index, facets, matches.query, scope, query, plan);
}

/// The best matches. Of more than QueryPlan::most_ranked those that have a word in the title, if these are many, and of
/// more than that the newest: as many for every page, so that all are of one order.
Ordered best(const Xapian::Database& index, const FacetColumns& facets, const Matches& matches, const Query& query,
             const QueryPlan& plan, Deadline until) {
  const MatchScope scope = within(matches.scope, kRankingTime, until);
  if (matches.count.editions() > plan.most_ranked) {
    if (!plan.words.empty()) {
      const Xapian::Query in_titles = titled(matches.query, plan);
      const MatchCount count = count_matches(index, facets, in_titles, scope);
      if (count.editions() >= plan.most_ranked / kEnoughTitled) {
        const MatchScope narrow = newest_of(count, plan.most_ranked, scope);
        Ordered ordered = order(index, facets, ranked(in_titles, plan), narrow, query, plan);
        if (is_settled(ordered, query)) return ordered;
      }
    }
    const MatchScope narrow = newest_of(matches.count, plan.most_ranked, scope);
    Ordered ordered = order(index, facets, ranked(matches.query, plan), narrow, query, plan);
    if (is_settled(ordered, query)) return ordered;
  }
  return order(index, facets, ranked(matches.query, plan), scope, query, plan);
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
      {Xapian::Query::OP_FILTER, text, Xapian::Query(Xapian::Query::OP_OR, identities.begin(), identities.end())});
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
          .provenance = edition.provenance,
          .snippet = make_snippet(edition.text, edition.locale, plan)};
}

std::vector<Hit> hits_of(const Xapian::Database& index, const Xapian::MSet& best, const Xapian::Query& matches,
                         const Query& query, const QueryPlan& plan) {
  std::vector<StoredEdition> shown;
  for (auto hit = best.begin(); hit != best.end(); ++hit)
    shown.push_back(StoredEdition::decode(hit.get_document().get_data()));
  const auto preferred = in_reader_language(index, matches, shown, query.reader);
  std::vector<Hit> hits;
  for (StoredEdition& edition : shown) {
    if (const auto other = preferred.find(edition.id.value); other != preferred.end())
      edition = StoredEdition::decode(other->second);
    hits.push_back(hit_of(edition, plan));
  }
  return hits;
}

}  // namespace

Answer ask(const Xapian::Database& index, const FacetColumns& facets, const Query& query, const QueryPlan& planned,
           Deadline until) {
  const QueryPlan plan = with_rarest_terms(index, planned);
  const Matches matches = find_matches(index, facets, query, plan, until);
  const Ordered page = query.sort == Query::Sort::Date ? newest(index, facets, matches, query, plan, until)
                                                       : best(index, facets, matches, query, plan, until);
  Answer answer;
  answer.hits = hits_of(index, page.hits, matches.query, query, plan);
  answer.total = matches.count.documents();
  answer.total_is_exact = matches.count.is_whole;
  answer.is_complete = !page.expired && !matches.count.expired;
  answer.facets = matches.count.tally.facets(matches.count.scale);
  answer.suggestion = suggest_spelling(index, plan);
  return answer;
}

std::optional<Counts> count(const Xapian::Database& index, const FacetColumns& facets, const Query& query,
                            const QueryPlan& plan, Deadline until) {
  const MatchCount found = find_matches(index, facets, query, with_rarest_terms(index, plan), until).count;
  if (found.expired) return std::nullopt;
  return found.tally.facets(found.scale);
}

}  // namespace sen::search
