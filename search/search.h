#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "content/model/vocabulary.h"
#include "engine/follow/follower.h"
#include "search/ranking.h"

namespace sen::search {

struct Query {
  std::string text;        ///< As typed, at most 512 bytes are read; may name filters (`place:Huế`).
  content::Locale reader;  ///< The language of the page that asks; decides which edition of a document is shown.
  std::optional<content::Locale> language;             ///< Filter: only editions in it.
  std::string type, topic, organisation, place, year;  ///< Filters by code; empty: all.
  std::optional<Timestamp> from, to;                   ///< Filter by date of the document, half-open.
  enum class Sort { Relevance, Date } sort = Sort::Relevance;
  std::size_t page = 1;  ///< From 1; at most 100.
  std::size_t per_page = 10;
  bool verbatim = false;  ///< Only what was typed, though another spelling finds what it does not.
};

/// Whether the query limits what is found, whatever its words.
bool has_filter(const Query& query);

/// That a text names something of the vocabulary.
struct Named {
  std::string_view facet;  ///< place, organisation, topic, type or language.
  std::string code;
  std::size_t words = 0;  ///< How many of the text's pieces_of(), by characters (phrases.h).
};

/// A document that matches, in the language that matched (or the reader's, if several did).
struct Hit {
  content::ContentId id;
  content::Locale locale;
  std::string title;  ///< Plain text.
  std::string slug, section, type;
  content::OrganisationCode organisation;
  Timestamp published;
  content::Provenance provenance = content::Provenance::Human;
  std::string snippet;  ///< HTML: escaped text with `<mark>`.
};

struct FacetValue {
  std::string code;
  std::uint64_t count = 0;
};

struct Answer {
  std::vector<Hit> hits;
  std::uint64_t total = 0;     ///< Documents, not editions.
  bool total_is_exact = true;  ///< False: judged by a sample; facets too.
  bool is_complete = true;     ///< False: the time for one question ended first, and better hits may be missing.
  std::map<std::string, std::vector<FacetValue>>
      facets;              ///< language, type, organisation, topic, place, year; most first.
  std::string suggestion;  ///< Another spelling that finds more; empty: none.
  std::string corrected;   ///< The spelling that these results are of, because what was typed finds nothing; or empty.
  Query understood;        ///< The query with the filters that its text named, and without their names.
  std::vector<Named> named;           ///< What the query names, in its order.
  std::vector<FacetValue> elsewhere;  ///< Of a query limited to one language: what it finds in others, most first.
};

class PastQueries;

struct IndexOptions {
  std::size_t commit_documents = 500;           ///< Committed when so many wait …
  std::chrono::milliseconds commit_every{500};  ///< … or when so long has passed.
  Ranking ranking{};
  const PastQueries* past = nullptr;  ///< What readers asked, for suggestions; must outlive the index.
};

/// The search index: a follower that reads VisibleContent only, and answers queries.
/// apply() and rebuild() by one thread, the rest by any number.
class Index : public follow::Follower {
 public:
  /// A query of filters alone gives what they leave, newest first.
  /// Errors: InvalidInput for a query without any word or filter; Unavailable while the index is made again because it
  /// was damaged, or is of another version.
  virtual Result<Answer> search(const Query& query) const = 0;
  /// Names of the vocabulary, what readers asked and titles that begin as typed, at most `limit` and never more
  /// than 20. All of what readers asked is in the words of visible texts.
  virtual Result<std::vector<std::string>> suggest(std::string_view typed, const content::Locale& reader,
                                                   std::size_t limit) const = 0;
  /// On how many editions index and content agree. Errors: Storage names what differs, up to twenty editions.
  virtual Result<std::uint64_t> verify(const store::VisibleContent& content) const = 0;
};

/// Opens or makes the index in `folder`. An index of another analyser version or a damaged one starts
/// empty at position 0, and is rebuilt by the runner. `vocabulary` must outlive it.
Result<std::unique_ptr<Index>> open_index(const std::string& folder, const content::Vocabulary& vocabulary,
                                          IndexOptions options = {});

}  // namespace sen::search
