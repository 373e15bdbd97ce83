#pragma once

#include <functional>
#include <string>
#include <vector>

#include "content/model/vocabulary.h"
#include "engine/store/visible_content.h"
#include "feeds/feed.h"

namespace sen::feeds {

/// What feeds say of changes, in one language.
struct ChangeWords {
  std::string corrections = "Corrections";  ///< The name of that feed.
  std::string correction = "Correction";
  std::string withdrawal = "Withdrawal";
  std::string retraction = "Retraction";

  const std::string& of(content::ChangeKind kind) const;
};

/// The site as feeds and sitemaps name it.
struct FeedSite {
  std::string address;  ///< `https://example.vn`, without a slash at the end.
  content::Texts names;
  std::vector<content::Locale> languages;
  std::string version;  ///< Of Sen.
  bool indexed = true;  ///< Whether search engines are welcome.
  /// A sentence in an edition's language on who made it, for those that a machine made; none: nothing is said.
  std::function<std::string(const store::VisibleEdition& edition, const std::string& organisation)> provenance_line{};
  std::function<ChangeWords(const content::Locale& locale)> change_words{};  ///< None: English.
};

/// What a feed is of, and what was read for it.
struct BuiltFeed {
  Feed feed;
  std::vector<content::DependencyKey> reads;
};

constexpr std::size_t kFeedEntries = 30;

/// The newest documents of a listing in its language (`listing.locale` is set), and what was taken back of it. `title`
/// is the listing's own name, empty for all; `home` the path of its page. Errors: as VisibleContent.
Result<BuiltFeed> build_feed(const store::VisibleContent& content, const content::Vocabulary& vocabulary,
                             const FeedSite& site, const store::Listing& listing, std::string_view title,
                             std::string_view home, std::size_t limit = kFeedEntries);

/// The entries of an incident in `locale`, newest first, and what was taken back of them, under the incident's own
/// title and address. Errors: as VisibleContent, of the incident; NotFound also if the document is none.
Result<BuiltFeed> build_incident_feed(const store::VisibleContent& content, const content::Vocabulary& vocabulary,
                                      const FeedSite& site, const content::ContentId& incident,
                                      const content::Locale& locale, std::size_t limit = kFeedEntries);

/// The datasets of the catalogue, the newest release first, each with its address and description in `locale`.
/// `title` and `home` as above. Errors: as VisibleContent.
Result<BuiltFeed> build_catalogue_feed(const store::VisibleContent& content, const content::Vocabulary& vocabulary,
                                       const FeedSite& site, const content::Locale& locale, std::string_view title,
                                       std::string_view home, std::size_t limit = kFeedEntries);

/// What readers were told of: corrections, withdrawals and retractions, newest first, each in `locale` where it was
/// told in it. Errors: as VisibleContent.
Result<BuiltFeed> build_corrections_feed(const store::VisibleContent& content, const content::Vocabulary& vocabulary,
                                         const FeedSite& site, const content::Locale& locale,
                                         std::size_t limit = kFeedEntries);

/// The keys of what an entry shows.
void add_reads(const store::VisibleEdition& visible, std::vector<content::DependencyKey>& reads);

/// An entry of one visible edition; search results and listings make theirs alike.
Result<FeedEntry> make_entry(const store::VisibleContent& content, const content::Vocabulary& vocabulary,
                             const FeedSite& site, const store::VisibleEdition& visible);

}  // namespace sen::feeds
