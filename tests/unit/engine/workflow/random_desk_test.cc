// Random people do random things to a few documents, right and wrong; whatever becomes public must have been approved.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "engine/base/log.h"
#include "engine/workflow/scheduler.h"
#include "engine/workflow/translations.h"
#include "tests/unit/engine/workflow/office.h"

namespace sen::workflow {
namespace {

using content::AccountName;
using content::ContentId;
using content::Locale;
using content::State;
using namespace test;

constexpr int kActions = 100'000;
constexpr int kActionsAWorld = 500;

/// A language reviewer's yes, kept in the words themselves too.
struct Signed {
  std::string words;
  AccountName by;
};

/// What a person saw when he said yes or handed in: kept here in the words themselves, not in digests.
struct Seen {
  std::string words;
  std::set<AccountName> yes;
};

class RandomDesk {
 public:
  explicit RandomDesk(std::uint32_t seed) : random_(seed) {
    const std::vector<content::OrganisationCode> places = {content::OrganisationCode("mofa"),
                                                           content::OrganisationCode("moit")};
    for (int i = 0; i < 12; ++i) {
      content::Account account;
      account.name = AccountName("person." + std::to_string(i));
      account.organisation = places[i < 10 ? 0 : 1];
      account.languages = {kVi, kEn};
      account.sandbox = i == 9;
      // One or two roles each, so that the same person may write and approve.
      account.grants = {{static_cast<content::DeskRole>(1 + random_() % 7), account.organisation}};
      account.grants.push_back(
          {one_in(2) ? content::DeskRole::Approver : content::DeskRole::Contributor, account.organisation});
      people_.push_back(identity::make_actor(account, !one_in(5)));
      if (account.sandbox) trainees_.insert(account.name);
      EXPECT_TRUE(store_->commit(sen::test::planned(*store_, {account})).has_value());
    }
    const char* types[] = {"news", "statement", "news"};
    for (int i = 0; i < 3; ++i) {
      content::Document document = sen::test::document("unused");
      document.folder = "doc-" + std::to_string(i);
      document.type = types[i];
      document.id = content::make_content_id(document.organisation, document.folder);
      for (const identity::Actor& actor : people_)
        if (!trainees_.contains(actor.account) && workflow_.propose(actor, document, Digest()).has_value()) {
          field_authors_[document.id].insert(actor.account);
          ids_.push_back(document.id);
          break;
        }
    }
  }

  /// Whether the world has somebody who may write at all.
  bool is_usable() const { return !ids_.empty(); }

  void step() {
    const identity::Actor& actor = people_[random_() % people_.size()];
    const ContentId& id = ids_[random_() % ids_.size()];
    const Locale locale = one_in(5) ? Locale() : one_in(3) ? kEn : kVi;
    const content::Sequence before = store_->log().head().sequence;
    const bool done = act(actor, id, locale);
    succeeded_ += done ? 1 : 0;
    check(before);
  }

  int succeeded() const { return succeeded_; }
  int published() const { return published_; }
  int unlabelled() const { return unlabelled_; }

 private:
  bool one_in(int count) { return random_() % static_cast<std::uint32_t>(count) == 0; }
  std::shared_ptr<const store::Snapshot> now() const { return store_->snapshot().value(); }

  static std::string place(const ContentId& id, const Locale& locale) { return id.value + "/" + locale.value; }

  /// Everything that readers would get, as text.
  static std::string words_of(const content::Version& version) {
    return std::to_string(version.number) + "|" + version.title + "|" + version.summary + "|" + version.body + "|" +
           version.note;
  }
  static std::string words_of(const content::Document& document) {
    return document.topics.empty() ? "" : document.topics.front();
  }
  std::string words_now(const store::Snapshot& snapshot, const ContentId& id, const Locale& locale) const {
    if (locale.empty()) {
      const auto proposal = snapshot.proposal(id);
      return proposal ? words_of(*proposal) : std::string();
    }
    const auto review = snapshot.review(id, locale);
    return review ? words_of(snapshot.version(id, locale, review->version).value()) : std::string();
  }

  void note_author(const ContentId& id, const Locale& locale, const identity::Actor& actor) {
    authors_[place(id, locale)].insert(actor.account);
  }

  Subject subject(const ContentId& id, const Locale& locale) {
    const auto review = now()->review(id, locale);
    Subject shown{id, locale, review ? review->content : Digest()};
    // Sometimes a page that was opened long ago.
    std::vector<Subject>& old = pages_[place(id, locale)];
    old.push_back(shown);
    return one_in(10) ? old[random_() % old.size()] : shown;
  }

  bool act(const identity::Actor& actor, const ContentId& id, const Locale& locale) {
    switch (random_() % 17) {
      case 0:
      case 1:
      case 2:
        return write(actor, id, locale.empty() ? kVi : locale);
      case 3:
        return propose(actor, id);
      case 4:
        return workflow_.start_review(actor, subject(id, locale)).has_value();
      case 5:
      case 6:
      case 7:
      case 8:
        return approve(actor, id, locale);
      case 9:
        return workflow_.return_to_author(actor, subject(id, locale), "No").has_value();
      case 10:
      case 11:
        return workflow_.publish(actor, subject(id, locale)).has_value();
      case 12:
        return workflow_.schedule(actor, subject(id, locale), clock_.now() + std::chrono::minutes(5)).has_value();
      case 13:
        clock_.advance(std::chrono::minutes(random_() % 10));
        return release_due(*store_, clock_.now()).value() > 0;
      case 14:
        return emergency(actor, id, locale);
      case 15:
        return sign_off(actor, id, one_in(2) ? kEn : kVi);
      default:
        return take_back(actor, id, locale);
    }
  }

  bool write(const identity::Actor& actor, const ContentId& id, const Locale& locale) {
    content::Draft draft;
    draft.id = id;
    draft.locale = locale;
    const auto snapshot = now();
    const auto last = snapshot->draft(id, locale);
    const auto edition = snapshot->edition(id, locale);
    draft.revision = (last ? last->revision : 0) + 1;
    draft.based_on = edition ? edition->latest : 0;
    draft.title = "T" + std::to_string(random_() % 1000);
    draft.body = "B" + std::to_string(random_() % 1000);
    if (locale == kEn && one_in(2)) draft.translates = kVi;
    draft.provenance = static_cast<content::Provenance>(1 + (one_in(4) ? random_() % 3 : 0));
    const auto saved = workflow_.save_draft(actor, draft);
    if (!saved) return false;
    std::set<AccountName>& writers = writers_[place(id, locale)];
    writers.insert(actor.account);
    draft_labels_[place(id, locale)].insert(draft.provenance);
    if (one_in(4)) return true;
    const identity::Actor& other = one_in(4) ? people_[random_() % people_.size()] : actor;
    Submission submission;
    submission.id = id;
    submission.locale = locale;
    submission.revision = saved->revision;
    submission.note = "Because";
    if (one_in(8)) submission.wishes.emplace().cosigners = {content::OrganisationCode("moit")};
    const bool is_public = edition && edition->state == State::Published;
    const auto done = is_public ? workflow_.correct(other, submission) : workflow_.submit(other, submission);
    if (!done) return false;
    note_author(id, locale, other);
    authors_[place(id, locale)].merge(writers);
    writers.clear();
    labels_[place(id, locale)].merge(draft_labels_[place(id, locale)]);
    draft_labels_[place(id, locale)].clear();
    if (!is_ever_public(*snapshot, id))
      for (const AccountName& author : field_authors_[id]) authors_[place(id, locale)].insert(author);
    seen_[place(id, locale)] = {words_now(*now(), id, locale), {}};
    return true;
  }

  bool propose(const identity::Actor& actor, const ContentId& id) {
    const auto snapshot = now();
    content::Document document = snapshot->document(id).value();
    const auto review = snapshot->review(id, Locale());
    if (review && content::is_on_its_way(*review)) document = snapshot->proposal(id).value();
    const Digest seen = content::document_content(document);
    document.topics = {one_in(2) ? "economy" : one_in(2) ? "culture" : "trade"};
    if (!workflow_.propose(actor, document, seen)) return false;
    if (is_ever_public(*snapshot, id)) {
      note_author(id, Locale(), actor);
      seen_[place(id, Locale())] = {words_now(*now(), id, Locale()), {}};
      return true;
    }
    // While nothing was ever public, the fields go out with the words: nobody has approved these yet.
    field_authors_[id].insert(actor.account);
    for (const Locale& locale : {kVi, kEn}) {
      seen_[place(id, locale)].yes.clear();
      if (snapshot->review(id, locale)) note_author(id, locale, actor);
    }
    return true;
  }

  static bool is_ever_public(const store::Snapshot& snapshot, const ContentId& id) {
    const auto editions = snapshot.editions(id);
    return std::any_of(editions->begin(), editions->end(), [](const auto& edition) { return edition.live != 0; });
  }

  bool approve(const identity::Actor& actor, const ContentId& id, const Locale& locale) {
    const Subject shown = subject(id, locale);
    const std::string words = words_now(*now(), id, locale);
    const bool cosigns = one_in(6);
    const auto done =
        cosigns ? workflow_.cosign(actor, shown, content::OrganisationCode("moit")) : workflow_.approve(actor, shown);
    if (!done) return false;
    Seen& seen = seen_[place(id, locale)];
    EXPECT_EQ(seen.words, words) << "approved words that were never handed in";
    if (!cosigns) seen.yes.insert(actor.account);
    return true;
  }

  bool sign_off(const identity::Actor& actor, const ContentId& id, const Locale& locale) {
    const Subject shown = subject(id, locale);
    const std::string words = words_now(*now(), id, locale);
    if (!translations_.sign_off(actor, shown, "Looked at")) return false;
    signed_[place(id, locale)] = {words, actor.account};
    return true;
  }

  /// What a machine wrote does not become people's words unless a language reviewer who wrote nothing of it says so.
  void expect_labelled(const content::Version& version) {
    const std::string where = place(version.id, version.locale);
    std::set<content::Provenance>& labels = labels_[where];
    const auto is_less = [&](content::Provenance one) {
      return one != content::Provenance::Human &&
             (version.provenance == content::Provenance::Human ||
              (version.provenance == content::Provenance::MachineReviewed && one == content::Provenance::Machine));
    };
    if (std::any_of(labels.begin(), labels.end(), is_less)) {
      ++unlabelled_;
      EXPECT_EQ(signed_[where].words, words_of(version)) << where;
      EXPECT_FALSE(authors_[where].contains(signed_[where].by)) << "the author signed off";
    }
    labels = {version.provenance};
  }

  bool emergency(const identity::Actor& actor, const ContentId& id, const Locale& locale) {
    const Subject shown = subject(id, locale);
    if (one_in(2)) {
      if (!workflow_.emergency_start(actor, shown, "A flood")) return false;
      starters_[place(id, locale)] = actor.account;
      return true;
    }
    if (one_in(3)) return workflow_.emergency_review(actor, id, locale, "Looked at").has_value();
    confirmer_ = actor.account;
    const bool done = workflow_.emergency_confirm(actor, shown).has_value();
    return done;
  }

  bool take_back(const identity::Actor& actor, const ContentId& id, const Locale& locale) {
    const Takedown takedown{.id = id, .locale = locale, .reasons = {{kVi, "Wrong"}}};
    if (one_in(3)) return workflow_.archive(actor, id, locale).has_value();
    if (one_in(12)) return workflow_.retract(actor, takedown).has_value();
    return one_in(3) && workflow_.withdraw(actor, takedown).has_value();
  }

  /// Looks at every change since `before` for something that became public.
  void check(content::Sequence before) {
    const auto changes = store_->log().read(before, 1'000);
    for (const content::Change& change : *changes)
      for (const content::Mutation& mutation : change.mutations) {
        if (const auto* edition = std::get_if<content::Edition>(&mutation)) check(change, *edition);
        // A document's fields that change while something of it is public.
        if (const auto* document = std::get_if<content::Document>(&mutation)) check(change, *document);
      }
  }

  void check(const content::Change& change, const content::Edition& edition) {
    std::uint32_t& live = live_[place(edition.id, edition.locale)];
    if (edition.state != State::Published || edition.live == live) return;
    live = edition.live;
    const content::Version version = now()->version(edition.id, edition.locale, edition.live).value();
    ever_public_.insert(edition.id);
    expect_labelled(version);
    expect_allowed(change, edition.id, edition.locale, words_of(version));
  }

  void check(const content::Change& change, const content::Document& document) {
    std::string& known = fields_[document.id];
    const std::string words = words_of(document);
    const bool differs = known != words;
    known = words;
    if (differs && ever_public_.contains(document.id)) expect_allowed(change, document.id, Locale(), words);
  }

  void expect_allowed(const content::Change& change, const ContentId& id, const Locale& locale,
                      const std::string& words) {
    ++published_;
    const std::string where = place(id, locale);
    const std::set<AccountName>& authors = authors_[where];
    for (const AccountName& trainee : trainees_) EXPECT_FALSE(authors.contains(trainee)) << where;
    if (change.reason.starts_with("confirm emergency")) {
      EXPECT_NE(starters_[where], confirmer_) << "one person alone";
      EXPECT_FALSE(authors.contains(confirmer_)) << "the author confirmed";
      EXPECT_EQ(seen_[where].words, words);
    } else {
      std::size_t independent = 0;
      for (const AccountName& person : seen_[where].yes) independent += authors.contains(person) ? 0 : 1;
      const content::DocumentType* type = vocabulary().type(now()->document(id)->type);
      EXPECT_GE(independent, type->approvals) << where << " by " << change.reason;
      EXPECT_EQ(seen_[where].words, words) << where << " by " << change.reason;
    }
    authors_.erase(where);  // The next version has authors of its own.
  }

  std::mt19937 random_;
  ManualClock clock_{{1'000'000'000}};
  std::unique_ptr<store::Store> store_ = store::open_memory_store(clock_);
  Workflow workflow_{*store_, vocabulary(), clock_, render};
  Translations translations_{*store_, vocabulary(), clock_};
  std::vector<identity::Actor> people_;
  std::set<AccountName> trainees_;
  std::vector<ContentId> ids_;
  std::map<std::string, Seen> seen_;
  std::map<std::string, std::set<AccountName>> authors_;
  std::map<std::string, std::set<AccountName>> writers_;      ///< Of a draft that is not handed in yet.
  std::map<ContentId, std::set<AccountName>> field_authors_;  ///< Before anything of the document was public.
  std::map<std::string, AccountName> starters_;
  AccountName confirmer_;
  std::map<std::string, std::vector<Subject>> pages_;
  std::map<std::string, std::uint32_t> live_;
  std::map<ContentId, std::string> fields_;
  std::set<ContentId> ever_public_;
  int succeeded_ = 0;
  std::map<std::string, std::set<content::Provenance>> labels_;  ///< Since it was public last, and as it was then.
  std::map<std::string, std::set<content::Provenance>> draft_labels_;  ///< Of what is not handed in yet.
  std::map<std::string, Signed> signed_;
  int published_ = 0;
  int unlabelled_ = 0;
};

TEST(RandomDesk, PublishesNothingWithoutAsManyOthersAsItsTypeAsksFor) {
  log::set_quiet(true);
  int succeeded = 0, published = 0, unlabelled = 0, taken = 0;
  for (std::uint32_t seed = 1; taken < kActions && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    RandomDesk desk(seed);
    if (!desk.is_usable()) continue;
    for (int i = 0; i < kActionsAWorld && !testing::Test::HasFailure(); ++i, ++taken) desk.step();
    succeeded += desk.succeeded();
    published += desk.published();
    unlabelled += desk.unlabelled();
  }

  // That the walk is no walk past closed doors.
  EXPECT_GT(succeeded, kActions / 20);
  EXPECT_GT(published, kActions / 500);
  EXPECT_GT(unlabelled, 0);
  RecordProperty("succeeded", succeeded);
  RecordProperty("published", published);
}

}  // namespace
}  // namespace sen::workflow
