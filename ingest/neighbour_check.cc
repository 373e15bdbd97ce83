#include "ingest/neighbour_check.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "content/compare/words.h"
#include "engine/base/maybe.h"
#include "engine/base/text.h"
#include "engine/store/organisation_names.h"

namespace sen::ingest {
namespace {

constexpr std::size_t kMostOverlaps = 5, kLookedAt = 50;
constexpr std::chrono::hours kRecent{30 * 24};
constexpr double kSameTitle = 0.6;      ///< Of the words of both.
constexpr double kSameMatter = 0.25;    ///< compare::resemblance()
constexpr std::size_t kTitleWords = 4;  ///< Shorter titles are too common to compare.

std::set<std::string> words_of(std::string_view title) {
  std::set<std::string> words;
  for (const compare::Piece& piece : compare::cut_words(title))
    if (piece.word) words.insert(to_lower_ascii(title.substr(piece.begin, piece.end - piece.begin)));
  return words;
}

/// The share of words that two titles have in common (Jaccard).
double same_words(const std::set<std::string>& a, const std::set<std::string>& b) {
  if (a.size() < kTitleWords || b.size() < kTitleWords) return 0;
  const auto common =
      static_cast<double>(std::count_if(a.begin(), a.end(), [&](const std::string& word) { return b.contains(word); }));
  return common / (static_cast<double>(a.size() + b.size()) - common);
}

/// What the public reads of an edition; nothing if it cannot.
Result<std::optional<store::VisibleEdition>> read_public(const content::ContentId& id, const content::Locale& locale,
                                                         const store::VisibleContent& others) {
  auto found = others.find_exact(id, locale);
  if (found) return std::optional(*std::move(found));
  if (found.error().code() != ErrorCode::NotFound && found.error().code() != ErrorCode::Gone) return found.error();
  return std::optional<store::VisibleEdition>();
}

Overlap overlap_of(const store::VisibleEdition& other, double resemblance, bool is_duplicate) {
  return {.id = other.document.id,
          .locale = other.edition.locale,
          .organisation = other.document.organisation,
          .title = other.version.title,
          .resemblance = resemblance,
          .is_duplicate = is_duplicate};
}

}  // namespace

Result<const std::vector<OverlapFinder::Recent>*> OverlapFinder::recent_of(const std::string& topic,
                                                                           const content::Locale& locale) {
  const auto [place, is_new] = recent_.try_emplace({topic, locale});
  if (!is_new) return &place->second;
  const Timestamp since = now_ + -std::chrono::duration_cast<std::chrono::milliseconds>(kRecent);
  const store::ListedPage newest = SEN_TRY(others_.list({store::Listing::By::Topic, topic, locale}, 0, kLookedAt));
  for (const store::Listed& listed : newest.entries) {
    if (listed.published < since) break;
    const auto other = SEN_TRY(read_public(listed.id, locale, others_));
    if (other) place->second.push_back({overlap_of(*other, 0, false), words_of(other->version.title)});
  }
  return &place->second;
}

Result<std::vector<Overlap>> OverlapFinder::find(const Compared& text, const content::OrganisationCode& organisation) {
  std::vector<Overlap> all;
  std::set<content::ContentId> seen;
  const auto fingerprint = compare::fingerprint(Neighbours::words(text.title, text.summary, text.text));
  if (fingerprint)
    for (const Neighbour& near : neighbours_.find(*fingerprint, kLookedAt, compare::kNearDuplicate)) {
      if (all.size() >= kMostOverlaps || seen.contains(near.id)) continue;
      const auto other = SEN_TRY(read_public(near.id, near.locale, others_));
      if (!other || other->document.organisation == organisation) continue;
      seen.insert(near.id);
      all.push_back(overlap_of(*other, near.resemblance, true));
    }
  const std::set<std::string> title = words_of(text.title);
  for (const std::string& topic : text.topics)
    for (const Recent& recent : *SEN_TRY(recent_of(topic, text.locale))) {
      if (all.size() >= kMostOverlaps) return all;
      const bool is_own = recent.overlap.organisation == organisation;
      if (is_own || seen.contains(recent.overlap.id)) continue;
      const double alike = fingerprint ? neighbours_.resemblance(*fingerprint, recent.overlap.id, text.locale) : 0;
      if (alike < kSameMatter && same_words(title, recent.title) < kSameTitle) continue;
      seen.insert(recent.overlap.id);
      all.push_back(recent.overlap);
      all.back().resemblance = alike;
    }
  return all;
}

Result<void> check_neighbours(const Package& package, const Neighbours& neighbours, const store::VisibleContent& others,
                              const store::Snapshot& snapshot, const content::Vocabulary& vocabulary, Timestamp now,
                              Findings& findings) {
  const content::Locale language(findings.language() == MessageLanguage::Vietnamese ? "vi" : "en");
  OverlapFinder finder(neighbours, others, now);
  for (const DocumentDraft& document : package.documents)
    for (const EditionDraft& edition : document.editions) {
      const Compared compared{edition.locale, edition.title, edition.summary, edition.rendered.text, document.topics};
      for (const Overlap& overlap : SEN_TRY(finder.find(compared, package.organisation))) {
        const auto names = SEN_TRY(maybe(store::organisation_names(snapshot, vocabulary, overlap.organisation)));
        const std::string name(names ? content::text_in(*names, language) : overlap.organisation.value);
        const auto percent = static_cast<int>(std::lround(overlap.resemblance * 100));
        findings.add(overlap.is_duplicate ? Rule::NearDuplicate : Rule::TopicOverlap,
                     {.file = edition.file, .document = overlap.id.value},
                     {overlap.title, name, std::to_string(percent)});
      }
    }
  return {};
}

}  // namespace sen::ingest
