#pragma once

#include <string>

#include "engine/app/engine.h"
#include "engine/base/result.h"

namespace sen::app {

/// Does what `sen user …`, `sen organisation …` or `sen key …` asks for and gives the text to print. `request` is one
/// JSON object, as it goes over the control socket:
///   {"command": "user", "verb": "add", "name", "organisation", "roles": ["editor", "approver@mofa"], "display_name",
///    "email", "language", "languages": […], "duty", "sandbox", "address"}
///   {"command": "user", "verb": "list" | "disable" | "enable" | "link", "name", "address", "json"}
///   {"command": "organisation", …} as organisation_job() takes it
///   {"command": "key", "verb": "add" | "list" | "revoke", "account", "label", "scopes": […], "days", "id", "json"}
/// What is done is logged as the operator's. Errors: InvalidInput names the field; NotFound; Conflict; Storage.
Result<std::string> people_job(Engine& engine, const std::string& request);

}  // namespace sen::app
