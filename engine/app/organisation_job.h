#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "engine/app/engine.h"
#include "engine/base/result.h"

namespace sen::app {

/// Does what `sen organisation …` asks for and gives the text to print; `request` as people_job() takes it:
///   {"verb": "list", "json"}
///   {"verb": "add" | "edit", "code", "kind", "parent", "names": {"vi": …}, "officer": "needed" | "exempt"}; what
///   `edit`
///    does not name stays; a parent of `-` is none
///   {"verb": "merge" | "split", "codes": […], "into": […], "until": "YYYY-MM-DD"}
/// Errors: InvalidInput names the field; NotFound; Conflict; Storage.
Result<std::string> organisation_job(Engine& engine, const nlohmann::json& request);

}  // namespace sen::app
