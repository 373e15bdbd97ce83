#include "engine/store/witness.h"

#include <unistd.h>

#include <array>
#include <charconv>

#include "engine/base/text.h"

namespace sen::store {
namespace {

constexpr std::size_t kSlotBytes = 512;
constexpr off_t kSlotDistance = 4096;

off_t place_of(int slot) {
  return slot * kSlotDistance;
}

std::string write_slot(const Head& head) {
  std::string slot = "sen witness 1 " + std::to_string(head.sequence.value) + " " + to_hex(head.hash) + " ";
  slot += to_hex(sha256(slot));
  slot.resize(kSlotBytes, '\0');
  return slot;
}

std::optional<Head> read_slot(std::string_view slot) {
  slot = slot.substr(0, slot.find('\0'));
  const std::vector<std::string_view> words = split(slot, ' ');
  if (words.size() != 6) return std::nullopt;
  Head head;
  std::from_chars(words[3].data(), words[3].data() + words[3].size(), head.sequence.value);
  const Result<Digest> hash = parse_digest(words[4]);
  if (!hash.has_value()) return std::nullopt;
  head.hash = *hash;
  // Whatever was misread would be written in another way.
  if (std::string_view(write_slot(head)).substr(0, slot.size()) != slot) return std::nullopt;
  return head;
}

}  // namespace

Result<Witness> Witness::open(const std::string& path) {
  File file = SEN_TRY(open_file(path));
  std::optional<Head> seen;
  int next_slot = 0;
  bool is_new = true;
  for (const int slot : {0, 1}) {
    std::array<char, kSlotBytes> bytes{};
    const ssize_t size = pread(file.descriptor(), bytes.data(), bytes.size(), place_of(slot));
    if (size < 0) return system_error(path);
    const std::string_view text(bytes.data(), static_cast<std::size_t>(size));
    if (text.find_first_not_of('\0') != std::string_view::npos) is_new = false;
    const std::optional<Head> head = read_slot(text);
    if (!head || (seen && seen->sequence >= head->sequence)) continue;
    seen = head;
    next_slot = 1 - slot;
  }
  if (!seen && !is_new)
    return Error(ErrorCode::Storage, "the witness " + path +
                                         " cannot be read, so nothing says whether the store is whole; compare it with "
                                         "a backup, then remove that file");
  return Witness(std::move(file), seen, next_slot);
}

Result<void> Witness::record(const Head& head) {
  const std::string slot = write_slot(head);
  const ssize_t written = pwrite(file_.descriptor(), slot.data(), slot.size(), place_of(next_slot_));
  if (written != static_cast<ssize_t>(slot.size()) || fdatasync(file_.descriptor()) != 0)
    return system_error("the witness cannot be written");
  seen_ = head;
  next_slot_ = 1 - next_slot_;
  return {};
}

}  // namespace sen::store
