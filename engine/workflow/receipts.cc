#include "engine/workflow/receipts.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <sstream>

#include "engine/base/log.h"
#include "engine/store/small_file.h"

namespace sen::workflow {
namespace {

constexpr std::size_t kMostSteps = 4'096;
constexpr std::size_t kWriteAnewAfter = 32'768;
constexpr std::string_view kIndex = "search";
constexpr std::string_view kCacheEnd = "-cache";

bool is_cache(std::string_view name) {
  return name.ends_with(kCacheEnd);
}

bool follows_index(Channel channel) {
  return channel == Channel::Search || channel == Channel::Suggestions;
}

/// `page-cache 1234 1795000000000`; `-` for a time that nobody knows.
std::string line(const std::string& name, content::Sequence position, std::optional<Timestamp> at) {
  return name + " " + std::to_string(position.value) + " " + (at ? std::to_string(at->milliseconds) : "-") + "\n";
}

}  // namespace

std::string_view channel_name(Channel channel) {
  switch (channel) {
    case Channel::Page:
      return "page";
    case Channel::Media:
      return "media";
    case Channel::Search:
      return "search";
    case Channel::Suggestions:
      return "suggestions";
    case Channel::Feeds:
      return "feeds";
    case Channel::Sitemap:
      return "sitemap";
    case Channel::Exports:
      return "exports";
    case Channel::Caches:
      return "caches";
  }
  return {};
}

void ReceiptBook::add(const std::string& name, Seen seen) {
  std::deque<Seen>& steps = followers_[name];
  if (!steps.empty() && steps.back().position > seen.position) steps.clear();
  steps.push_back(seen);
  if (steps.size() <= kMostSteps) return;
  steps.pop_front();
  // It had taken in all before, nobody knows any more when.
  steps.front().at.reset();
}

void ReceiptBook::note(const Positions& positions, Timestamp now) {
  const MutexLock lock(mutex_);
  for (const auto& [name, position] : positions) {
    const auto known = followers_.find(name);
    const bool is_first = known == followers_.end();
    if (!is_first && known->second.back().position == position) continue;
    const bool is_set_back = !is_first && known->second.back().position > position;
    const Seen seen{position, is_first || is_set_back ? std::nullopt : std::optional(now)};
    add(name, seen);
    if (path_.empty()) continue;
    file_ << line(name, seen.position, seen.at) << std::flush;
    ++appended_;
  }
  // A full disk leaves half a line or none: the book is written anew as soon as it can be.
  if (path_.empty() || (!is_failing_ && file_.good() && appended_ < kWriteAnewAfter)) return;
  const auto written = write_file();
  if (!written && !is_failing_) log::warning("receipts not kept", {{"error", written.error().message()}});
  is_failing_ = !written;
}

Result<void> ReceiptBook::keep_in(const std::string& path) {
  const MutexLock lock(mutex_);
  path_ = path;
  std::ifstream in(path);
  for (std::string text; std::getline(in, text);) {
    std::istringstream words(text);
    std::string name, at;
    Seen seen;
    // What a crash cut off is left out.
    if (!(words >> name >> seen.position.value >> at) || in.eof()) continue;
    std::int64_t milliseconds = 0;
    const auto [end, failed] = std::from_chars(at.data(), at.data() + at.size(), milliseconds);
    if (failed == std::errc() && end == at.data() + at.size()) seen.at = Timestamp{milliseconds};
    add(name, seen);
  }
  return write_file();
}

Result<void> ReceiptBook::write_file() {
  std::string book;
  for (const auto& [name, steps] : followers_)
    for (const Seen& seen : steps) book += line(name, seen.position, seen.at);
  file_.close();
  SEN_TRY(store::write_small_file(path_, book));
  file_.open(path_, std::ios::app);
  appended_ = 0;
  return {};
}

std::optional<std::optional<Timestamp>> ReceiptBook::reached(std::string_view follower,
                                                             content::Sequence change) const {
  const auto found = followers_.find(follower);
  if (found == followers_.end()) return std::nullopt;
  const auto step = std::lower_bound(found->second.begin(), found->second.end(), change,
                                     [](const Seen& seen, content::Sequence wanted) { return seen.position < wanted; });
  if (step == found->second.end()) return std::nullopt;
  return step->at;
}

std::vector<ChannelReceipt> ReceiptBook::receipts(content::Sequence change, Timestamp committed) const {
  const MutexLock lock(mutex_);
  // What is made from the store on demand is there at once; the slowest cache decides.
  ChannelReceipt made{.channel = Channel::Page, .taken = true, .seen = committed};
  for (const auto& [name, steps] : followers_) {
    if (!is_cache(name)) continue;
    const auto at = reached(name, change);
    made.taken = made.taken && at.has_value();
    if (!made.taken || !at->has_value() || !made.seen)
      made.seen.reset();
    else
      made.seen = std::max(*made.seen, **at);
  }
  const auto index = reached(kIndex, change);
  const ChannelReceipt found{
      .channel = Channel::Search, .taken = index.has_value(), .seen = index.value_or(std::nullopt)};
  std::vector<ChannelReceipt> receipts;
  for (const Channel channel : kChannels) {
    ChannelReceipt receipt = follows_index(channel) ? found : made;
    receipt.channel = channel;
    receipts.push_back(receipt);
  }
  return receipts;
}

ReceiptWatch::ReceiptWatch(const store::ChangeLog& log, std::function<Positions()> positions, ReceiptBook& book,
                           const Clock& clock)
    : log_(log),
      positions_(std::move(positions)),
      book_(book),
      clock_(clock),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

void ReceiptWatch::run(const std::stop_token& stop) {
  constexpr std::chrono::milliseconds kSoon{50}, kIdle{1'000};
  std::chrono::milliseconds pause = kSoon;
  Positions former;
  content::Sequence former_head;
  while (!stop.stop_requested()) {
    const content::Sequence head = log_.head().sequence;
    Positions positions = positions_();
    const bool caught_up =
        std::all_of(positions.begin(), positions.end(), [&](const auto& one) { return one.second >= head; });
    // One that fails stands still: it is looked at less and less often.
    const bool stands_still = positions == former && head == former_head;
    pause = caught_up ? kIdle : stands_still ? std::min(2 * pause, kIdle) : kSoon;
    former = positions;
    former_head = head;
    // A cache begins at 0 after each start, which is no step back behind what it had taken in.
    std::erase_if(positions, [](const auto& one) { return one.second.value == 0; });
    book_.note(positions, clock_.now());
    log_.wait_behind(head, pause, stop);
  }
}

}  // namespace sen::workflow
