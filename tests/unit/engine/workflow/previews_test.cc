#include "engine/workflow/previews.h"

#include "tests/unit/engine/workflow/office.h"

namespace sen::workflow::test {
namespace {

using testing::HasSubstr;

class PreviewsTest : public Office {
 protected:
  void SetUp() override {
    Office::SetUp();
    id_ = create("secret");
    expect_ok(hand_in(author_, id_, kVi, "Chưa công bố."));
  }
  content::PreviewLink link(std::uint32_t number) const { return now()->preview_link(id_, number).value(); }

  const PreviewLinks::Key key_ = {1, 2, 3};
  Previews previews_{*store_, vocabulary(), clock_, key_};
  content::ContentId id_;
};

TEST_F(PreviewsTest, ShowOneVersionUntilTheyExpire) {
  const auto token = previews_.make(author_, id_, kVi, 1, std::chrono::hours(24));

  ASSERT_TRUE(token.has_value()) << token.error().message();
  const auto open = previews_.open(*token);
  ASSERT_TRUE(open.has_value());
  EXPECT_EQ(open->version, 1U);
  EXPECT_EQ(open->locale, kVi);
  EXPECT_EQ(previews_.token_of(link(1)), *token);
  clock_.advance(std::chrono::hours(24));
  EXPECT_EQ(previews_.open(*token).error().code(), ErrorCode::Gone);
  EXPECT_EQ(previews_.open(*token + "2").error().code(), ErrorCode::NotFound);
}

TEST_F(PreviewsTest, AreRevokedAloneAndForGood) {
  const std::string first = previews_.make(editor_, id_, kVi, 1, std::chrono::hours(1)).value();
  const std::string second = previews_.make(editor_, id_, kVi, 1, std::chrono::hours(1)).value();

  expect_ok(previews_.revoke(author_, id_, 1));

  EXPECT_EQ(previews_.open(first).error().code(), ErrorCode::Gone);
  EXPECT_TRUE(previews_.open(second).has_value());
  EXPECT_EQ(last_reason(), "end preview vi of " + id_.value);
  expect_refused(previews_.revoke(author_, id_, 1), ErrorCode::Conflict, "ended already");
  expect_refused(previews_.revoke(author_, id_, 7), ErrorCode::NotFound, "");
}

TEST_F(PreviewsTest, AreMadeByThoseWhoWorkOnTheDocumentOnly) {
  const auto made_by = [&](const identity::Actor& actor) {
    return previews_.make(actor, id_, kVi, 1, std::chrono::hours(1));
  };
  for (const identity::Actor& actor : {author_, editor_, approver_}) {
    EXPECT_TRUE(previews_.may_make(actor, id_).value());
    expect_ok(made_by(actor));
  }
  const identity::Actor auditor = hire("an.auditor", content::DeskRole::Auditor);
  for (const identity::Actor& actor : {stranger_, auditor}) {
    EXPECT_FALSE(previews_.may_make(actor, id_).value());
    expect_refused(made_by(actor), ErrorCode::PermissionDenied, "");
  }
  expect_refused(previews_.make(author_, id_, kEn, 1, std::chrono::hours(1)), ErrorCode::NotFound, "");
  expect_refused(previews_.make(author_, id_, kVi, 1, std::chrono::hours(15 * 24)), ErrorCode::InvalidInput, "14 days");
}

TEST_F(PreviewsTest, CountTheirViewsInTheLogAMinuteTogether) {
  const std::string token = previews_.make(author_, id_, kVi, 1, std::chrono::hours(1)).value();
  const content::Sequence before = store_->log().head().sequence;

  for (int view = 0; view < 5; ++view) previews_.count(previews_.open(token).value());

  EXPECT_EQ(store_->log().head().sequence.value, before.value + 1) << "the first at once, the rest later";
  EXPECT_EQ(last_reason(), "preview seen vi of " + id_.value);
  EXPECT_EQ(link(1).views, 1U);
  EXPECT_EQ(previews_.views(link(1)), 5U);
  clock_.advance(std::chrono::minutes(2));
  previews_.count(previews_.open(token).value());
  EXPECT_EQ(link(1).views, 6U);
  EXPECT_EQ(link(1).last_view, clock_.now());
}

TEST_F(PreviewsTest, KeepTheirViewsWhenTheProcessEnds) {
  {
    Previews running(*store_, vocabulary(), clock_, key_);
    const std::string token = running.make(author_, id_, kVi, 1, std::chrono::hours(1)).value();
    for (int view = 0; view < 3; ++view) running.count(running.open(token).value());
  }

  EXPECT_EQ(link(1).views, 3U);
}

/// Refuses what it is given while `is_full`.
class FullStore final : public store::Store {
 public:
  explicit FullStore(store::Store& store) : store_(store) {}
  Result<std::shared_ptr<const store::Snapshot>> snapshot(content::Sequence at_least) const override {
    return store_.snapshot(at_least);
  }
  Result<content::Sequence> commit(content::Change change) override {
    if (is_full) return Error(ErrorCode::Unavailable, "the disk is full");
    return store_.commit(std::move(change));
  }
  const store::ChangeLog& log() const override { return store_.log(); }
  store::Blobs& blobs() override { return store_.blobs(); }
  const store::Blobs& blobs() const override { return std::as_const(store_).blobs(); }

  bool is_full = false;

 private:
  store::Store& store_;
};

TEST_F(PreviewsTest, LoseNoViewThatCouldNotBeWritten) {
  FullStore store(*store_);
  {
    Previews previews(store, vocabulary(), clock_, key_);
    const std::string token = previews.make(author_, id_, kVi, 1, std::chrono::hours(1)).value();
    store.is_full = true;
    for (int view = 0; view < 3; ++view) {
      previews.count(previews.open(token).value());
      clock_.advance(std::chrono::minutes(2));
    }
    EXPECT_EQ(link(1).views, 0U);
    EXPECT_EQ(previews.views(link(1)), 3U);

    store.is_full = false;
    previews.count(previews.open(token).value());
    EXPECT_EQ(link(1).views, 4U);
    EXPECT_EQ(previews.views(link(1)), 4U);
    store.is_full = true;
    clock_.advance(std::chrono::minutes(2));
    previews.count(previews.open(token).value());
    store.is_full = false;
  }
  EXPECT_EQ(link(1).views, 5U) << "what waits is written at the end";
}

}  // namespace
}  // namespace sen::workflow::test
