// Questions and accreditations: numbers, private addresses, decisions, and that what is deleted is gone.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <utility>

#include "engine/press/accreditations.h"
#include "engine/press/enquiries.h"
#include "engine/press/form_throttle.h"
#include "engine/store/store.h"
#include "tests/support/content.h"
#include "tests/support/temporary_folder.h"

namespace sen::press {
namespace {

using content::AccountName;
using content::ContentId;
using std::chrono::hours;
using testing::HasSubstr;
using testing::Not;

class PressRecords : public testing::Test {
 protected:
  Enquiry question(const std::string& text = "How many?") const {
    Enquiry enquiry;
    enquiry.name = "Reporter";
    enquiry.medium = "Daily";
    enquiry.email = "a@daily.example";
    enquiry.language = content::Locale("en");
    enquiry.text = text;
    return enquiry;
  }
  Accreditation application() const {
    Accreditation one;
    one.name = "Reporter";
    one.medium = "Daily";
    one.email = "a@daily.example";
    one.about = "Trade";
    one.language = content::Locale("en");
    return one;
  }
  /// An accepted accreditation with a session.
  std::string enter() {
    const Receipt receipt = accreditations_.apply(application()).value();
    number_ = receipt.number;
    EXPECT_TRUE(accreditations_.accept(number_, AccountName("thu")).has_value());
    return accreditations_.redeem(accreditations_.make_link(number_).value()).value();
  }
  std::string everything() const {
    std::string all;
    const auto entries = vault_->list("").value();
    for (const identity::VaultEntry& entry : entries) all += entry.key + "=" + *entry.value + "\n";
    return all;
  }

  store::VisibleContent seen() const { return library_.visible_to(store::Audience::Public).value(); }

  ManualClock clock_{parse_rfc3339("2026-11-20T01:00:00Z").value()};
  const std::unique_ptr<store::Store> store_ = store::open_memory_store(clock_);
  const content::Fallbacks fallbacks_;
  const store::Library library_{*store_, fallbacks_};
  std::unique_ptr<identity::Vault> vault_ = identity::open_memory_vault();
  Enquiries enquiries_{*vault_, clock_};
  Accreditations accreditations_{*vault_, clock_};
  std::string number_;
};

TEST_F(PressRecords, NumbersQuestionsByYearAndFindsThemByTheirPrivateAddress) {
  const Receipt first = enquiries_.ask(question()).value();
  const Receipt second = enquiries_.ask(question("Who?")).value();

  EXPECT_EQ(first.number, "Q-2026-0001");
  EXPECT_EQ(second.number, "Q-2026-0002");
  EXPECT_EQ(enquiries_.by_token(second.token)->text, "Who?");
  EXPECT_EQ(enquiries_.by_token("nothing").error().code(), ErrorCode::NotFound);
  EXPECT_EQ(enquiries_.find("Q-2026-0009").error().code(), ErrorCode::NotFound);
  EXPECT_EQ(enquiries_.find("../x").error().code(), ErrorCode::NotFound);
  EXPECT_THAT(everything(), Not(HasSubstr(first.token)));
  EXPECT_EQ(enquiries_.by_token(first.token)->due, clock_.now() + hours(48));
}

TEST_F(PressRecords, ListsWhatIsOpenByDueTimeThenTheNewest) {
  const std::string first = enquiries_.ask(question())->number;
  clock_.advance(hours(1));
  const std::string second = enquiries_.ask(question())->number;
  clock_.advance(hours(1));
  const std::string third = enquiries_.ask(question())->number;
  ASSERT_TRUE(enquiries_.answer(first, "Twelve.").has_value());

  std::vector<std::string> numbers;
  const std::vector<Enquiry> listed = enquiries_.list().value();
  for (const Enquiry& one : listed) numbers.push_back(one.number);
  EXPECT_THAT(numbers, testing::ElementsAre(second, third, first));
  EXPECT_FALSE(enquiries_.find(second)->is_overdue(clock_.now()));
  clock_.advance(hours(49));
  EXPECT_TRUE(enquiries_.find(second)->is_overdue(clock_.now()));
  EXPECT_FALSE(enquiries_.find(first)->is_overdue(clock_.now()));
}

TEST_F(PressRecords, ForgetsAQuestionWholeNinetyDaysAfterItsAnswer) {
  const Receipt receipt = enquiries_.ask(question()).value();
  ASSERT_TRUE(enquiries_.assign(receipt.number, AccountName("thu")).has_value());
  ASSERT_TRUE(enquiries_.answer(receipt.number, "Twelve.").has_value());
  EXPECT_EQ(enquiries_.answer(receipt.number, "").error().code(), ErrorCode::InvalidInput);

  clock_.advance(hours(24 * 89));
  EXPECT_EQ(enquiries_.sweep(seen()).value(), 0U);
  clock_.advance(hours(24 * 2));
  EXPECT_EQ(enquiries_.sweep(seen()).value(), 1U);
  EXPECT_FALSE(enquiries_.by_token(receipt.token).has_value());
  EXPECT_THAT(everything(), Not(HasSubstr("daily.example")));
}

TEST_F(PressRecords, TakesAReplyByItsLettersNotItsBytes) {
  const std::string number = enquiries_.ask(question())->number;
  std::string letters;
  for (std::size_t i = 0; i < kMostReply; ++i) letters += "ế";

  EXPECT_EQ(enquiries_.answer(number, letters + "a").error().message(),
            "answer: it has 4001 characters; at most 4000 are allowed");
  EXPECT_EQ(enquiries_.decline(number, "").error().message(), "reason: it is missing");
  EXPECT_TRUE(enquiries_.answer(number, letters).has_value());
}

TEST_F(PressRecords, ClosesAQuestionOnceItsPublicAnswerCanBeRead) {
  const std::string number = enquiries_.ask(question())->number;
  ASSERT_TRUE(enquiries_.answer_publicly(number, ContentId("rrrrrrrrrr")).has_value());
  clock_.advance(hours(49));
  ASSERT_TRUE(enquiries_.sweep(seen()).has_value());
  EXPECT_TRUE(enquiries_.find(number)->is_overdue(clock_.now()));

  const std::int64_t when = clock_.now().milliseconds;
  const auto answer = sen::test::article("rrrrrrrrrr", "fr", "Douze navires", when);
  ASSERT_TRUE(store_->commit(sen::test::planned(*store_, answer)).has_value());
  EXPECT_EQ(enquiries_.sweep(seen()).value(), 0U);

  EXPECT_EQ(enquiries_.find(number)->state, Enquiry::State::Answered);
  EXPECT_EQ(enquiries_.find(number)->closed, Timestamp{when});
  EXPECT_FALSE(enquiries_.find(number)->is_overdue(clock_.now()));
  clock_.advance(hours(24 * 90));
  EXPECT_EQ(enquiries_.sweep(seen()).value(), 1U);
}

/// A vault that lets somebody else act once, right after a list or a record was read from it.
class BusyVault final : public identity::Vault {
 public:
  explicit BusyVault(identity::Vault& vault) : vault_(vault) {}
  mutable std::function<void()> after_list, after_get;

  Result<std::optional<std::string>> get(std::string_view key) const override {
    auto value = vault_.get(key);
    act(after_get);
    return value;
  }
  Result<std::vector<identity::VaultEntry>> list(std::string_view prefix) const override {
    auto entries = vault_.list(prefix);
    act(after_list);
    return entries;
  }
  Result<void> commit(std::span<const identity::VaultEntry> edits,
                      std::span<const identity::VaultEntry> expected) override {
    return vault_.commit(edits, expected);
  }

 private:
  static void act(std::function<void()>& once) {
    if (const auto deed = std::exchange(once, nullptr)) deed();
  }
  identity::Vault& vault_;
};

class PressSweep : public PressRecords {
 protected:
  PressSweep() {
    const auto answer = sen::test::article("rrrrrrrrrr", "fr", "Douze navires", clock_.now().milliseconds);
    EXPECT_TRUE(store_->commit(sen::test::planned(*store_, answer)).has_value());
    for (std::string* number : {&first_, &second_}) {
      *number = enquiries_.ask(question())->number;
      EXPECT_TRUE(enquiries_.answer_publicly(*number, ContentId("rrrrrrrrrr")).has_value());
      clock_.advance(hours(1));
    }
  }
  Enquiry::State state(const std::string& number) const { return enquiries_.find(number)->state; }

  BusyVault busy_{*vault_};
  Enquiries sweeper_{busy_, clock_};
  std::string first_, second_;
};

TEST_F(PressSweep, LeavesWhatAnOfficerDecidesMeanwhile) {
  busy_.after_list = [&] { ASSERT_TRUE(enquiries_.decline(first_, "Not ours.").has_value()); };

  EXPECT_EQ(sweeper_.sweep(seen()).value(), 0U);

  EXPECT_EQ(state(first_), Enquiry::State::Declined);
  EXPECT_EQ(enquiries_.find(first_)->closed, clock_.now());
  EXPECT_EQ(state(second_), Enquiry::State::Answered);
}

TEST_F(PressSweep, GoesOnWhenAQuestionIsGoneMeanwhile) {
  busy_.after_list = [&] { ASSERT_TRUE(enquiries_.erase(first_).has_value()); };

  ASSERT_TRUE(sweeper_.sweep(seen()).has_value());

  EXPECT_EQ(state(second_), Enquiry::State::Answered);
}

TEST_F(PressSweep, GoesOnWhenAQuestionChangesUnderItsHand) {
  busy_.after_get = [&] { ASSERT_TRUE(enquiries_.assign(first_, AccountName("thu")).has_value()); };

  ASSERT_TRUE(sweeper_.sweep(seen()).has_value());

  EXPECT_EQ(state(second_), Enquiry::State::Answered);
  EXPECT_EQ(state(first_), Enquiry::State::Open) << "as it may be looked at again";
  ASSERT_TRUE(sweeper_.sweep(seen()).has_value());
  EXPECT_EQ(state(first_), Enquiry::State::Answered);
  EXPECT_EQ(enquiries_.find(first_)->assigned, AccountName("thu"));
}

TEST_F(PressSweep, KeepsAnAnswerThatIsWrittenWhileTheQuestionIsForgotten) {
  for (const auto moment : {&BusyVault::after_list, &BusyVault::after_get}) {
    const std::string number = enquiries_.ask(question())->number;
    ASSERT_TRUE(enquiries_.answer(number, "Twelve.").has_value());
    clock_.advance(hours(24 * 91));
    busy_.*moment = [&] { ASSERT_TRUE(enquiries_.answer(number, "Thirteen.").has_value()); };

    ASSERT_TRUE(sweeper_.sweep(seen()).has_value());

    ASSERT_TRUE(enquiries_.find(number).has_value());
    EXPECT_EQ(enquiries_.find(number)->answer, "Thirteen.");
    ASSERT_TRUE(enquiries_.erase(number).has_value());
  }
}

TEST_F(PressRecords, LeavesNothingOfADeletedQuestionOnTheDisk) {
  const sen::test::TemporaryFolder folder;
  const std::string path = folder.path() + "/press";
  std::string number;
  {
    const auto vault = identity::open_file_vault(path).value();
    Enquiries enquiries(*vault, clock_);
    number = enquiries.ask(question("Canary of a question"))->number;
    ASSERT_TRUE(enquiries.erase(number).has_value());
  }
  const auto again = identity::open_file_vault(path).value();
  std::string bytes;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    bytes.append(std::istreambuf_iterator<char>(in), {});
  }
  EXPECT_THAT(bytes, Not(HasSubstr("Canary")));
}

TEST_F(PressRecords, OpensTheAreaByALinkThatWorksOnce) {
  const Receipt receipt = accreditations_.apply(application()).value();
  EXPECT_EQ(receipt.number, "A-2026-0001");
  EXPECT_EQ(accreditations_.make_link(receipt.number).error().code(), ErrorCode::InvalidInput);
  ASSERT_TRUE(accreditations_.accept(receipt.number, AccountName("thu")).has_value());
  EXPECT_FALSE(accreditations_.accept(receipt.number, AccountName("thu")).has_value());

  const std::string former = accreditations_.make_link(receipt.number).value();
  const std::string link = accreditations_.make_link(receipt.number).value();
  EXPECT_FALSE(accreditations_.peek(former).has_value());
  EXPECT_EQ(accreditations_.peek(link)->name, "Reporter");
  const std::string session = accreditations_.redeem(link).value();
  EXPECT_FALSE(accreditations_.redeem(link).has_value());
  EXPECT_EQ(accreditations_.visitor(session)->number, receipt.number);
  EXPECT_FALSE(accreditations_.visitor(link).has_value());
  EXPECT_FALSE(accreditations_.visitor("").has_value());
}

TEST_F(PressRecords, RevokesAtOnceAndForgetsLater) {
  const std::string session = enter();
  const std::string link = accreditations_.make_link(number_).value();
  ASSERT_TRUE(accreditations_.note_access(number_, ContentId("aaaaaaaaaa")).has_value());
  ASSERT_EQ(accreditations_.accesses(number_)->size(), 1U);
  EXPECT_EQ(accreditations_.accesses(number_)->front().at, clock_.now());

  ASSERT_TRUE(accreditations_.revoke(number_, AccountName("thu"), "Broke an embargo").has_value());

  EXPECT_FALSE(accreditations_.visitor(session).has_value());
  EXPECT_FALSE(accreditations_.redeem(link).has_value());
  clock_.advance(hours(24 * 31));
  EXPECT_EQ(accreditations_.sweep().value(), 1U);
  EXPECT_THAT(everything(), Not(HasSubstr("daily.example")));
  EXPECT_THAT(everything(), Not(HasSubstr("aaaaaaaaaa")));
}

TEST_F(PressRecords, ForgetsAnApplicationThatNobodyDecidesOn) {
  const Receipt receipt = accreditations_.apply(application()).value();

  clock_.advance(hours(24 * 59));
  EXPECT_EQ(accreditations_.sweep().value(), 0U);
  clock_.advance(hours(24 * 2));
  EXPECT_EQ(accreditations_.sweep().value(), 1U);

  EXPECT_FALSE(accreditations_.by_token(receipt.token).has_value());
  EXPECT_THAT(everything(), Not(HasSubstr("daily.example")));
}

TEST_F(PressRecords, ErasesAnAccreditationWithAllThatItOpened) {
  const std::string session = enter();
  ASSERT_TRUE(accreditations_.note_access(number_, ContentId("aaaaaaaaaa")).has_value());

  ASSERT_TRUE(accreditations_.erase(number_).has_value());

  EXPECT_FALSE(accreditations_.visitor(session).has_value());
  EXPECT_THAT(everything(), Not(HasSubstr("daily.example")));
  EXPECT_THAT(everything(), Not(HasSubstr("aaaaaaaaaa")));
  EXPECT_EQ(accreditations_.erase(number_).error().code(), ErrorCode::NotFound);
}

TEST_F(PressRecords, EndsSessionsLinksAndAccreditationsInTime) {
  const std::string idle = enter();
  clock_.advance(hours(13));
  EXPECT_FALSE(accreditations_.visitor(idle).has_value());

  const std::string used = accreditations_.redeem(accreditations_.make_link(number_).value()).value();
  for (int hour = 0; hour < 24 * 7 - 6; hour += 6) {
    EXPECT_TRUE(accreditations_.visitor(used).has_value()) << hour;
    clock_.advance(hours(6));
  }
  clock_.advance(hours(6));
  EXPECT_FALSE(accreditations_.visitor(used).has_value());

  const std::string link = accreditations_.make_link(number_).value();
  clock_.advance(hours(73));
  EXPECT_FALSE(accreditations_.redeem(link).has_value());
  clock_.advance(hours(24 * 366));
  EXPECT_FALSE(accreditations_.make_link(number_).has_value());
}

TEST_F(PressRecords, KnowsAnEMailAddressWhenItSeesOne) {
  for (const char* good : {"a@b.example", "nguyễn.an@báo.example", "x+y@mail.daily.example"})
    EXPECT_TRUE(is_email(good)) << good;
  for (const char* bad : {"", "a", "@b.example", "a@b", "a@.example", "a@b.", "a b@c.example", "a@b@c.example",
                          "a@b.example\nBcc: c@d.example", "<a@b.example>"})
    EXPECT_FALSE(is_email(bad)) << bad;
}

TEST_F(PressRecords, SlowsAClientDownButNotItsNeighbour) {
  FormThrottle throttle(clock_, 3, hours(1));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(throttle.admit("192.0.2.1").count(), 0) << i;

  EXPECT_GT(throttle.admit("192.0.2.1").count(), 0);
  EXPECT_EQ(throttle.admit("192.0.2.2").count(), 0);
  EXPECT_EQ(throttle.admit("2001:db8::1").count(), 0);
  clock_.advance(std::chrono::minutes(21));
  EXPECT_EQ(throttle.admit("192.0.2.1").count(), 0);
}

}  // namespace
}  // namespace sen::press
