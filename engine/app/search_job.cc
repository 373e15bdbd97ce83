#include "engine/app/search_job.h"

#include "content/model/address.h"
#include "search/answer_json.h"

namespace sen::app {
namespace {

/// A snippet without its marks and escapes, for a terminal.
std::string plain(std::string_view html) {
  std::string out;
  for (std::size_t i = 0; i < html.size(); ++i) {
    if (html[i] == '<') {
      i = std::min(html.find('>', i), html.size() - 1);
      continue;
    }
    bool replaced = false;
    for (const auto& [entity, text] : {std::pair<std::string_view, char>{"&amp;", '&'},
                                       {"&lt;", '<'},
                                       {"&gt;", '>'},
                                       {"&quot;", '"'},
                                       {"&#39;", '\''}})
      if (html.substr(i).starts_with(entity)) {
        out += text;
        i += entity.size() - 1;
        replaced = true;
        break;
      }
    if (!replaced) out += html[i];
  }
  return out;
}

}  // namespace

Result<content::Locale> parse_language(const content::Vocabulary& vocabulary, const std::string& code) {
  content::Locale locale(code);
  if (vocabulary.language(locale) != nullptr) return locale;
  std::string known;
  for (const content::Language& language : vocabulary.languages())
    known += (known.empty() ? "" : ", ") + language.code.value;
  return Error(ErrorCode::InvalidInput, "unknown language " + code + "; known are " + known);
}

Result<std::string> search_text(Engine& engine, const std::string& text, const std::string& language, bool json) {
  search::Query query;
  query.text = text;
  query.reader = SEN_TRY(parse_language(engine.vocabulary(), language));
  const search::Answer answer = SEN_TRY(engine.index().search(query));
  if (json)
    return search::to_json(answer, query,
                           [](const search::Hit& hit) {
                             return content::document_path(hit.locale, hit.section, hit.slug, hit.id);
                           }) +
           "\n";
  std::string out = std::to_string(answer.total) + " found\n";
  for (const search::Hit& hit : answer.hits) {
    out += hit.id.value + "  " + hit.locale.value + "  " + format_rfc3339(hit.published).substr(0, 10) + "  " +
           hit.title + "\n";
    out += "            " + plain(hit.snippet) + "\n";
  }
  if (!answer.suggestion.empty()) out += "did you mean: " + answer.suggestion + "\n";
  return out;
}

std::string describe(const IngestTotals& totals) {
  const auto count = [](std::uint64_t n, std::string_view one) { return std::to_string(n) + " " + std::string(one); };
  const std::uint64_t all = totals.published + totals.submitted + totals.already_stored + totals.refused;
  std::string out = count(all, all == 1 ? "package:" : "packages:");
  std::string_view comma = " ";
  for (const auto& [n, outcome] : {std::pair<std::uint64_t, std::string_view>{totals.published, "published"},
                                   {totals.submitted, "submitted"},
                                   {totals.already_stored, "already stored"},
                                   {totals.refused, "refused"}}) {
    if (n == 0) continue;
    out += comma;
    out += count(n, outcome);
    comma = ", ";
  }
  const ingest::Counts& c = totals.counts;
  return out + "; " + count(c.documents, "documents") + " in " + count(c.editions, "editions") + ", " +
         count(c.images, "images") + ", " + count(c.datasets, "datasets") + " with " +
         count(c.observations, "observations") +
         (c.tables > 0 ? ", " + count(c.tables, "plain tables") + " with " + count(c.rows, "rows") : "") + "\n";
}

}  // namespace sen::app
