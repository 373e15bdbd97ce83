#include "engine/desk/views/document.h"

#include <algorithm>

#include "engine/base/maybe.h"
#include "engine/desk/review_words.h"
#include "engine/store/keys.h"

namespace sen::desk::views {
namespace {

using content::ContentId;
using content::Edition;
using content::Locale;

/// Whether `change` is about that language, or about what all share.
bool is_about(const content::Change& change, const ContentId& id, const Locale& locale) {
  return std::any_of(change.mutations.begin(), change.mutations.end(), [&](const content::Mutation& mutation) {
    if (const auto* document = std::get_if<content::Document>(&mutation)) return document->id == id;
    if (const auto* edition = std::get_if<Edition>(&mutation)) return edition->id == id && edition->locale == locale;
    if (const auto* version = std::get_if<content::Version>(&mutation))
      return version->id == id && version->locale == locale;
    if (const auto* review = std::get_if<content::Review>(&mutation))
      return review->id == id && review->locale == locale;
    return false;
  });
}

/// The newest changes of the document; with a locale those of that language.
Result<std::vector<HistoryEntry>> history_of(const Visit& visit, const ContentId& id, const Locale& locale) {
  std::vector<HistoryEntry> entries;
  const std::vector<content::Sequence> changes = SEN_TRY(visit.snapshot->history(store::keys::document(id)));
  for (auto sequence = changes.rbegin(); sequence != changes.rend() && entries.size() < kShownHistory; ++sequence) {
    const auto read = SEN_TRY(visit.context.parts.store.log().read({sequence->value - 1}, 1));
    if (read.empty()) continue;
    const content::Change& change = read.front();
    if (!locale.empty() && !is_about(change, id, locale)) continue;
    entries.push_back({change.committed_at, person_label(visit, content::AccountName(change.actor.name)),
                       action_label(visit.tongue, change.reason)});
  }
  return entries;
}

/// Whether a translation of version `translated` of `source` is older than what the public reads there.
Result<bool> is_stale(const Visit& visit, const Edition& source, std::uint32_t translated) {
  for (std::uint32_t number = translated + 1; number <= source.live; ++number) {
    const auto version = SEN_TRY(maybe(visit.snapshot->version(source.id, source.locale, number)));
    if (version && version->kind != content::ChangeKind::Minor) return true;
  }
  return false;
}

const Edition* find(const std::vector<Edition>& editions, const Locale& locale) {
  const auto found =
      std::find_if(editions.begin(), editions.end(), [&](const Edition& one) { return one.locale == locale; });
  return found == editions.end() ? nullptr : &*found;
}

Result<LanguageRow> make_row(const Visit& visit, const std::vector<Edition>& editions, const Edition& edition) {
  LanguageRow row;
  row.locale = edition.locale;
  row.edition = edition;
  row.newest = SEN_TRY(visit.snapshot->version(edition.id, edition.locale, edition.latest));
  row.review = SEN_TRY(maybe(visit.snapshot->review(edition.id, edition.locale)));
  if (const Edition* source = find(editions, row.newest.translates))
    row.stale = SEN_TRY(is_stale(visit, *source, row.newest.translates_version));
  return row;
}

Result<void> add_source(const Visit& visit, EditionPage& page) {
  const content::Version& newest = page.newest;
  if (newest.translates.empty()) return {};
  const auto source = SEN_TRY(maybe(visit.snapshot->edition(newest.id, newest.translates)));
  if (!source) return {};
  page.source = SEN_TRY(visit.snapshot->version(newest.id, newest.translates, source->latest));
  if (newest.translates_version != 0 && newest.translates_version != source->latest)
    page.source_then = SEN_TRY(maybe(visit.snapshot->version(newest.id, newest.translates, newest.translates_version)));
  const auto words = [](const content::Version& version) {
    return compare::EditionText{version.locale, version.title, version.summary, version.body};
  };
  page.differing =
      compare::differences(words(*page.source), words(newest), visit.context.names.get(visit.context.parts.vocabulary));
  if (page.differing.size() > compare::kMostDifferences) {
    page.more_differing = page.differing.size() - compare::kMostDifferences;
    page.differing.resize(compare::kMostDifferences);
  }
  return {};
}

/// What others have published on it. Public content alone is asked, so nobody learns here what waits elsewhere.
Result<void> add_overlaps(const Visit& visit, EditionPage& page) {
  const Parts& parts = visit.context.parts;
  if (parts.neighbours == nullptr) return {};
  const store::VisibleContent others(visit.snapshot, parts.store.blobs(), store::Audience::Public,
                                     parts.vocabulary.fallbacks());
  const content::Version& newest = page.newest;
  ingest::OverlapFinder finder(*parts.neighbours, others, parts.clock.now());
  page.overlaps = SEN_TRY(finder.find({newest.locale, newest.title, newest.summary, newest.text, page.document.topics},
                                      page.document.organisation));
  return {};
}

}  // namespace

Result<workflow::Offers> offers_of(const Visit& visit, const ContentId& id, const Locale& locale) {
  auto offers = visit.context.parts.workflow.offers(visit.person->actor, id, locale);
  if (!offers && offers.error().code() == ErrorCode::PermissionDenied)
    return Error(ErrorCode::NotFound, "there is no such document");
  return offers;
}

Result<bool> factor_opens_more(const Visit& visit, const ContentId& id, const Locale& locale,
                               const workflow::Offers& offers) {
  if (visit.person->actor.second_factor) return false;
  identity::Actor actor = visit.person->actor;
  actor.second_factor = true;
  const workflow::Offers then = SEN_TRY(visit.context.parts.workflow.offers(actor, id, locale));
  return (then.publish && !offers.publish) || (then.schedule && !offers.schedule) ||
         (then.emergency_start && !offers.emergency_start) || (then.approve && !offers.approve);
}

Result<DocumentPage> make_document_page(const Visit& visit, const ContentId& id) {
  DocumentPage page;
  page.offers = SEN_TRY(offers_of(visit, id, Locale()));
  page.factor_opens_more = SEN_TRY(factor_opens_more(visit, id, Locale(), page.offers));
  page.document = SEN_TRY(visit.snapshot->document(id));
  const std::vector<Edition> editions = SEN_TRY(visit.snapshot->editions(id));
  for (const Locale& locale : visit.context.parts.site.languages) {
    if (const Edition* edition = find(editions, locale))
      page.languages.push_back(SEN_TRY(make_row(visit, editions, *edition)));
    else
      page.missing.push_back(locale);
  }
  for (const LanguageRow& row : page.languages) {
    if (!page.title.empty() && row.locale != visit.tongue.locale) continue;
    page.title = row.newest.title;
    page.title_language = row.locale;
  }
  page.proposal = SEN_TRY(maybe(visit.snapshot->review(id, Locale())));
  page.receipts = SEN_TRY(make_receipts(visit, id));
  page.history = SEN_TRY(history_of(visit, id, Locale()));
  return page;
}

Result<EditionPage> make_edition_page(const Visit& visit, const ContentId& id, const Locale& locale) {
  EditionPage page;
  page.offers = SEN_TRY(offers_of(visit, id, locale));
  page.factor_opens_more = SEN_TRY(factor_opens_more(visit, id, locale, page.offers));
  page.document = SEN_TRY(visit.snapshot->document(id));
  page.edition = SEN_TRY(visit.snapshot->edition(id, locale));
  page.newest = SEN_TRY(visit.snapshot->version(id, locale, page.edition.latest));
  if (page.edition.live != 0 && page.edition.live != page.edition.latest)
    page.live = SEN_TRY(visit.snapshot->version(id, locale, page.edition.live));
  page.review = SEN_TRY(maybe(visit.snapshot->review(id, locale)));
  page.draft = SEN_TRY(maybe(visit.snapshot->draft(id, locale)));
  if (page.draft && page.draft->closed) page.draft.reset();
  SEN_TRY(add_source(visit, page));
  page.may_preview = SEN_TRY(visit.context.parts.previews.may_make(visit.person->actor, id));
  page.previews = SEN_TRY(visit.snapshot->preview_links(id));
  std::erase_if(page.previews, [&](const content::PreviewLink& link) { return link.locale != locale; });
  std::reverse(page.previews.begin(), page.previews.end());
  SEN_TRY(add_overlaps(visit, page));
  page.history = SEN_TRY(history_of(visit, id, locale));
  return page;
}

}  // namespace sen::desk::views
