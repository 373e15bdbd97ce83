#include "search/clusters.h"

#include <unicode/uchar.h>

#include "engine/base/text.h"
#include "search/words.h"

namespace sen::search {
namespace {

struct Cluster {
  std::string form;
  std::size_t begin = 0, end = 0;
};

/// Signs behind which the next consonant stands below the former one: Khmer coeng, Burmese virama.
bool stacks_next(char32_t c) {
  return c == 0x17D2 || c == 0x1039;
}

/// Vowels that are letters to Unicode but are written onto the former consonant: Thai and Lao sara am.
bool leans_back(char32_t c) {
  return c == 0x0E33 || c == 0x0EB3 || (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_M_MASK | U_GC_CF_MASK)) != 0;
}

std::size_t cluster_end(std::string_view text, std::size_t begin, std::size_t limit) {
  std::size_t at = begin;
  char32_t former = next_code_point(text, at);
  for (std::size_t next = at; next < limit; at = next) {
    const char32_t c = next_code_point(text, next);
    if (!leans_back(c) && !stacks_next(former)) break;
    former = c;
  }
  return at;
}

void add_words(std::string_view text, const Token& run, const TermSink& sink) {
  for (const Span& word : words_of(text, run)) {
    const std::string form = fold_case(text.substr(word.begin, word.end - word.begin));
    if (!form.empty()) sink({Family::Word, form, word.begin, word.end});
  }
}

}  // namespace

void analyse_clusters(std::string_view text, const Token& run, const TermSink& sink) {
  std::vector<Cluster> clusters;
  for (std::size_t at = run.begin; at < run.end;) {
    const std::size_t begin = at;
    at = cluster_end(text, begin, run.end);
    Cluster cluster{fold_case(text.substr(begin, at - begin)), begin, at};
    if (!cluster.form.empty()) clusters.push_back(std::move(cluster));
  }
  static constexpr std::array kFamilies{Family::Cluster, Family::ClusterPair, Family::ClusterTriple};
  for (std::size_t first = 0; first < clusters.size(); ++first) {
    std::string joined;
    for (std::size_t n = 0; n < kFamilies.size() && first + n < clusters.size(); ++n) {
      joined += clusters[first + n].form;
      const bool needed = clusters.size() == 1 || kFamilies[n] == Family::ClusterPair;
      sink({kFamilies[n], joined, clusters[first].begin, clusters[first + n].end, needed});
    }
  }
  add_words(text, run, sink);
}

}  // namespace sen::search
