#include "engine/workflow/queue.h"
#include "engine/workflow/translations.h"
#include "tests/unit/engine/workflow/office.h"

namespace sen::workflow {
namespace {

using namespace test;
using content::DeskRole;
using content::Provenance;
using content::RequestState;
using content::State;

const content::Locale kJa("ja");

class TranslationDesk : public Office {
 protected:
  void SetUp() override {
    Office::SetUp();
    translator_ = hire("a.translator", DeskRole::Translator);
    reviewer_ = hire("a.reviewer", DeskRole::LanguageReviewer);
  }

  /// Hands in `body` as a translation of the Vietnamese text, into English unless `into` says otherwise.
  Result<content::Sequence> translate(const identity::Actor& actor, const content::ContentId& id,
                                      const std::string& body, Provenance provenance = Provenance::Human,
                                      const content::Locale& into = kEn) {
    const auto last = now()->draft(id, into);
    const auto stored = now()->edition(id, into);
    content::Draft draft;
    draft.id = id;
    draft.locale = into;
    draft.revision = (last ? last->revision : 0) + 1;
    draft.based_on = stored ? stored->latest : 0;
    draft.title = "A title";
    draft.body = body;
    draft.provenance = provenance;
    draft.translates = kVi;
    const auto saved = workflow_.save_draft(actor, draft);
    if (!saved) return saved.error();
    Submission submission;
    submission.id = id;
    submission.locale = into;
    submission.revision = saved->revision;
    submission.note = "Changed";
    const bool is_public = stored && stored->state == State::Published;
    return is_public ? workflow_.correct(actor, submission) : workflow_.submit(actor, submission);
  }
  /// The person, who has learnt Japanese.
  identity::Actor with_japanese(const identity::Actor& actor) {
    content::Account account = now()->account(actor.account).value();
    account.languages.push_back(kJa);
    commit({account});
    return identity::make_actor(account, true);
  }
  /// A document whose Vietnamese text waits.
  content::ContentId with_source(const std::string& folder, const std::string& body = "Xuất khẩu đạt 45 tỷ.") {
    const content::ContentId id = create(folder);
    expect_ok(hand_in(author_, id, kVi, body));
    return id;
  }
  content::TranslationRequest request(const content::ContentId& id) const {
    return now()->translation_request(id, kEn).value();
  }
  Result<content::Sequence> ask(const content::ContentId& id, std::optional<Timestamp> due = {}) {
    return translations_.request(
        editor_, {.id = id, .locale = kEn, .source = kVi, .due = due, .note = "Soon", .translator = {}, .agency = {}});
  }

  Translations translations_{*store_, vocabulary(), clock_};
  identity::Actor translator_, reviewer_;
};

TEST_F(TranslationDesk, KeepsATranslationWithAnotherFigureFromThePublicUntilALanguageReviewerSaysWhy) {
  const content::ContentId id = with_source("figures");
  expect_ok(translate(translator_, id, "Exports reached 54 billion."));
  ASSERT_EQ(review(id, kEn).differences.size(), 2U);
  expect_ok(workflow_.approve(approver_, shown(id, kEn)));

  expect_refused(workflow_.publish(editor_, shown(id, kEn)), ErrorCode::PermissionDenied, "language reviewer");
  expect_refused(workflow_.schedule(editor_, shown(id, kEn), clock_.now() + std::chrono::hours(1)),
                 ErrorCode::PermissionDenied, "language reviewer");
  expect_refused(translations_.sign_off(reviewer_, shown(id, kEn), ""), ErrorCode::InvalidInput, "reason");
  expect_refused(translations_.sign_off(translator_, shown(id, kEn), "Mine"), ErrorCode::PermissionDenied, "sign-off");
  expect_ok(translations_.sign_off(reviewer_, shown(id, kEn), "The source counts another year."));
  expect_ok(workflow_.publish(editor_, shown(id, kEn)));

  EXPECT_EQ(edition(id, kEn).state, State::Published);
  EXPECT_EQ(review(id, kEn).sign_off->reason, "The source counts another year.");
}

TEST_F(TranslationDesk, KeepsATranslationOfAStatementUntilALanguageReviewerHasReadIt) {
  for (const char* type : {"statement", "quote", "fact-check"}) EXPECT_TRUE(vocabulary().type(type)->sign_off) << type;
  const content::ContentId id = create("claim", "statement");
  expect_ok(hand_in(author_, id, kVi, "Xuất khẩu đạt 45 tỷ."));
  expect_ok(translate(translator_, id, "Exports reached 45 billion."));
  EXPECT_TRUE(review(id, kEn).differences.empty());
  EXPECT_FALSE(review(id, kVi).needs_sign_off) << "it is the original";
  expect_ok(workflow_.approve(approver_, shown(id, kEn)));
  expect_ok(workflow_.approve(second_, shown(id, kEn)));

  expect_refused(workflow_.publish(editor_, shown(id, kEn)), ErrorCode::PermissionDenied, "language reviewer");
  const auto reviewers = queue(*now(), vocabulary(), reviewer_, clock_.now());
  ASSERT_EQ(reviewers->size(), 1U);
  EXPECT_EQ(reviewers->front().waiting, Waiting::SignOff);
  expect_ok(translations_.sign_off(reviewer_, shown(id, kEn), ""));
  expect_ok(workflow_.publish(editor_, shown(id, kEn)));
}

TEST_F(TranslationDesk, KeepsATranslationIntoALanguageThatFewReadUntilAReviewerOfItHasReadIt) {
  const content::ContentId id = with_source("japanese", "Hoa sen nở.");
  expect_ok(translate(with_japanese(translator_), id, "蓮の花が咲く。", Provenance::Human, kJa));
  ASSERT_TRUE(review(id, kJa).differences.empty());
  expect_ok(workflow_.approve(approver_, shown(id, kJa)));

  expect_refused(workflow_.publish(editor_, shown(id, kJa)), ErrorCode::PermissionDenied, "language reviewer");
  expect_refused(translations_.sign_off(reviewer_, shown(id, kJa), ""), ErrorCode::PermissionDenied, "language");
  expect_ok(translations_.sign_off(with_japanese(reviewer_), shown(id, kJa), ""));
  expect_ok(workflow_.publish(editor_, shown(id, kJa)));
}

TEST_F(TranslationDesk, PublishesWithoutAReviewerWhatSaysThatAMachineTranslatedIt) {
  const content::ContentId id = with_source("by-machine", "Hoa sen nở.");
  expect_ok(translate(with_japanese(translator_), id, "蓮の花が咲く。", Provenance::Machine, kJa));
  expect_ok(workflow_.approve(approver_, shown(id, kJa)));

  expect_ok(workflow_.publish(editor_, shown(id, kJa)));
}

TEST_F(TranslationDesk, AsksForAReviewerInEveryLanguageButThoseThatOfficersRead) {
  for (const content::Language& language : vocabulary().languages())
    EXPECT_EQ(language.sign_off, language.code != kVi && language.code != kEn) << language.code.value;
}

TEST_F(TranslationDesk, NoticesAProtectedNameThatIsMissing) {
  const content::ContentId id = with_source("names", "Hội nghị ở Hải Phòng.");
  expect_ok(translate(translator_, id, "A conference was held."));

  const auto differences = review(id, kEn).differences;
  ASSERT_EQ(differences.size(), 1U);
  EXPECT_EQ(differences[0].kind, content::DifferenceKind::Name);
  EXPECT_EQ(differences[0].text, "Hải Phòng");
}

TEST_F(TranslationDesk, AsksForLockedTermsAndRefusesForbiddenOnes) {
  content::TermEntry entry;
  entry.id = content::TermId("doi-moi");
  entry.locked = true;
  entry.terms = {{kEn, "Doi Moi", content::TermStatus::Preferred, ""},
                 {kEn, "perestroika", content::TermStatus::Forbidden, ""},
                 {kVi, "Đổi mới", content::TermStatus::Preferred, ""}};
  commit({entry});
  const content::ContentId id = with_source("terms", "Bốn mươi năm đổi mới.");
  expect_ok(translate(translator_, id, "Forty years of Perestroika."));

  const auto differences = review(id, kEn).differences;

  ASSERT_EQ(differences.size(), 2U);
  EXPECT_EQ(differences[0].kind, content::DifferenceKind::Term);
  EXPECT_EQ(differences[0].wanted, "Doi Moi");
  EXPECT_EQ(differences[1].kind, content::DifferenceKind::Forbidden);
  also(translator_, DeskRole::Editor);
  expect_ok(translate(translator_, id, "Forty years of doi moi."));
  EXPECT_TRUE(review(id, kEn).differences.empty());
}

TEST_F(TranslationDesk, VoidsASignOffByAnyEdit) {
  const content::ContentId id = with_source("void");
  expect_ok(translate(translator_, id, "Exports reached 54 billion."));
  expect_ok(translations_.sign_off(reviewer_, shown(id, kEn), "So be it"));
  also(translator_, DeskRole::Editor);

  expect_ok(translate(translator_, id, "Exports reached 55 billion."));

  EXPECT_FALSE(review(id, kEn).sign_off.has_value());
  EXPECT_TRUE(content::awaits_sign_off(review(id, kEn)));
}

TEST_F(TranslationDesk, LetsNobodySignOffWhatHeWrote) {
  also(translator_, DeskRole::LanguageReviewer);
  const content::ContentId id = with_source("own");
  expect_ok(translate(translator_, id, "Exports reached 54 billion."));

  expect_refused(translations_.sign_off(translator_, shown(id, kEn), "Right"), ErrorCode::PermissionDenied, "author");
}

TEST_F(TranslationDesk, PublishesNoMachineTranslationAsPeoplesWordsWithoutALanguageReviewer) {
  const content::ContentId id = with_source("machine");
  expect_ok(translate(translator_, id, "Exports reached 45 billion.", Provenance::Machine));
  expect_ok(workflow_.approve(approver_, shown(id, kEn)));
  expect_ok(workflow_.publish(editor_, shown(id, kEn)));

  for (const Provenance claimed : {Provenance::MachineReviewed, Provenance::Human}) {
    expect_ok(translate(translator_, id, "Exports reached 45 billion.", claimed));
    EXPECT_TRUE(review(id, kEn).unlabels);
    expect_ok(workflow_.approve(approver_, shown(id, kEn)));
    expect_refused(workflow_.publish(editor_, shown(id, kEn)), ErrorCode::PermissionDenied, "language reviewer");
    expect_refused(workflow_.emergency_start(editor_, shown(id, kEn), "A flood"), ErrorCode::PermissionDenied,
                   "language reviewer");
    expect_ok(workflow_.return_to_author(editor_, shown(id, kEn), "Ask the reviewer"));
  }
  expect_ok(translate(translator_, id, "Exports reached 45 billion. Really."));
  expect_ok(workflow_.approve(approver_, shown(id, kEn)));
  expect_ok(translations_.sign_off(reviewer_, shown(id, kEn), ""));
  expect_ok(workflow_.publish(editor_, shown(id, kEn)));

  EXPECT_EQ(now()->version(id, kEn, edition(id, kEn).live)->provenance, Provenance::Human);
}

TEST_F(TranslationDesk, RemembersTheLabelOfARevisionThatWasSavedBefore) {
  const content::ContentId id = with_source("revision");
  content::Draft draft;
  draft.id = id;
  draft.locale = kEn;
  draft.revision = 1;
  draft.title = "T";
  draft.body = "Exports reached 45 billion.";
  draft.translates = kVi;
  draft.provenance = Provenance::Machine;
  expect_ok(workflow_.save_draft(translator_, draft));

  expect_ok(translate(translator_, id, "Exports reached 45 billion."));

  EXPECT_TRUE(review(id, kEn).unlabels);
}

TEST_F(TranslationDesk, BringsARequestFromAskingToThePublic) {
  const content::ContentId id = with_source("request");
  expect_refused(
      translations_.request(
          translator_, {.id = id, .locale = kEn, .source = kVi, .due = {}, .note = {}, .translator = {}, .agency = {}}),
      ErrorCode::PermissionDenied, "translation.request");
  expect_ok(ask(id, clock_.now() + std::chrono::hours(24)));
  expect_refused(ask(id), ErrorCode::Conflict, "already");
  EXPECT_EQ(last_reason(), "request translation en of " + id.value);
  expect_refused(translations_.answer(stranger_, id, kEn, RequestState::Accepted, ""), ErrorCode::PermissionDenied,
                 "others");

  expect_ok(translations_.answer(translator_, id, kEn, RequestState::Accepted, ""));
  EXPECT_EQ(request(id).translator, translator_.account);
  expect_ok(translate(translator_, id, "Exports reached 45 billion."));
  EXPECT_EQ(request(id).state, RequestState::HandedIn);
  expect_ok(workflow_.approve(approver_, shown(id, kEn)));
  expect_ok(workflow_.publish(editor_, shown(id, kEn)));

  EXPECT_EQ(request(id).state, RequestState::Done);
  EXPECT_TRUE(now()->open_requests(kEn)->empty());
  EXPECT_EQ(now()->history("x" + id.value + std::string(1, '\0') + "en")->size(), 4U);
}

TEST_F(TranslationDesk, LeavesARequestOpenForWordsThatDoNotAnswerIt) {
  const content::ContentId id = with_source("unanswered");
  expect_ok(ask(id));

  expect_ok(hand_in(author_, id, kEn, "Something of its own."));
  EXPECT_EQ(request(id).state, RequestState::Open) << "it translates nothing";
  expect_ok(workflow_.approve(approver_, shown(id, kEn)));
  expect_ok(workflow_.publish(editor_, shown(id, kEn)));
  EXPECT_EQ(request(id).state, RequestState::Open);

  also(translator_, DeskRole::Editor);
  expect_ok(translate(translator_, id, "Exports reached 45 billion."));
  EXPECT_EQ(request(id).state, RequestState::HandedIn);
}

TEST_F(TranslationDesk, LeavesARequestOpenForATranslationOfAnOlderText) {
  const content::ContentId id = with_source("older");
  expect_ok(translate(translator_, id, "Exports reached 45 billion."));
  expect_ok(hand_in(editor_, id, kVi, "Xuất khẩu đạt 46 tỷ."));
  expect_ok(ask(id));

  expect_ok(workflow_.approve(approver_, shown(id, kEn)));
  expect_ok(workflow_.publish(editor_, shown(id, kEn)));

  EXPECT_EQ(request(id).state, RequestState::Open);
}

TEST_F(TranslationDesk, DeclinesARequestWithAReasonOnly) {
  const content::ContentId id = with_source("declined");
  expect_ok(ask(id));

  expect_refused(translations_.answer(translator_, id, kEn, RequestState::Declined, ""), ErrorCode::InvalidInput,
                 "reason");
  expect_ok(translations_.answer(translator_, id, kEn, RequestState::Declined, "On leave"));

  EXPECT_EQ(request(id).answer, "On leave");
  expect_ok(ask(id));  // It may be asked for again.
  expect_refused(ask(create("empty")), ErrorCode::InvalidInput, "source");
}

TEST_F(TranslationDesk, PutsRequestsAndTextsToSignOffIntoTheQueuesOfTheirLanguage) {
  const content::ContentId id = with_source("queue");
  expect_ok(ask(id, clock_.now() + std::chrono::minutes(1)));
  clock_.advance(std::chrono::minutes(2));

  const auto translators = queue(*now(), vocabulary(), translator_, clock_.now());
  ASSERT_EQ(translators->size(), 1U);
  EXPECT_EQ(translators->front().waiting, Waiting::Translate);
  EXPECT_TRUE(translators->front().overdue);
  expect_ok(translate(translator_, id, "Exports reached 54 billion."));

  const auto reviewers = queue(*now(), vocabulary(), reviewer_, clock_.now());
  ASSERT_EQ(reviewers->size(), 1U);
  EXPECT_EQ(reviewers->front().waiting, Waiting::SignOff);
  EXPECT_TRUE(queue(*now(), vocabulary(), translator_, clock_.now())->empty());
}

TEST_F(TranslationDesk, KeepsRequestsOfTheTrainingAmongThoseWhoAreTrained) {
  const identity::Actor trainee = hire("a.trainee", DeskRole::Editor, "mofa", true);
  const identity::Actor pupil = hire("a.pupil", DeskRole::Translator, "mofa", true);
  content::Document document = sen::test::document("unused");
  document.id = content::make_content_id(content::OrganisationCode("mofa"), "exercise");
  document.folder = "exercise";
  document.type = "news";
  expect_ok(workflow_.propose(trainee, document, Digest()));
  expect_ok(hand_in(trainee, document.id, kVi, "Bài tập"));
  TranslationWish wish{
      .id = document.id, .locale = kEn, .source = kVi, .due = {}, .note = {}, .translator = {}, .agency = {}};
  const auto waits = [&](const identity::Actor& actor) {
    const auto items =
        queue(*now(), vocabulary(), identity::make_actor(now()->account(actor.account).value(), true), clock_.now());
    return std::any_of(items->begin(), items->end(), [](const auto& one) { return one.waiting == Waiting::Translate; });
  };

  wish.translator = translator_.account;
  expect_refused(translations_.request(trainee, wish), ErrorCode::InvalidInput, "translator");
  wish.translator = {};
  expect_ok(translations_.request(trainee, wish));
  EXPECT_TRUE(waits(pupil));
  EXPECT_FALSE(waits(translator_));
  wish.id = with_source("real");
  wish.translator = pupil.account;
  expect_refused(translations_.request(editor_, wish), ErrorCode::InvalidInput, "translator");
  wish.translator = {};
  expect_ok(translations_.request(editor_, wish));
  EXPECT_TRUE(waits(translator_));
}

}  // namespace
}  // namespace sen::workflow
