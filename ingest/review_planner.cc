#include "ingest/review_planner.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "content/compare/translation.h"
#include "content/model/review_content.h"

namespace sen::ingest {
namespace {

using content::AccountName;
using content::Locale;
using content::Review;
using content::State;

class ReviewPlanner {
 public:
  ReviewPlanner(const DocumentStep& step, const store::Snapshot& snapshot, const content::Vocabulary& vocabulary,
                const Options& options, Timestamp now, TranslationRules& rules,
                std::vector<content::Mutation>& mutations)
      : step_(step),
        snapshot_(snapshot),
        vocabulary_(vocabulary),
        rules_(rules),
        type_(vocabulary.type(step.wanted.type)),
        author_(options.actor),
        asked_(options.asked),
        publishes_(options.publish && !step.held_until),
        needs_no_approval_(options.publish),
        now_(now),
        mutations_(mutations) {}

  Result<void> plan(const std::vector<EditionStep>& editions) {
    for (Review& review : SEN_TRY(snapshot_.reviews(step_.wanted.id)))
      former_.emplace(review.locale, std::move(review));
    for (const EditionStep& edition : editions) SEN_TRY(plan_edition(edition, editions));
    plan_document();
    if (!step_.was_public && step_.differs && step_.stored) SEN_TRY(void_others());
    return {};
  }

 private:
  const Review* former(const Locale& locale) const {
    const auto found = former_.find(locale);
    return found == former_.end() ? nullptr : &found->second;
  }

  Result<void> plan_edition(const EditionStep& step, const std::vector<EditionStep>& all) {
    const Review* before = former(step.edition.locale);
    const bool waits = before != nullptr && content::is_on_its_way(*before);
    if (publishes_) {
      if (waits) close(*before, step.edition.state, step.version.number, content_of(step.version));
      return {};
    }
    const bool is_returned = waits && before->state == State::Draft;
    const bool is_held = step_.held_until && step.edition.latest != step.edition.live;
    const bool is_known = waits && before->state == State::Scheduled && before->release == step_.held_until;
    if (!step.changed && !is_returned && (!holds() || !is_held || is_known)) {
      if (waits) explain_later(*before, step);
      return {};
    }
    Review review = content::hand_in(step.version, content_of(step.version), author_, before);
    explain(review, step);
    const bool waits_already = before != nullptr && before->unlabels && before->state != State::Published &&
                               step.version.provenance != content::Provenance::Machine;
    review.unlabels = waits_already || SEN_TRY(is_unlabelled(step.version));
    SEN_TRY(judge(step.version, all, review));
    add(std::move(review));
    return {};
  }

  /// Adds what was explained to `review`, in the place of what was said of the same differences; whether that is new.
  static bool explain(Review& review, const EditionStep& step) {
    bool is_new = false;
    for (const content::Explanation& one : step.explanations) {
      const auto same = std::find_if(review.explanations.begin(), review.explanations.end(),
                                     [&](const auto& other) { return other.difference == one.difference; });
      if (same != review.explanations.end() && same->text == one.text) continue;
      if (same != review.explanations.end()) review.explanations.erase(same);
      review.explanations.push_back(one);
      is_new = true;
    }
    return is_new;
  }

  /// The words are known and wait already; only the explanations may be new. They change nothing that was approved.
  void explain_later(Review review, const EditionStep& step) {
    if (explain(review, step)) mutations_.emplace_back(std::move(review));
  }

  /// What of a translation waits for a language reviewer; the operator's import needs nobody.
  Result<void> judge(const content::Version& version, const std::vector<EditionStep>& all, Review& review) {
    review.needs_sign_off = compare::needs_sign_off(version, type_, vocabulary_);
    review.differences.clear();
    if (version.translates.empty() || needs_no_approval_) return {};
    const content::Version* source = nullptr;
    for (const EditionStep& other : all)
      if (other.edition.locale == version.translates && other.version.number == version.translates_version)
        source = &other.version;
    Result<content::Version> stored = snapshot_.version(version.id, version.translates, version.translates_version);
    if (source == nullptr && !stored.has_value()) {
      if (stored.error().code() == ErrorCode::NotFound) return {};
      return stored.error();
    }
    if (!rules_.terms) rules_.terms = SEN_TRY(snapshot_.terms());
    review.differences = compare::differences_of(source == nullptr ? *stored : *source, version,
                                                 rules_.names.get(vocabulary_), *rules_.terms);
    return {};
  }

  /// Whether a version since it was public last was labelled as less of people's making.
  Result<bool> is_unlabelled(const content::Version& version) const {
    const Result<content::Edition> edition = snapshot_.edition(version.id, version.locale);
    if (!edition.has_value()) {
      if (edition.error().code() == ErrorCode::NotFound) return false;
      return edition.error();
    }
    for (std::uint32_t number = std::max(edition->live, 1U); number < version.number; ++number) {
      const Result<content::Version> before = snapshot_.version(version.id, version.locale, number);
      if (!before.has_value() && before.error().code() != ErrorCode::NotFound) return before.error();
      if (before.has_value() && compare::is_unlabelled(version.provenance, std::span(&before->provenance, 1)))
        return true;
    }
    return false;
  }

  void plan_document() {
    const Review* before = former(Locale());
    const bool waits = before != nullptr && content::is_on_its_way(*before);
    if (!step_.was_public) {
      if (step_.differs) note_authorship(before);
    } else if (publishes_) {
      if (waits && step_.differs) close(*before, State::Published, 0, content::document_content(step_.document));
    } else if (step_.differs) {
      const Digest content = content::document_content(step_.wanted);
      const bool is_known = waits && before->content == content && before->state != State::Draft &&
                            (!holds() || before->state == State::Scheduled);
      if (is_known) return;
      content::Version unversioned;  // A proposal has no words of its own.
      unversioned.id = step_.wanted.id;
      unversioned.submitted = now_;
      mutations_.emplace_back(content::Proposal{step_.wanted});
      add(content::hand_in(unversioned, content, author_, before));
    }
  }

  /// Who wrote what is said for all languages: nobody of them approves the first edition.
  void note_authorship(const Review* before) {
    Review review = before == nullptr ? Review() : *before;
    review.id = step_.wanted.id;
    review.organisation = step_.wanted.organisation;
    content::add_author(review, author_);
    review.content = content::document_content(step_.document);
    review.state = State::Published;
    review.submitted = now_;
    mutations_.emplace_back(std::move(review));
  }

  /// Approvals of editions that were given with other fields of the document.
  Result<void> void_others() {
    for (auto& [locale, review] : former_) {
      if (locale.empty() || done_.contains(locale) || !content::is_on_its_way(review)) continue;
      const content::Version version = SEN_TRY(snapshot_.version(review.id, locale, review.version));
      content::Edition edition = SEN_TRY(snapshot_.edition(review.id, locale));
      content::renew(review, content_of(version));
      content::add_author(review, author_);
      if (edition.state != review.state) {
        edition.state = review.state;
        mutations_.emplace_back(std::move(edition));
      }
      mutations_.emplace_back(review);
    }
    return {};
  }

  void add(Review review) {
    review.organisation = step_.wanted.organisation;
    review.needed = type_ == nullptr ? 2 : type_->approvals;
    if (step_.held_until) review.release = step_.held_until;
    if (holds()) review.state = State::Scheduled;
    if (!step_.was_public)
      if (const Review* shared = former(Locale()))
        for (const AccountName& one : content::authors_of(*shared)) content::add_author(review, one);
    content::ask(review, asked_.empty() ? review.asked : asked_);
    done_.insert(review.locale);
    mutations_.emplace_back(std::move(review));
  }

  void close(Review review, State state, std::uint32_t version, const Digest& content) {
    content::renew(review, content);
    review.version = version;
    review.state = state;
    review.release.reset();
    review.remarks.push_back({author_, now_, 0, "operator", true});
    done_.insert(review.locale);
    mutations_.emplace_back(std::move(review));
  }

  /// Whether this is an import that publishes by itself when the embargo ends.
  bool holds() const { return step_.held_until && needs_no_approval_; }

  Digest content_of(const content::Version& version) const {
    return content::version_content(version, step_.was_public ? nullptr : &step_.document);
  }

  const DocumentStep& step_;
  const store::Snapshot& snapshot_;
  const content::Vocabulary& vocabulary_;
  TranslationRules& rules_;
  const content::DocumentType* type_;
  const AccountName author_;
  const std::vector<AccountName>& asked_;
  const bool publishes_;
  const bool needs_no_approval_;
  const Timestamp now_;
  std::vector<content::Mutation>& mutations_;
  std::map<Locale, Review> former_;
  std::set<Locale> done_;
};

}  // namespace

Result<void> plan_reviews(const DocumentStep& step, const std::vector<EditionStep>& editions,
                          const store::Snapshot& snapshot, const content::Vocabulary& vocabulary,
                          const Options& options, Timestamp now, TranslationRules& rules,
                          std::vector<content::Mutation>& mutations) {
  return ReviewPlanner(step, snapshot, vocabulary, options, now, rules, mutations).plan(editions);
}

Result<void> withdraw_review(const content::Edition& edition, const store::Snapshot& snapshot,
                             std::vector<content::Mutation>& mutations) {
  Result<Review> review = snapshot.review(edition.id, edition.locale);
  if (!review) {
    if (review.error().code() == ErrorCode::NotFound) return {};
    return review.error();
  }
  if (content::is_on_its_way(*review)) {
    content::renew(*review, review->content);
    review->state = State::Draft;
  } else {
    review->state = edition.state;
  }
  mutations.emplace_back(*std::move(review));
  return {};
}

}  // namespace sen::ingest
