#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/compare/differences.h"
#include "content/model/change.h"
#include "content/model/review.h"
#include "engine/desk/views/receipts.h"
#include "engine/desk/visit.h"
#include "engine/workflow/offers.h"
#include "ingest/neighbour_check.h"

namespace sen::desk::views {

/// A change of the log, as people read it.
struct HistoryEntry {
  Timestamp at;
  std::string who;
  std::string what;  ///< In the desk's language.
};

/// Where one language of a document stands.
struct LanguageRow {
  content::Locale locale;
  content::Edition edition;
  content::Version newest;
  std::optional<content::Review> review;
  bool stale = false;  ///< Its source has a newer public version that is more than a minor change.
};

/// A document with all of its languages.
struct DocumentPage {
  content::Document document;
  std::string title;
  content::Locale title_language;
  std::vector<LanguageRow> languages;    ///< In the site's order.
  std::vector<content::Locale> missing;  ///< Languages of the site that it does not have.
  std::optional<content::Review> proposal;
  std::optional<Receipts> receipts;
  workflow::Offers offers;         ///< For the proposal.
  bool factor_opens_more = false;  ///< With a second factor the person might publish, schedule or decide.
  std::vector<HistoryEntry> history;
};

/// One language of a document: the newest version, what is public, what it was translated from.
struct EditionPage {
  content::Document document;
  content::Edition edition;
  content::Version newest;
  std::optional<content::Version> live;  ///< If another one is public.
  std::optional<content::Review> review;
  std::optional<content::Draft> draft;          ///< That somebody is writing.
  std::optional<content::Version> source;       ///< Of a translation: the source as it is now.
  std::optional<content::Version> source_then;  ///< As it was translated, if that is another.
  std::vector<compare::Difference> differing;   ///< From the source as it is now; the first kMostDifferences.
  std::size_t more_differing = 0;               ///< Beside them.
  std::vector<ingest::Overlap> overlaps;        ///< Public documents of other organisations that are near to it.
  bool may_preview = false;                     ///< The person makes and ends preview links.
  std::vector<content::PreviewLink> previews;   ///< Of this language, the newest first.
  workflow::Offers offers;
  bool factor_opens_more = false;  ///< As of DocumentPage.
  std::vector<HistoryEntry> history;
};

/// At most this many changes are shown, the newest first.
inline constexpr std::size_t kShownHistory = 50;

/// Errors: NotFound, also for what the person may not read; Storage.
Result<DocumentPage> make_document_page(const Visit& visit, const content::ContentId& id);
Result<EditionPage> make_edition_page(const Visit& visit, const content::ContentId& id, const content::Locale& locale);

/// What the person may do with it. Errors: NotFound, also for what the person may not read; Storage.
Result<workflow::Offers> offers_of(const Visit& visit, const content::ContentId& id, const content::Locale& locale);

/// Whether more would be offered after a sign-in with a second factor than `offers`. Errors: Storage.
Result<bool> factor_opens_more(const Visit& visit, const content::ContentId& id, const content::Locale& locale,
                               const workflow::Offers& offers);

}  // namespace sen::desk::views
