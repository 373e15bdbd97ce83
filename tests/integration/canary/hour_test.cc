// At its hour all that waits is there at once: how late, on this machine.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>

#include "engine/workflow/scheduler.h"
#include "tests/integration/canary/secrets.h"

namespace sen::canary {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// The machine's clock, some hours ahead. Set before other threads read it.
class ClockAhead final : public Clock {
 public:
  Timestamp now() const override { return machine_.now() + ahead_; }
  void go_to(Timestamp at) { ahead_ += milliseconds(at.milliseconds - now().milliseconds); }

 private:
  SystemClock machine_;
  milliseconds ahead_{0};
};

TEST(CanaryHour, AllThatWaitsIsVisibleSoonAfterIt) {
  constexpr seconds kSoon{20};  // A loaded machine's; one at rest needs some tens of milliseconds (bench/RESULTS.md).
  const content::Vocabulary vocabulary = content::load_built_in_vocabulary().value();
  ClockAhead clock;
  Site site(vocabulary, clock);
  const store::Library library(site.store(), vocabulary.fallbacks());
  add_public(site, vocabulary);
  const Secrets secrets = add_secrets(site, vocabulary, clock.now());
  std::vector<const Secret*> waiting;
  for (const Secret& secret : secrets.documents)
    if (secret.released) waiting.push_back(&secret);
  std::vector<std::string> figures = secrets.datasets;
  ASSERT_GT(waiting.size() + figures.size(), 80U);
  const auto is_there = [&](const store::VisibleContent& content, const Secret& secret) {
    const auto found = content.find(secret.id, secret.locale);
    if (!found.has_value() || found->edition.locale != secret.locale) return false;
    search::Query query;
    query.text = secret.title;
    query.reader = secret.locale;
    const auto answer = site.index().search(query);
    return answer.has_value() && answer->total == 1;
  };
  std::vector<milliseconds> late;
  const auto look = [&] {
    site.follow();
    const store::VisibleContent content = library.visible_to(store::Audience::Public).value();
    const auto note = [&](bool seen) {
      if (seen) late.emplace_back(clock.now().milliseconds - secrets.hour.milliseconds);
      return seen;
    };
    std::erase_if(waiting, [&](const Secret* secret) { return note(is_there(content, *secret)); });
    std::erase_if(figures, [&](const std::string& code) {
      return note(content.dataset(content::DatasetCode(code)).has_value());
    });
  };
  look();
  ASSERT_TRUE(late.empty()) << "nothing of it is there before";

  clock.go_to(Timestamp{secrets.hour.milliseconds} + -seconds(2));
  const content::Sequence before = site.store().log().head().sequence;
  const workflow::Scheduler scheduler(site.store(), clock);
  const auto give_up = std::chrono::steady_clock::now() + 3 * kSoon;
  site.store().log().wait_behind(before, kSoon);
  while (!(waiting.empty() && figures.empty()) && std::chrono::steady_clock::now() < give_up) look();

  ASSERT_TRUE(waiting.empty() && figures.empty()) << waiting.size() + figures.size() << " are not there";
  std::sort(late.begin(), late.end());
  EXPECT_GE(late.front(), milliseconds(0));
  EXPECT_LT(late.back(), kSoon);
  std::cout << late.size() << " items visible and found after their hour: p50 " << late[late.size() / 2].count()
            << " ms, the last " << late.back().count() << " ms\n";
}

}  // namespace
}  // namespace sen::canary
