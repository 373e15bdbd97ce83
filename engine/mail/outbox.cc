#include "engine/mail/outbox.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <tuple>

#include "engine/base/log.h"
#include "engine/store/files.h"
#include "engine/store/small_file.h"

namespace sen::mail {
namespace {

constexpr std::size_t kMostLetterBytes = std::size_t{256} * 1024;
constexpr std::size_t kMostOutcomeBytes = 1024;  ///< What failed() puts into a letter later: attempts, failure.
constexpr std::string_view kFormat = "sen-letter 1\n";

bool is_id(std::string_view id) {
  constexpr std::size_t kMost = 120;
  return !id.empty() && id.size() <= kMost && id.front() != '.' && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
  });
}

/// A value on one line.
std::string line(std::string value) {
  for (char& c : value)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  return value;
}

template <class Number>
bool read_number(std::string_view text, Number& out) {
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), out);
  return failure == std::errc() && end == text.data() + text.size();
}

Result<void> remove_file(const std::string& path) {
  std::error_code failed;
  std::filesystem::remove(path, failed);
  if (failed) return Error(ErrorCode::Storage, path + ": " + failed.message());
  return store::sync_folder(std::filesystem::path(path).parent_path().string());
}

Result<std::vector<std::string>> ids_in(const std::string& folder) {
  std::vector<std::string> ids;
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failed))
    if (std::string name = entry.path().filename().string(); is_id(name) && !name.ends_with(".new"))
      ids.push_back(std::move(name));
  if (failed) return Error(ErrorCode::Storage, folder + ": " + failed.message());
  return ids;
}

Result<Letter> read_letter(const std::string& path, std::string_view id) {
  const auto bytes = SEN_TRY(store::read_small_file(path, kMostLetterBytes));
  if (!bytes) return Error(ErrorCode::NotFound, "there is no mail " + std::string(id));
  return decode_letter(id, *bytes).within(path);
}

/// The one of `entries` with that id.
template <class Entries>
auto find_entry(Entries& entries, std::string_view id) {
  return std::find_if(entries.begin(), entries.end(), [&](const auto& entry) { return entry.id == id; });
}

}  // namespace

std::string encode(const Letter& letter) {
  return std::string(kFormat) + "from " + letter.from + "\nto " + letter.to + "\nsubject " + line(letter.subject) +
         "\nsecret " + (letter.secret ? "1" : "0") + "\nattempts " + std::to_string(letter.attempts) + "\nmade " +
         std::to_string(letter.made.milliseconds) + "\nnext " + std::to_string(letter.next.milliseconds) +
         "\nfailure " + line(letter.failure) + "\n\n" + letter.text;
}

Result<Letter> decode_letter(std::string_view id, std::string_view bytes) {
  const Error damaged(ErrorCode::InvalidInput, "the mail " + std::string(id) + " cannot be read");
  const std::size_t head = bytes.find("\n\n");
  if (!bytes.starts_with(kFormat) || head == std::string_view::npos) return damaged;
  Letter letter;
  letter.id = id;
  letter.text = bytes.substr(head + 2);
  std::string_view rest = bytes.substr(kFormat.size(), head + 1 - kFormat.size());
  bool good = true;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    const std::string_view field = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    const std::size_t blank = std::min(field.find(' '), field.size());
    const std::string_view name = field.substr(0, blank), value = field.substr(std::min(blank + 1, field.size()));
    if (name == "from") letter.from = value;
    if (name == "to") letter.to = value;
    if (name == "subject") letter.subject = value;
    if (name == "secret") letter.secret = value == "1";
    if (name == "attempts") good = good && read_number(value, letter.attempts);
    if (name == "made") good = good && read_number(value, letter.made.milliseconds);
    if (name == "next") good = good && read_number(value, letter.next.milliseconds);
    if (name == "failure") letter.failure = value;
  }
  if (!good || letter.from.empty() || letter.to.empty()) return damaged;
  return letter;
}

std::string Outbox::queue_path(std::string_view id) const {
  return folder_ + "/queue/" + std::string(id);
}
std::string Outbox::dead_path(std::string_view id) const {
  return folder_ + "/dead/" + std::string(id);
}

Result<std::unique_ptr<Outbox>> Outbox::open(const std::string& folder, Retries retries) {
  for (const char* part : {"/queue", "/dead"}) {
    std::error_code failed;
    std::filesystem::create_directories(folder + part, failed);
    if (failed) return Error(ErrorCode::Storage, folder + part + ": " + failed.message());
  }
  std::unique_ptr<Outbox> outbox(new Outbox(folder, retries));
  SEN_TRY(outbox->load());
  return outbox;
}

Result<void> Outbox::load() {
  const MutexLock lock(mutex_);
  for (const std::string& id : SEN_TRY(ids_in(folder_ + "/dead"))) {
    const auto letter = read_letter(dead_path(id), id);
    dead_.push_back({id, letter ? letter->made : Timestamp(), {}});
  }
  for (const std::string& id : SEN_TRY(ids_in(folder_ + "/queue"))) {
    const auto letter = read_letter(queue_path(id), id);
    // Whatever kept it back may be mended: all are tried at a start.
    if (letter)
      waiting_.push_back({id, letter->made, letter->made});
    else if (!set_aside(id, letter.error()))
      waiting_.push_back({id, {}, {}});
  }
  return {};
}

Result<void> Outbox::add_dead(Entry entry) {
  dead_.push_back(std::move(entry));
  if (dead_.size() <= kMostDead) return {};
  const auto oldest =
      std::min_element(dead_.begin(), dead_.end(), [](const Entry& a, const Entry& b) { return a.made < b.made; });
  const std::string path = dead_path(oldest->id);
  dead_.erase(oldest);
  return remove_file(path);
}

bool Outbox::set_aside(const std::string& id, const Error& why) {
  log::error("a mail cannot be read", {{"error", why.message()}});
  if (why.code() == ErrorCode::NotFound) return true;
  if (why.code() != ErrorCode::InvalidInput && why.code() != ErrorCode::TooLarge) return false;
  std::error_code failed;
  std::filesystem::rename(queue_path(id), dead_path(id), failed);
  if (failed) log::error("mail failed", {{"error", dead_path(id) + ": " + failed.message()}});
  if (failed) return false;
  if (const auto added = add_dead({id, {}, {}}); !added)
    log::error("mail failed", {{"error", added.error().message()}});
  return true;
}

Result<void> Outbox::put(const Letter& letter) {
  if (!is_id(letter.id)) return Error(ErrorCode::InvalidInput, "the id of a mail has letters, digits, '.' and '-'");
  const std::string bytes = encode(letter);
  if (bytes.size() > kMostLetterBytes - kMostOutcomeBytes)
    return Error(ErrorCode::TooLarge, "the mail " + letter.id + " has " + std::to_string(bytes.size()) + " bytes");
  {
    const MutexLock lock(mutex_);
    if (find_entry(waiting_, letter.id) != waiting_.end() || find_entry(dead_, letter.id) != dead_.end()) return {};
    if (waiting_.size() >= kMostWaiting)
      return Error(ErrorCode::Unavailable, "too many mails wait: the relay takes none");
    SEN_TRY(store::write_small_file(queue_path(letter.id), bytes));
    waiting_.push_back({letter.id, letter.made, letter.next});
    has_more_ = true;
  }
  changed_.notify_all();
  return {};
}

std::optional<Letter> Outbox::next(Timestamp now) {
  const MutexLock lock(mutex_);
  for (;;) {
    auto best = waiting_.end();
    for (auto entry = waiting_.begin(); entry != waiting_.end(); ++entry)
      if (entry->next <= now &&
          (best == waiting_.end() || std::tie(entry->made, entry->id) < std::tie(best->made, best->id)))
        best = entry;
    if (best == waiting_.end()) return std::nullopt;
    auto letter = read_letter(queue_path(best->id), best->id);
    if (letter) return std::move(*letter);
    if (set_aside(best->id, letter.error()))
      waiting_.erase(best);
    else
      best->next = now + retries_.first;
  }
}

Result<void> Outbox::sent(const Letter& letter) {
  const MutexLock lock(mutex_);
  std::erase_if(waiting_, [&](const Entry& entry) { return entry.id == letter.id; });
  ++sent_;
  return remove_file(queue_path(letter.id));
}

Result<void> Outbox::failed(Letter letter, std::string failure, bool for_good, Timestamp now) {
  ++letter.attempts;
  letter.failure = std::move(failure);
  const std::uint32_t doublings = std::min<std::uint32_t>(letter.attempts - 1, 20);
  letter.next = now + std::min(retries_.longest, retries_.first * (std::int64_t{1} << doublings));
  const MutexLock lock(mutex_);
  const auto entry = find_entry(waiting_, letter.id);
  if (entry == waiting_.end()) return {};
  if (!for_good && letter.next < letter.made + retries_.give_up) {
    SEN_TRY(store::write_small_file(queue_path(letter.id), encode(letter)));
    entry->next = letter.next;
    return {};
  }
  if (letter.secret) letter.text.clear();
  SEN_TRY(store::write_small_file(dead_path(letter.id), encode(letter)));
  waiting_.erase(entry);
  const Result<void> added = add_dead({letter.id, letter.made, {}});
  SEN_TRY(remove_file(queue_path(letter.id)));
  return added;
}

std::optional<Timestamp> Outbox::next_due() const {
  const MutexLock lock(mutex_);
  std::optional<Timestamp> first;
  for (const Entry& entry : waiting_)
    if (!first || entry.next < *first) first = entry.next;
  return first;
}

void Outbox::wait_for_more(std::chrono::milliseconds longest, std::stop_token stop) const {
  MutexLock lock(mutex_);
  changed_.wait_for(lock.native(), std::move(stop), longest, [&]() SEN_REQUIRES(mutex_) { return has_more_; });
  has_more_ = false;
}

std::size_t Outbox::waiting() const {
  const MutexLock lock(mutex_);
  return waiting_.size();
}

std::size_t Outbox::dead_count() const {
  const MutexLock lock(mutex_);
  return dead_.size();
}

std::uint64_t Outbox::sent_count() const {
  const MutexLock lock(mutex_);
  return sent_;
}

Result<std::vector<Letter>> Outbox::dead() const {
  std::vector<std::string> ids;
  {
    const MutexLock lock(mutex_);
    for (const Entry& entry : dead_) ids.push_back(entry.id);
  }
  std::vector<Letter> letters;
  for (const std::string& id : ids) {
    auto letter = read_letter(dead_path(id), id);
    if (!letter && letter.error().code() == ErrorCode::NotFound) continue;
    Letter& shown = letters.emplace_back();
    if (letter) shown = std::move(*letter);
    shown.id = id;
    shown.text.clear();
    if (!letter) shown.failure = letter.error().message();
  }
  std::sort(letters.begin(), letters.end(), [](const Letter& a, const Letter& b) { return b.made < a.made; });
  return letters;
}

Result<void> Outbox::revive(std::string_view id, Timestamp now) {
  {
    const MutexLock lock(mutex_);
    const auto found = find_entry(dead_, id);
    if (found == dead_.end()) return Error(ErrorCode::NotFound, "there is no such mail");
    Letter letter = SEN_TRY(read_letter(dead_path(id), id));
    if (letter.text.empty()) return Error(ErrorCode::NotFound, "nothing of this mail was kept: give out a new link");
    letter.attempts = 0;
    letter.made = letter.next = now;
    letter.failure.clear();
    SEN_TRY(store::write_small_file(queue_path(id), encode(letter)));
    waiting_.push_back({letter.id, letter.made, letter.next});
    has_more_ = true;
    dead_.erase(found);
    SEN_TRY(remove_file(dead_path(id)));
  }
  changed_.notify_all();
  return {};
}

Result<void> Outbox::bury(std::string_view id) {
  const MutexLock lock(mutex_);
  const auto found = find_entry(dead_, id);
  if (found == dead_.end()) return Error(ErrorCode::NotFound, "there is no such mail");
  SEN_TRY(remove_file(dead_path(id)));
  dead_.erase(found);
  return {};
}

}  // namespace sen::mail
