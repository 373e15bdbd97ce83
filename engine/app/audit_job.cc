#include "engine/app/audit_job.h"

#include <limits>
#include <nlohmann/json.hpp>
#include <optional>

#include "engine/audit/checkpoint.h"

namespace sen::app {
namespace {

using nlohmann::json;

/// Looks for every checkpoint that is kept beside the store, and gives their number.
Result<std::size_t> find_kept(const audit::CheckpointBook& book, const store::Snapshot& snapshot) {
  const auto kept = book.list(std::numeric_limits<std::size_t>::max());
  if (kept.empty()) return 0U;
  const auto keys = SEN_TRY(audit::parse_note_keys(book.keys()));
  for (const content::Sequence& sequence : kept) {
    const std::string note = SEN_TRY(book.note(sequence));
    const audit::Checkpoint checkpoint = SEN_TRY(audit::open_checkpoint(note, keys));
    SEN_TRY(audit::find_in_log(checkpoint, snapshot));
  }
  return kept.size();
}

Result<std::string> verify(Engine& engine, const json& request) {
  const std::string note = request.value("note", "");
  std::optional<audit::Checkpoint> given;
  if (!note.empty()) {
    const auto keys = SEN_TRY(audit::parse_note_keys(request.value("keys", "")).within("--key"));
    given = SEN_TRY(audit::open_checkpoint(note, keys));
  }

  const auto snapshot = SEN_TRY(engine.store().snapshot());
  const store::Head head = SEN_TRY(engine.store().log().verify().within("log"));
  if (given) SEN_TRY(audit::find_in_log(*given, *snapshot).within("log"));
  const audit::CheckpointBook* book = SEN_TRY(engine.checkpoints());
  const std::size_t kept = SEN_TRY(find_kept(*book, *snapshot).within("log"));

  if (request.value("json", false)) {
    json answer = {{"entries", head.sequence.value}, {"head", to_hex(head.hash)}, {"checkpoints", kept}};
    if (given) answer["checkpoint"] = {{"entries", given->head.sequence.value}, {"time", format_rfc3339(given->at)}};
    return answer.dump() + "\n";
  }
  std::string text = "the chain holds: " + std::to_string(head.sequence.value) + " entries, head " + to_hex(head.hash) +
                     "\n" + std::to_string(kept) + " checkpoints beside the store agree\n";
  if (given)
    text += "it has the checkpoint of " + format_rfc3339(given->at) + ": entry " +
            std::to_string(given->head.sequence.value) + "\n";
  return text;
}

}  // namespace

Result<std::string> audit_job(Engine& engine, const std::string& request) {
  const json asked = json::parse(request, nullptr, false);
  if (!asked.is_object()) return Error(ErrorCode::InvalidInput, "the request cannot be read");
  const std::string verb = asked.value("verb", "");
  if (verb == "verify") return verify(engine, asked);
  audit::CheckpointBook* opened = SEN_TRY(engine.checkpoints());
  audit::CheckpointBook& book = *opened;
  if (verb == "keys") return book.keys();
  if (verb == "checkpoint") {
    if (engine.store().log().head().sequence.value == 0)
      return Error(ErrorCode::NotFound, "the log is empty: there is nothing to sign");
    SEN_TRY(book.want_key({}));
    SEN_TRY(book.add(engine.store(), engine.clock().now()));
    return book.note(book.newest());
  }
  if (verb == "new-key") {
    SEN_TRY(book.want_key({}));
    const audit::NoteKey key = SEN_TRY(book.change_key(engine.store(), engine.clock().now()));
    return audit::format_note_key(key) + "\n";
  }
  return Error(ErrorCode::InvalidInput, "there is no audit " + verb);
}

}  // namespace sen::app
