#include "search/past_queries.h"

#include <algorithm>
#include <charconv>
#include <random>

#include "engine/base/bytes.h"
#include "engine/base/log.h"
#include "engine/base/network.h"
#include "engine/base/text.h"
#include "engine/store/small_file.h"
#include "search/suggestion_keys.h"

namespace sen::search {
namespace {

constexpr std::size_t kLongestCharacters = 60, kMostWords = 8, kMostDigits = 4;
constexpr std::size_t kMostFileBytes = 4U * 1024 * 1024;
constexpr std::size_t kSaltWords = 8;  // 256 bits.

std::string random_salt() {
  std::random_device device;
  std::string salt;
  for (std::size_t i = 0; i < kSaltWords; ++i) append_u64(salt, device());
  return salt;
}

/// A number at the beginning of `text`, which is taken off with the tab behind it.
std::int64_t take_number(std::string_view& text) {
  const std::size_t end = std::min(text.find('\t'), text.size());
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + end, number);
  text.remove_prefix(std::min(end + 1, text.size()));
  return number;
}

std::string one_line(std::string_view text) {
  std::string line(trim(text));
  std::replace_if(
      line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return line;
}

}  // namespace

bool may_be_shared(std::string_view text) {
  text = trim(text);
  if (text.empty() || !is_utf8(text) || count_code_points(text) > kLongestCharacters) return false;
  if (text.find_first_of("@\"<>\\:") != std::string_view::npos || text.find(" -") != std::string_view::npos)
    return false;
  if (text.front() == '-') return false;
  std::size_t digits = 0, words = 1;
  for (const char c : text) {
    if (c == ' ' && ++words > kMostWords) return false;
    // Signs inside a number do not part it: `0912 345-678` is one.
    if (c >= '0' && c <= '9') {
      if (++digits > kMostDigits) return false;
    } else if (c != ' ' && c != '.' && c != '-') {
      digits = 0;
    }
  }
  return true;
}

PastQueries::PastQueries(PastQueriesOptions options, const Clock& clock) : options_(std::move(options)), clock_(clock) {
  const MutexLock lock(mutex_);
  begin_window();
}

Result<std::unique_ptr<PastQueries>> PastQueries::open(PastQueriesOptions options, const Clock& clock) {
  std::unique_ptr<PastQueries> queries(new PastQueries(std::move(options), clock));
  if (queries->options_.file.empty()) return queries;
  if (const auto bytes = SEN_TRY(store::read_small_file(queries->options_.file, kMostFileBytes))) queries->read(*bytes);
  return queries;
}

void PastQueries::begin_window() {
  salt_ = random_salt();
  window_begin_ = clock_.now();
  waiting_.clear();
  by_order_.clear();
}

std::uint64_t PastQueries::hash_of(std::string_view client) const {
  const Digest digest = sha256(salt_ + network_of(client));
  std::uint64_t hash = 0;
  for (const char byte : digest.view().substr(0, sizeof hash)) hash = hash << 8U | static_cast<unsigned char>(byte);
  return hash;
}

void PastQueries::asked(std::string_view text, const content::Locale& reader, std::string_view client) {
  if (!may_be_shared(text)) return;
  Name name{reader, suggestion_key(text)};
  if (name.second.empty()) return;
  std::string written;
  {
    const MutexLock lock(mutex_);
    if (clock_.now() >= window_begin_ + options_.window) begin_window();
    if (const auto found = kept_.find(name); found != kept_.end()) {
      ++found->second.times;
      found->second.last = clock_.now();
      return;
    }
    auto [at, fresh] = waiting_.try_emplace(name);
    if (fresh) {
      at->second.order = ++order_;
      by_order_.emplace(order_, name);
    }
    at->second.networks.insert(hash_of(client));
    if (at->second.networks.size() < options_.floor) {
      if (waiting_.size() <= options_.most_waiting) return;
      waiting_.erase(by_order_.begin()->second);
      by_order_.erase(by_order_.begin());
      return;
    }
    by_order_.erase(at->second.order);
    waiting_.erase(at);
    keep(std::move(name), text);
    if (options_.file.empty()) return;
    written = lines();
  }
  const MutexLock lock(file_mutex_);
  if (const auto done = store::write_small_file(options_.file, written); !done)
    log::warning("past queries are not kept", {{"error", done.error().message()}});
}

void PastQueries::keep(Name name, std::string_view text) {
  const Timestamp oldest{clock_.now().milliseconds - std::chrono::milliseconds(options_.kept).count()};
  std::erase_if(kept_, [&](const auto& entry) { return entry.second.last < oldest; });
  if (kept_.size() >= options_.most_kept) forget_least();
  kept_[std::move(name)] = {one_line(text), options_.floor, clock_.now()};
}

void PastQueries::forget_least() {
  const auto least = std::min_element(kept_.begin(), kept_.end(), [](const auto& a, const auto& b) {
    return std::pair(a.second.times, a.second.last) < std::pair(b.second.times, b.second.last);
  });
  if (least != kept_.end()) kept_.erase(least);
}

std::vector<std::string> PastQueries::find(std::string_view key, const content::Locale& reader,
                                           std::size_t limit) const {
  std::vector<std::pair<std::uint64_t, std::string>> found;
  {
    const MutexLock lock(mutex_);
    for (auto at = kept_.lower_bound(Name{reader, std::string(key)}); at != kept_.end(); ++at) {
      if (at->first.first != reader || !at->first.second.starts_with(key)) break;
      found.emplace_back(at->second.times, at->second.text);
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < found.size() && i < limit; ++i) texts.push_back(std::move(found[i].second));
  return texts;
}

/// A line each: language, how often, when last in milliseconds, text; between tabs.
std::string PastQueries::lines() const {
  std::string out;
  for (const auto& [name, entry] : kept_)
    out += name.first.value + '\t' + std::to_string(entry.times) + '\t' + std::to_string(entry.last.milliseconds) +
           '\t' + entry.text + '\n';
  return out;
}

void PastQueries::read(std::string_view lines) {
  const MutexLock lock(mutex_);
  for (std::string_view line : split(lines, '\n')) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos) continue;
    const content::Locale reader{std::string(line.substr(0, tab))};
    line.remove_prefix(tab + 1);
    const std::int64_t times = take_number(line);
    const Timestamp last{take_number(line)};
    if (times <= 0 || !may_be_shared(line) || kept_.size() >= options_.most_kept) continue;
    kept_[{reader, suggestion_key(line)}] = {std::string(line), static_cast<std::uint64_t>(times), last};
  }
}

}  // namespace sen::search
