#pragma once

#include <string>

#include "engine/app/engine.h"
#include "engine/base/result.h"

namespace sen::app {

/// Does what `sen audit …` asks for and gives the text to print. `request` is one JSON object, as it goes over the
/// control socket:
///   {"command": "audit", "verb": "verify", "json", "note", "keys"}   note: a checkpoint to be found in the log, signed
///   by
///                                                                    one of keys; both may be empty
///   {"command": "audit", "verb": "checkpoint"}                       signs the head of the log and gives the note
///   {"command": "audit", "verb": "keys" | "new-key"}
/// Errors: Storage says what of the log does not fit; InvalidInput of a note or key; PermissionDenied of a signature.
Result<std::string> audit_job(Engine& engine, const std::string& request);

}  // namespace sen::app
