#include "engine/audit/checkpoint.h"

#include <algorithm>
#include <charconv>

#include "engine/identity/secret.h"
#include "engine/store/change_log.h"

namespace sen::audit {
namespace {

constexpr std::string_view kChain = "chain sha256";
constexpr std::string_view kTime = "time ";
constexpr std::string_view kNextKey = "next-key ";

Error wrong(int line, const std::string& message) {
  return Error(ErrorCode::InvalidInput, "checkpoint: line " + std::to_string(line) + ": " + message);
}

Result<std::uint64_t> parse_sequence(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc() || end != text.data() + text.size() || text.size() > 19 ||
      (text.size() > 1 && text.front() == '0'))
    return wrong(2, "the number of entries is decimal without leading zeros");
  return value;
}

}  // namespace

std::string format_checkpoint(const Checkpoint& checkpoint) {
  std::string text = checkpoint.origin + "\n" + std::to_string(checkpoint.head.sequence.value) + "\n" +
                     identity::to_base64(checkpoint.head.hash.view()) + "\n" + std::string(kChain) + "\n" +
                     std::string(kTime) + format_rfc3339(checkpoint.at) + "\n";
  if (checkpoint.next_key) text += std::string(kNextKey) + format_note_key(*checkpoint.next_key) + "\n";
  return text;
}

Result<Checkpoint> parse_checkpoint(std::string_view text) {
  Checkpoint checkpoint;
  bool is_chain = false, has_time = false;
  int number = 0;
  while (!text.empty()) {
    ++number;
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty()) return wrong(number, "it is empty");
    if (number == 1) {
      checkpoint.origin = line;
    } else if (number == 2) {
      checkpoint.head.sequence = {SEN_TRY(parse_sequence(line))};
    } else if (number == 3) {
      const auto hash = identity::parse_base64(line);
      if (!hash || hash->size() != checkpoint.head.hash.bytes.size()) return wrong(3, "the hash is 32 bytes in base64");
      std::copy(hash->begin(), hash->end(), checkpoint.head.hash.bytes.begin());
    } else if (line == kChain) {
      is_chain = true;
    } else if (line.starts_with(kTime)) {
      checkpoint.at = SEN_TRY(parse_rfc3339(line.substr(kTime.size())).within("checkpoint: time"));
      has_time = true;
    } else if (line.starts_with(kNextKey)) {
      checkpoint.next_key = SEN_TRY(parse_note_key(line.substr(kNextKey.size())).within("checkpoint: next-key"));
    }
  }
  if (number < 3) return wrong(number + 1, "it is missing: origin, number of entries, hash");
  if (!is_chain || !has_time)
    return Error(ErrorCode::InvalidInput, "checkpoint: it is not one of Sen: `chain sha256` and `time` are missing");
  return checkpoint;
}

Result<Checkpoint> open_checkpoint(std::string_view note, const std::vector<NoteKey>& keys) {
  const OpenedNote opened = SEN_TRY(open_note(note, keys).within("checkpoint"));
  Checkpoint checkpoint = SEN_TRY(parse_checkpoint(opened.text));
  for (const NoteKey& key : opened.signed_by)
    if (key.name == checkpoint.origin) return checkpoint;
  return Error(ErrorCode::PermissionDenied,
               "checkpoint: the key that signed it is not of the log " + checkpoint.origin);
}

Result<void> find_in_log(const Checkpoint& checkpoint, const store::Snapshot& snapshot) {
  const std::string number = std::to_string(checkpoint.head.sequence.value);
  if (checkpoint.head.sequence.value == 0) return {};
  const auto hash = SEN_TRY(store::read_entry_hash(snapshot, checkpoint.head.sequence));
  if (!hash)
    return Error(ErrorCode::Storage, "the log was cut off: the checkpoint of " + format_rfc3339(checkpoint.at) +
                                         " has entry " + number + ", the log ends before it");
  if (*hash != checkpoint.head.hash)
    return Error(ErrorCode::Storage, "the log was rewritten: entry " + number + " is another than the checkpoint of " +
                                         format_rfc3339(checkpoint.at) + " says");
  return {};
}

}  // namespace sen::audit
