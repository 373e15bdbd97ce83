#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/mutex.h"
#include "engine/base/result.h"

namespace sen::mail {

/// A mail that waits to be sent, or that could not be.
struct Letter {
  std::string id;        ///< Its name in the outbox: letters, digits, `.`, `-`.
  std::string from, to;  ///< Addresses of the envelope.
  std::string subject;   ///< For people who look at what could not be sent; empty of what is secret.
  bool secret = false;   ///< Holds a one-time link: nothing of it is kept once it was given up.
  std::uint32_t attempts = 0;
  Timestamp made;
  Timestamp next;       ///< Not tried before.
  std::string failure;  ///< Why the last attempt failed, in the words of the relay.
  std::string text;     ///< As format_message() made it.
};

/// How often and how long a mail is tried.
struct Retries {
  std::chrono::milliseconds first = std::chrono::minutes(1);  ///< Twice as long each time.
  std::chrono::milliseconds longest = std::chrono::hours(4);
  std::chrono::milliseconds give_up = std::chrono::hours(72);
};

/// Mails that wait, on disk, so that they survive a restart: one file each in `FOLDER/queue`, dead letters in
/// `FOLDER/dead`, at most 10,000 and 1,000 (docs/formats/mail.md). What waits or is dead is not put in again under its
/// id; an id that was sent is forgotten. Thread-safe.
class Outbox {
 public:
  static constexpr std::size_t kMostWaiting = 10'000;
  static constexpr std::size_t kMostDead = 1'000;

  /// Makes the folders. Files that cannot be read are dead letters. Errors: Storage.
  static Result<std::unique_ptr<Outbox>> open(const std::string& folder, Retries retries = {});

  /// Durable when it returns. Nothing happens if a letter of this id waits or is dead. Errors: TooLarge for what
  /// next() would not read, 255 KiB; Unavailable if kMostWaiting wait; Storage.
  Result<void> put(const Letter& letter);

  /// A letter whose time has come, the oldest first; nothing if there is none. One whose file is damaged is dead, one
  /// whose file is gone is forgotten, and what the disk does not give is tried later: none keeps the others back.
  std::optional<Letter> next(Timestamp now);
  /// It was taken by the relay: whatever is returned, it waits no longer. Errors: Storage; its file may be sent once
  /// more after the next start.
  Result<void> sent(const Letter& letter);
  /// It was not. Tried again later, or given up: `for_good`, or after Retries::give_up. Errors: Storage.
  Result<void> failed(Letter letter, std::string failure, bool for_good, Timestamp now);

  /// The earliest time at which next() gives something, if anything waits.
  std::optional<Timestamp> next_due() const;
  std::size_t waiting() const;
  /// Newest first, without their texts.
  Result<std::vector<Letter>> dead() const;
  std::size_t dead_count() const;
  /// Puts a dead letter back. Errors: NotFound, also of a secret one; as put().
  Result<void> revive(std::string_view id, Timestamp now);
  /// Errors: NotFound; Storage.
  Result<void> bury(std::string_view id);
  /// Of this process.
  std::uint64_t sent_count() const;

  /// Waits until something was put in since the last call, `longest` has passed or a stop is asked for.
  void wait_for_more(std::chrono::milliseconds longest, std::stop_token stop) const;

 private:
  struct Entry {
    std::string id;
    Timestamp made, next;
  };
  Outbox(std::string folder, Retries retries) : folder_(std::move(folder)), retries_(retries) {}
  Result<void> load();
  /// Puts `entry` into dead_; the oldest goes if there are too many. Errors: Storage.
  Result<void> add_dead(Entry entry) SEN_REQUIRES(mutex_);
  /// A letter of the queue that cannot be read; whether it waits no longer.
  bool set_aside(const std::string& id, const Error& why) SEN_REQUIRES(mutex_);
  std::string queue_path(std::string_view id) const;
  std::string dead_path(std::string_view id) const;

  const std::string folder_;
  const Retries retries_;
  mutable Mutex mutex_;
  mutable std::condition_variable_any changed_;
  mutable bool has_more_ SEN_GUARDED_BY(mutex_) = false;
  std::vector<Entry> waiting_ SEN_GUARDED_BY(mutex_);
  std::vector<Entry> dead_ SEN_GUARDED_BY(mutex_);
  std::uint64_t sent_ SEN_GUARDED_BY(mutex_) = 0;
};

/// A letter as it lies on disk, and back. Errors: InvalidInput if the bytes are no letter.
std::string encode(const Letter& letter);
Result<Letter> decode_letter(std::string_view id, std::string_view bytes);

}  // namespace sen::mail
