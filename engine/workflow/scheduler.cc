#include "engine/workflow/scheduler.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <thread>

#include "content/model/publication.h"
#include "engine/base/log.h"
#include "engine/workflow/translation.h"

namespace sen::workflow {
namespace {

using content::Mutation;
using content::State;
using store::Snapshot;

constexpr int kMostConflicts = 20;
/// The scheduler wakes once a second at least; what is later than this was missed.
constexpr std::chrono::seconds kLate{5};

/// Records that change for one reason, and the names of their documents and datasets.
struct Batch {
  std::vector<Mutation> mutations;
  std::set<std::string> names;

  void add(std::string name, Mutation mutation) {
    names.insert(std::move(name));
    mutations.push_back(std::move(mutation));
  }
};

struct Round {
  Batch released;
  Batch expired;
  Batch rights_ended;
  Batch announced;
};

/// A batch, why it is committed, and what the log calls it.
struct Stage {
  Batch& batch;
  const char* reason;
  std::string_view event;
};

/// The scheduled reviews of a document, by locale.
Result<std::map<content::Locale, content::Review>> scheduled_reviews(const Snapshot& snapshot,
                                                                     const content::ContentId& id) {
  std::map<content::Locale, content::Review> scheduled;
  for (content::Review& review : SEN_TRY(snapshot.reviews(id)))
    if (review.state == State::Scheduled) scheduled.emplace(review.locale, std::move(review));
  return scheduled;
}

void finish(content::Review review, Batch& batch) {
  review.state = State::Published;
  std::string name = review.id.value;
  batch.add(std::move(name), std::move(review));
}

/// The request for a translation that is public now is done.
Result<void> close_request(const Snapshot& snapshot, const content::Version& version, Timestamp now, Round& round) {
  std::vector<content::Mutation> done;
  SEN_TRY(advance_request(snapshot, version, content::RequestState::Done, now, done));
  for (content::Mutation& mutation : done) round.released.add(version.id.value, std::move(mutation));
  return {};
}

Result<void> settle_editions(const Snapshot& snapshot, const content::Document& document, Timestamp now, Round& round) {
  const auto reviews = SEN_TRY(scheduled_reviews(snapshot, document.id));
  const bool has_expired = document.expiry && *document.expiry <= now;
  for (content::Edition& edition : SEN_TRY(snapshot.editions(document.id))) {
    const auto found = reviews.find(edition.locale);
    const content::Review* review = found == reviews.end() ? nullptr : &found->second;
    // An update that waits leaves the edition Published; its review says that it waits.
    const bool waits = edition.state == State::Scheduled || review != nullptr;
    const bool released = waits && content::release_time(document, review) <= now;
    const bool expired = has_expired && (edition.state == State::Published || released);
    if (expired) {
      edition.state = State::Expired;
      round.expired.add(document.id.value, edition);
      if (released && review != nullptr) finish(*review, round.expired);
    } else if (released) {
      const content::Version version = SEN_TRY(snapshot.version(edition.id, edition.locale, edition.latest));
      content::publish(edition, version, now);
      round.released.add(document.id.value, edition);
      if (review != nullptr) finish(*review, round.released);
      SEN_TRY(close_request(snapshot, version, now, round));
    }
  }
  return {};
}

/// What was approved for all languages at once takes the document's place.
Result<void> settle_proposal(const Snapshot& snapshot, const content::Document& document, Timestamp now, Round& round) {
  const auto reviews = SEN_TRY(scheduled_reviews(snapshot, document.id));
  const auto review = reviews.find(content::Locale());
  if (review == reviews.end() || content::release_time(document, &review->second) > now) return {};
  content::Document proposed = SEN_TRY(snapshot.proposal(document.id));
  proposed.locales = document.locales;
  content::count_revision(proposed, document, now);
  round.released.add(document.id.value, std::move(proposed));
  finish(review->second, round.released);
  return {};
}

void settle_rights(content::Document document, Timestamp now, Round& round) {
  bool any = false;
  for (content::MediaUse& use : document.media)
    if (use.rights_until && *use.rights_until <= now && !use.rights_ended) any = use.rights_ended = true;
  std::string name = document.id.value;
  if (any) round.rights_ended.add(std::move(name), std::move(document));
}

void announce(content::Dataset dataset, Timestamp now, Round& round) {
  const content::Release* waiting = content::scheduled_release(dataset);
  if (waiting == nullptr || waiting->announced > 0 || !dataset.announce || *dataset.announce > now) return;
  dataset.releases[static_cast<std::size_t>(waiting - dataset.releases.data())].announced = 1;
  std::string name = "dataset " + dataset.code.value;
  round.announced.add(std::move(name), std::move(dataset));
}

void settle_dataset(content::Dataset dataset, Timestamp now, Round& round) {
  if (dataset.embargo && *dataset.embargo > now) return announce(std::move(dataset), now, round);
  if (dataset.state == State::Scheduled) dataset.state = State::Published;
  for (content::Release& release : dataset.releases)
    if (release.state == State::Scheduled) {
      release.state = State::Published;
      release.published = now;
    }
  std::string name = "dataset " + dataset.code.value;
  round.released.add(std::move(name), std::move(dataset));
}

/// What is to be committed for everything that is due in `snapshot`.
Result<Round> plan(const Snapshot& snapshot, const std::vector<Snapshot::Due>& due, Timestamp now) {
  Round round;
  std::set<content::ContentId> seen;
  for (const Snapshot::Due& item : due) {
    const std::chrono::milliseconds late(now.milliseconds - item.at.milliseconds);
    if (late > kLate && item.at.milliseconds != 0 && item.kind != Snapshot::Due::Kind::Announcement)
      log::warning("released late", {{"name", item.document.empty() ? item.dataset.value : item.document.value},
                                     {"due", format_rfc3339(item.at)},
                                     {"late_seconds", std::to_string(late.count() / 1'000)}});
    if (item.document.empty()) {
      settle_dataset(SEN_TRY(snapshot.dataset(item.dataset)), now, round);
      continue;
    }
    if (!seen.insert(item.document).second) continue;
    const content::Document document = SEN_TRY(snapshot.document(item.document));
    SEN_TRY(settle_proposal(snapshot, document, now, round));
    SEN_TRY(settle_editions(snapshot, document, now, round));
    settle_rights(document, now, round);
  }
  return round;
}

}  // namespace

Result<std::size_t> release_due(store::Store& store, Timestamp now) {
  std::size_t changed = 0;
  for (int conflicts = 0; conflicts < kMostConflicts;) {
    const std::shared_ptr<const Snapshot> snapshot = SEN_TRY(store.snapshot());
    const std::vector<Snapshot::Due> due = SEN_TRY(snapshot->due(now));
    if (due.empty()) return changed;

    // One reason at a time: what follows is planned against the content that this change made.
    Round round = SEN_TRY(plan(*snapshot, due, now));
    const std::array<Stage, 4> steps = {{{round.expired, "expired", "expired"},
                                         {round.rights_ended, "rights ended", "rights-ended"},
                                         {round.released, "released", "released"},
                                         {round.announced, "announced", "announced"}}};
    const auto next =
        std::find_if(steps.begin(), steps.end(), [](const Stage& step) { return !step.batch.mutations.empty(); });
    if (next == steps.end()) return Error(ErrorCode::Storage, "something is due that cannot be released");
    const std::size_t names = next->batch.names.size();
    const Result<content::Sequence> done = store.commit({.based_on = snapshot->sequence(),
                                                         .sequence = {},
                                                         .committed_at = {},
                                                         .actor = {.name = "scheduler", .organisation = {}},
                                                         .reason = next->reason,
                                                         .mutations = std::move(next->batch.mutations),
                                                         .touches = {}});
    if (done.has_value()) {
      changed += names;
      log::info(next->event, {{"count", std::to_string(names)}, {"sequence", std::to_string(done->value)}});
    } else if (done.error().code() == ErrorCode::Conflict) {
      ++conflicts;
    } else {
      return done.error();
    }
  }
  return Error(ErrorCode::Unavailable, "what is due is being changed by others all the time");
}

class Scheduler::Impl {
 public:
  Impl(store::Store& store, const Clock& clock)
      : store_(store), clock_(clock), thread_([this](const std::stop_token& stop) { run(stop); }) {}

 private:
  // Looks at the clock once a second at least, because a clock can be set.
  static constexpr std::chrono::milliseconds kLongestWait{1'000};

  void run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      const content::Sequence seen = store_.log().head().sequence;
      const Result<std::size_t> released = release_due(store_, clock_.now());
      if (!released.has_value()) log::error("release failed", {{"error", released.error().message()}});
      store_.log().wait_behind(seen, until_next(), stop);
    }
  }

  std::chrono::milliseconds until_next() const {
    const auto snapshot = store_.snapshot();
    if (!snapshot.has_value()) return kLongestWait;
    const auto next = (*snapshot)->next_due();
    if (!next.has_value() || !next->has_value()) return kLongestWait;
    const std::chrono::milliseconds wait((*next)->milliseconds - clock_.now().milliseconds);
    // What is due and could not be released is not tried again at once.
    return wait.count() <= 0 ? kLongestWait : std::min(wait, kLongestWait);
  }

  store::Store& store_;
  const Clock& clock_;
  std::jthread thread_;
};

Scheduler::Scheduler(store::Store& store, const Clock& clock) : impl_(std::make_unique<Impl>(store, clock)) {}
Scheduler::~Scheduler() = default;

}  // namespace sen::workflow
