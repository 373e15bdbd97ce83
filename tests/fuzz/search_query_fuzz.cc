// Any bytes can be asked and shown: the query is read within its limits, and a snippet is sound HTML.
#include <cstdlib>
#include <string>
#include <string_view>

#include "engine/base/text.h"
#include "search/query_plan.h"
#include "search/query_reader.h"
#include "search/snippet.h"
#include "search/suggestion_keys.h"

namespace {

using namespace sen;

constexpr std::size_t kXapianLimit = 245;

void require(bool condition) {
  if (!condition) std::abort();
}

void check_term(const std::string& term) {
  require(!term.empty() && term.size() <= kXapianLimit && term.find('\0') == std::string::npos);
}

const search::QueryPlanner& planner() {
  static const search::QueryPlanner kPlanner = [] {
    const auto lexicon = content::load_built_in_lexicon();
    const auto vocabulary = content::load_built_in_vocabulary();
    require(lexicon.has_value() && vocabulary.has_value());
    return search::QueryPlanner(*lexicon, *vocabulary);
  }();
  return kPlanner;
}

/// Every `<` belongs to a `<mark>` that is closed in its turn.
void check_snippet(std::string_view html) {
  bool open = false;
  for (std::size_t at = html.find_first_of("<>"); at != std::string_view::npos; at = html.find_first_of("<>", at)) {
    const std::string_view tag = open ? "</mark>" : "<mark>";
    require(html.substr(at, tag.size()) == tag);
    open = !open;
    at += tag.size();
  }
  require(!open && is_utf8(html));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  std::size_t read = 0;
  for (const search::Clause& clause : search::read_query(bytes)) read += clause.text.size();
  require(read <= search::kLongestQuery);

  for (const char* language : {"vi", "de", "ja"}) {
    const content::Locale locale(language);
    const search::QueryPlan plan = planner().plan(bytes, locale);
    for (const search::Alternatives& word : plan.words)
      for (const search::WeightedTerm& term : word) check_term(term.term);
    for (const search::WeightedTerm& term : plan.lifting) check_term(term.term);
    check_snippet(search::make_snippet(bytes, locale, plan));
  }
  for (const std::string& key : search::suggestion_keys(bytes)) require(key.size() <= 64);
  return 0;
}
