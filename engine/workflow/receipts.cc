#include "engine/workflow/receipts.h"

#include <algorithm>

namespace sen::workflow {
namespace {

constexpr std::size_t kMostSteps = 4'096;
constexpr std::string_view kIndex = "search";
constexpr std::string_view kCacheEnd = "-cache";

bool is_cache(std::string_view name) {
  return name.ends_with(kCacheEnd);
}

bool follows_index(Channel channel) {
  return channel == Channel::Search || channel == Channel::Suggestions;
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

void ReceiptBook::note(const Positions& positions, Timestamp now) {
  const MutexLock lock(mutex_);
  for (const auto& [name, position] : positions) {
    std::deque<Seen>& steps = followers_[name];
    if (!steps.empty() && steps.back().position > position) steps.clear();
    if (!steps.empty() && steps.back().position == position) continue;
    steps.push_back({position, steps.empty() ? std::nullopt : std::optional(now)});
    if (steps.size() > kMostSteps) {
      steps.pop_front();
      // It had taken in all before, nobody knows any more when.
      steps.front().at.reset();
    }
  }
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

}  // namespace sen::workflow
