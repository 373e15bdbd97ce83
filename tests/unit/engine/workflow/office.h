#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "content/codec/codec.h"
#include "content/model/review_content.h"
#include "engine/workflow/workflow.h"
#include "tests/support/content.h"

/// A ministry with people, a memory store and the workflow over it.
namespace sen::workflow::test {

inline const content::Vocabulary& vocabulary() {
  static const content::Vocabulary kVocabulary = content::load_built_in_vocabulary().value();
  return kVocabulary;
}

inline const content::Locale kVi("vi");
inline const content::Locale kEn("en");
inline const content::Locale kZh("zh");

/// Renders a body as one paragraph a line; refuses one that holds `!!`.
inline Result<RenderedBody> render(const content::Document&, const std::string& body) {
  if (body.find("!!") != std::string::npos) return Error(ErrorCode::InvalidInput, "line 1: too loud");
  return RenderedBody{{{content::BodyPart::Kind::Html, "<p>" + body + "</p>\n"}}, body};
}

/// A record as it is stored, to compare bytes.
template <typename Record>
std::string encoded(const Result<Record>& record) {
  return record ? codec::encode(*record) : record.error().message();
}

class Office : public testing::Test {
 protected:
  void SetUp() override {
    author_ = hire("an.author", content::DeskRole::Contributor);
    editor_ = hire("an.editor", content::DeskRole::Editor);
    approver_ = hire("an.approver", content::DeskRole::Approver);
    second_ = hire("a.second", content::DeskRole::Approver);
    third_ = hire("a.third", content::DeskRole::Approver);
    stranger_ = hire("a.stranger", content::DeskRole::Approver, "moit");
  }

  identity::Actor hire(const std::string& name, content::DeskRole role, const std::string& organisation = "mofa",
                       bool sandbox = false) {
    content::Account account;
    account.name = content::AccountName(name);
    account.organisation = content::OrganisationCode(organisation);
    account.sandbox = sandbox;
    account.desk_language = kVi;
    account.grants = {{role, account.organisation}};
    account.languages = {kEn};
    commit({account});
    return identity::make_actor(account, true);
  }
  /// Gives the person another role at the ministry.
  void also(const identity::Actor& actor, content::DeskRole role) {
    content::Account account = now()->account(actor.account).value();
    account.grants.push_back({role, content::OrganisationCode("mofa")});
    commit({account});
  }
  void commit(std::vector<content::Mutation> mutations) {
    const auto done = store_->commit(sen::test::planned(*store_, std::move(mutations)));
    ASSERT_TRUE(done.has_value()) << done.error().message();
  }

  /// A new document of the ministry.
  content::ContentId create(const std::string& folder, const std::string& type = "news") {
    content::Document document = sen::test::document("unused");
    document.id = content::make_content_id(content::OrganisationCode("mofa"), folder);
    document.folder = folder;
    document.type = type;
    expect_ok(workflow_.propose(author_, document, Digest()));
    return document.id;
  }
  /// Writes and hands in `body`, by `actor`, as a correction if it is public.
  Result<content::Sequence> hand_in(const identity::Actor& actor, const content::ContentId& id,
                                    const content::Locale& locale, const std::string& body,
                                    content::ChangeKind kind = content::ChangeKind::Update,
                                    const std::string& note = "Changed") {
    content::Draft draft;
    draft.id = id;
    draft.locale = locale;
    const auto last = now()->draft(id, locale);
    draft.revision = (last ? last->revision : 0) + 1;
    const auto edition = now()->edition(id, locale);
    draft.based_on = edition ? edition->latest : 0;
    draft.title = "Title of " + body.substr(0, body.find('\n'));
    draft.body = body;
    const auto saved = workflow_.save_draft(actor, draft);
    if (!saved) return saved.error();
    Submission submission;
    submission.id = id;
    submission.locale = locale;
    submission.revision = saved->revision;
    submission.kind = kind;
    submission.note = note;
    return edition && edition->state == content::State::Published ? workflow_.correct(actor, submission)
                                                                  : workflow_.submit(actor, submission);
  }
  /// All the way to the public, by author, approver and editor.
  void bring_out(const content::ContentId& id, const content::Locale& locale, const std::string& body) {
    expect_ok(hand_in(author_, id, locale, body));
    expect_ok(workflow_.approve(approver_, shown(id, locale)));
    expect_ok(workflow_.publish(editor_, shown(id, locale)));
  }

  std::shared_ptr<const store::Snapshot> now() const { return store_->snapshot().value(); }
  content::Review review(const content::ContentId& id, const content::Locale& locale) const {
    return now()->review(id, locale).value();
  }
  content::Edition edition(const content::ContentId& id, const content::Locale& locale) const {
    return now()->edition(id, locale).value();
  }
  /// As a page would show it now.
  Subject shown(const content::ContentId& id, const content::Locale& locale) const {
    return {id, locale, review(id, locale).content};
  }
  std::string last_reason() const {
    return store_->log().read({store_->log().head().sequence.value - 1}, 1).value().front().reason;
  }
  template <typename T>
  static void expect_ok(const Result<T>& result) {
    EXPECT_TRUE(result.has_value()) << result.error().message();
  }
  template <typename T>
  static void expect_refused(const Result<T>& result, ErrorCode code, const std::string& words) {
    ASSERT_FALSE(result.has_value()) << "expected: " << words;
    EXPECT_EQ(result.error().code(), code) << result.error().message();
    EXPECT_THAT(result.error().message(), testing::HasSubstr(words));
  }

  ManualClock clock_{*parse_rfc3339("2026-11-21T00:00:00Z")};
  std::unique_ptr<store::Store> store_ = store::open_memory_store(clock_);
  Workflow workflow_{*store_, vocabulary(), clock_, render};
  identity::Actor author_, editor_, approver_, second_, third_, stranger_;
};

}  // namespace sen::workflow::test
