#include "ingest/planner.h"

#include <algorithm>
#include <set>
#include <span>
#include <tuple>

#include "content/compare/translation.h"
#include "content/model/publication.h"
#include "content/model/slug.h"
#include "engine/base/maybe.h"
#include "engine/store/organisation_names.h"
#include "ingest/amendments.h"
#include "ingest/checker.h"
#include "ingest/dataset_planner.h"
#include "ingest/review_planner.h"

namespace sen::ingest {
namespace {

using content::ChangeKind;
using content::State;

bool same(const content::MediaUse& a, const content::MediaUse& b) {
  const auto all = [](const content::MediaUse& use) {
    return std::tie(use.digest, use.file, use.credit, use.licence, use.rights_until, use.focus_x, use.focus_y, use.alt,
                    use.caption);
  };
  return all(a) == all(b);
}

bool same(const content::Document& a, const content::Document& b) {
  const auto all = [](const content::Document& document) {
    return std::tie(document.organisation, document.folder, document.type, document.section, document.date,
                    document.embargo, document.expiry, document.licence, document.topics, document.places,
                    document.markets, document.related, document.image, document.locales);
  };
  const auto same_use = [](const content::MediaUse& x, const content::MediaUse& y) { return same(x, y); };
  return all(a) == all(b) && a.fields == b.fields &&
         std::equal(a.media.begin(), a.media.end(), b.media.begin(), b.media.end(), same_use);
}

/// Whether `draft` says in other words, or of others, what `version` said.
bool differs(const content::Version& version, const content::Version& draft) {
  const auto all = [](const content::Version& one) {
    return std::tie(one.title, one.summary, one.slug, one.body, one.provenance, one.translates);
  };
  return all(version) != all(draft);
}

/// The note for one language: its own, or the one for all.
std::string note_for(const DocumentDraft& draft, const content::Locale& locale) {
  if (const auto own = draft.notes.find(locale); own != draft.notes.end()) return own->second;
  if (const auto all = draft.notes.find(content::Locale()); all != draft.notes.end()) return all->second;
  return std::string(content::text_in(draft.notes, locale));
}

class Planner {
 public:
  Planner(Package& package, const store::Snapshot& snapshot, const content::Vocabulary& vocabulary,
          const Options& options, Timestamp now, Findings& findings)
      : package_(package),
        snapshot_(snapshot),
        vocabulary_(vocabulary),
        options_(options),
        now_(now),
        findings_(findings) {}

  Result<Plan> plan() {
    plan_.change.based_on = snapshot_.sequence();
    plan_.change.actor = {options_.actor, package_.organisation};
    plan_.change.reason = "package " + package_.name;
    const auto names = SEN_TRY(maybe(store::organisation_names(snapshot_, vocabulary_, package_.organisation)));
    organisation_names_ = names.value_or(content::Texts());
    for (const DocumentDraft& draft : package_.documents) SEN_TRY(plan_document(draft));
    for (DatasetDraft& draft : package_.datasets)
      SEN_TRY(
          plan_dataset(draft, dataset_embargo(draft), snapshot_, options_, now_, plan_.change.mutations, findings_));
    // A package of which nothing can be shown is noted all the same.
    plan_.empty = plan_.change.mutations.empty() && !(package_.documents.empty() && package_.datasets.empty());
    plan_.change.mutations.emplace_back(content::PackageReceipt{.digest = package_.digest,
                                                                .name = package_.name,
                                                                .organisation = package_.organisation,
                                                                .outcome = options_.publish ? "published" : "submitted",
                                                                .amendments = options_.amendments});
    return std::move(plan_);
  }

 private:
  Result<void> plan_document(const DocumentDraft& draft) {
    const content::ContentId id = content::make_content_id(package_.organisation, draft.folder);
    const auto stored = SEN_TRY(maybe(snapshot_.document(id)));
    const std::vector<content::Edition> editions = SEN_TRY(snapshot_.editions(id));
    if (draft.change && *draft.change >= ChangeKind::Withdrawal && !editions.empty()) {
      return withdraw(draft, editions);
    }
    DocumentStep step;
    step.stored = stored;
    step.was_public = std::any_of(editions.begin(), editions.end(),
                                  [](const content::Edition& edition) { return edition.live != 0; });
    step.document = step.wanted = make_document(draft, id, stored, editions);
    if (stored) content::count_revision(step.document, *stored, now_);
    if (step.was_public && draft.embargo && *draft.embargo > now_) {
      // The embargo is one of this change: what is public stays.
      step.held_until = draft.embargo;
      step.wanted.embargo = stored->embargo;
    }
    // What waits for approval must not change what the public sees of the document already.
    if (step.was_public && (!options_.publish || step.held_until)) {
      step.document = *stored;
      step.document.locales = step.wanted.locales;
    }
    step.differs = !stored || !same(*stored, step.wanted);
    if (!stored || !same(*stored, step.document)) plan_.change.mutations.emplace_back(step.document);
    std::map<content::Locale, std::uint32_t> numbers;
    for (const content::Edition& edition : editions) numbers[edition.locale] = edition.latest;
    std::vector<EditionStep> handed_in;
    // Sources first, so that a translation names the version that it was handed in with.
    for (const bool original : {true, false})
      for (const EditionDraft& edition : draft.editions)
        if (edition.translates.empty() == original)
          handed_in.push_back(SEN_TRY(plan_edition(draft, edition, step, editions, numbers)));
    SEN_TRY(plan_reviews(step, handed_in, snapshot_, vocabulary_, options_, now_, rules_, plan_.change.mutations));
    return plan_pictures(draft);
  }

  content::Document make_document(const DocumentDraft& draft, const content::ContentId& id,
                                  const std::optional<content::Document>& stored,
                                  const std::vector<content::Edition>& editions) const {
    content::Document document;
    document.id = id;
    document.organisation = package_.organisation;
    document.organisation_name_vi =
        stored ? stored->organisation_name_vi : content::text_in(organisation_names_, content::Locale("vi"));
    document.folder = draft.folder;
    document.type = draft.type;
    document.section = vocabulary_.type(draft.type)->section;
    const Timestamp undated = stored ? stored->date : package_.created.value_or(now_);
    document.date = draft.date.value_or(undated);
    document.embargo = draft.embargo;
    document.expiry = draft.expiry;
    document.licence = draft.licence.empty() ? package_.licence : draft.licence;
    document.topics = draft.topics;
    document.places = draft.places;
    document.markets = draft.markets;
    for (const std::string& said : draft.related) document.related.push_back(*related_id(package_.organisation, said));
    document.image = draft.image;
    document.media = make_uses(draft, stored);
    document.fields = draft.fields;
    std::set<content::Locale> locales;
    for (const content::Edition& edition : editions) locales.insert(edition.locale);
    for (const EditionDraft& edition : draft.editions) locales.insert(edition.locale);
    document.locales.assign(locales.begin(), locales.end());
    return document;
  }

  /// The document's pictures by file, with the words of the sheet and, where it has none, of the texts.
  std::vector<content::MediaUse> make_uses(const DocumentDraft& draft,
                                           const std::optional<content::Document>& stored) const {
    std::vector<content::MediaUse> uses;
    for (const std::string& name : draft.images()) {
      content::MediaUse use = package_.images.at(name).use;
      for (const EditionDraft& edition : draft.editions)
        for (const markup::ImageWords& words : edition.rendered.image_words) {
          if (words.path != name) continue;
          if (!words.alt.empty()) use.alt.emplace(edition.locale, words.alt);
          if (!words.title.empty()) use.caption.emplace(edition.locale, words.title);
        }
      uses.push_back(std::move(use));
    }
    // Editions that were not handed in again keep the pictures that they show.
    if (stored)
      for (const content::MediaUse& use : stored->media)
        if (std::none_of(uses.begin(), uses.end(), [&](const auto& one) { return one.file == use.file; }) &&
            draft.editions.size() < stored->locales.size())
          uses.push_back(use);
    std::sort(uses.begin(), uses.end(), [](const auto& a, const auto& b) { return a.file < b.file; });
    return uses;
  }

  Result<EditionStep> plan_edition(const DocumentDraft& draft, const EditionDraft& edition, const DocumentStep& step,
                                   const std::vector<content::Edition>& editions,
                                   std::map<content::Locale, std::uint32_t>& numbers) {
    const content::Document& document = step.document;
    const auto place =
        std::find_if(editions.begin(), editions.end(), [&](const auto& one) { return one.locale == edition.locale; });
    content::Edition next = place != editions.end() ? *place
                                                    : content::Edition{.id = document.id,
                                                                       .locale = edition.locale,
                                                                       .first_published = {},
                                                                       .updated = {},
                                                                       .notes = {},
                                                                       .reason = {}};
    content::Version version = make_version(draft, edition, document.id);
    const bool is_new = next.latest == 0;
    bool changed = is_new;
    if (!is_new) {
      const content::Version latest = SEN_TRY(snapshot_.version(document.id, edition.locale, next.latest));
      changed = differs(latest, version);
      // An import that publishes asks no language reviewer, so it leaves the label where it is.
      if (options_.publish && compare::is_unlabelled(version.provenance, std::span(&latest.provenance, 1)))
        findings_.add(Rule::ProvenanceUnlabelled, {.file = edition.file, .field = "provenance"});
      if (!changed) version = latest;
    }
    if (changed) {
      version.number = next.latest + 1;
      numbers[edition.locale] = version.number;
      if (const auto source = numbers.find(version.translates); source != numbers.end())
        version.translates_version = source->second;
      if (!is_new) settle_kind(draft, edition, next, version);
      next.latest = version.number;
      plan_.change.mutations.emplace_back(version);
    }
    if (settle_state(step, version, changed, next)) plan_.change.mutations.emplace_back(next);
    return EditionStep{std::move(next), std::move(version), changed, explanations_of(edition)};
  }

  /// Why figures, dates and names of the edition may differ from its source, as it was typed beside the package.
  std::vector<content::Explanation> explanations_of(const EditionDraft& edition) const {
    std::vector<content::Explanation> all;
    for (const content::Amendment& one : options_.amendments)
      if (one.file == edition.file && one.field == kExplanation)
        all.push_back({.account = one.account, .at = one.at, .difference = one.key, .text = one.value});
    return all;
  }

  content::Version make_version(const DocumentDraft& draft, const EditionDraft& edition,
                                const content::ContentId& id) const {
    return {.id = id,
            .locale = edition.locale,
            .number = 0,
            .title = edition.title,
            .summary = edition.summary,
            .slug = content::make_slug(vocabulary_, edition.locale, edition.slug.empty() ? edition.title : edition.slug,
                                       draft.folder),
            .body = edition.body,
            .parts = edition.rendered.parts,
            .text = edition.rendered.text,
            .provenance = edition.provenance,
            .translates = edition.translates,
            .translates_version = 0,
            .kind = draft.change.value_or(ChangeKind::Update),
            .note = note_for(draft, edition.locale),
            .submitted = now_};
  }

  /// What kind of change a new version of an edition is; a public one needs to be told.
  void settle_kind(const DocumentDraft& draft, const EditionDraft& edition, const content::Edition& before,
                   content::Version& version) {
    if (draft.change) return;
    version.kind = ChangeKind::Minor;
    if (before.live == 0) return;
    const content::DocumentType* type = vocabulary_.type(draft.type);
    if (type != nullptr && type->needs_note && version.note.empty()) {
      findings_.add(Rule::MissingNote, {.file = draft.file, .field = "note"}, {std::string("minor")});
    } else {
      findings_.add(Rule::ChangeNotStated, {.file = edition.file});
    }
  }

  /// Moves an edition to where it stands after this package; whether it differs from before.
  bool settle_state(const DocumentStep& step, const content::Version& version, bool changed,
                    content::Edition& edition) const {
    const content::Document& document = step.document;
    const bool waits = step.held_until || (document.embargo && *document.embargo > now_);
    const bool expired = document.expiry && *document.expiry <= now_;
    if (!options_.publish || waits) {
      // What was public stays as it is until its review is done.
      if (edition.live != 0 || (!changed && edition.state == State::Scheduled)) return changed;
      const State state = options_.publish ? State::Scheduled : State::Submitted;
      const bool moved = changed || (edition.state != state && (options_.publish || edition.state == State::Draft));
      if (moved) edition.state = state;
      return moved;
    }
    if (!changed && edition.live == edition.latest &&
        (edition.state == State::Published || edition.state == State::Expired))
      return settle_expiry(expired, edition);
    content::publish(edition, version, now_);
    // An import of what was published elsewhere before keeps its place in the listings.
    if (!step.stored && document.date < now_) edition.first_published = edition.updated = document.date;
    settle_expiry(expired, edition);
    return true;
  }

  static bool settle_expiry(bool expired, content::Edition& edition) {
    const State state = expired ? State::Expired : State::Published;
    if (edition.state == state) return false;
    edition.state = state;
    return true;
  }

  Result<void> withdraw(const DocumentDraft& draft, const std::vector<content::Edition>& editions) {
    const State state = *draft.change == ChangeKind::Retraction ? State::Retracted : State::Withdrawn;
    for (content::Edition edition : editions) {
      if (edition.live == 0) {
        // The public never saw it and is told nothing; what waits goes back to its author.
        if (edition.state == State::Draft) continue;
        edition.state = State::Draft;
        SEN_TRY(withdraw_review(edition, snapshot_, plan_.change.mutations));
        plan_.change.mutations.emplace_back(std::move(edition));
        continue;
      }
      const std::string note = note_for(draft, edition.locale);
      if (edition.state == state && edition.reason == note) continue;
      edition.state = state;
      edition.reason = note;
      edition.notes.push_back({.kind = *draft.change, .version = edition.live, .at = now_, .note = note});
      SEN_TRY(withdraw_review(edition, snapshot_, plan_.change.mutations));
      plan_.change.mutations.emplace_back(std::move(edition));
    }
    return {};
  }

  Result<void> plan_pictures(const DocumentDraft& draft) {
    for (const std::string& name : draft.images()) {
      const ImageDraft& picture = package_.images.at(name);
      if (!pictures_.insert(picture.media.digest).second) continue;
      if (SEN_TRY(maybe(snapshot_.media(picture.media.digest)))) continue;
      plan_.change.mutations.emplace_back(picture.media);
      plan_.pictures.push_back(&picture);
    }
    return {};
  }

  /// Until when a dataset waits: its own embargo; without one, that of the documents that show it, if
  /// all of them wait, so that a chart's figures are not out before its words.
  std::optional<Timestamp> dataset_embargo(const DatasetDraft& draft) const {
    std::optional<Timestamp> first;
    for (const DocumentDraft& document : package_.documents) {
      const bool shows =
          std::any_of(document.editions.begin(), document.editions.end(), [&](const EditionDraft& edition) {
            return std::any_of(
                edition.rendered.parts.begin(), edition.rendered.parts.end(), [&](const content::BodyPart& part) {
                  return part.kind == content::BodyPart::Kind::Chart && part.value == draft.dataset.code.value;
                });
          });
      if (!shows) continue;
      if (!document.embargo || *document.embargo <= now_) return draft.dataset.embargo;
      if (!first || *document.embargo < *first) first = document.embargo;
    }
    return draft.dataset.embargo ? draft.dataset.embargo : first;
  }

  Package& package_;
  const store::Snapshot& snapshot_;
  const content::Vocabulary& vocabulary_;
  const Options& options_;
  Timestamp now_;
  Findings& findings_;
  Plan plan_;
  content::Texts organisation_names_;
  TranslationRules rules_;
  std::set<Digest> pictures_;
};

}  // namespace

Result<Plan> plan(Package& package, const store::Snapshot& snapshot, const content::Vocabulary& vocabulary,
                  const Options& options, Timestamp now, Findings& findings) {
  return Planner(package, snapshot, vocabulary, options, now, findings).plan();
}

}  // namespace sen::ingest
