#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "engine/base/result.h"
#include "engine/http/response.h"

namespace sen::api {

/// `json` as an answer that is never kept.
http::Response json_response(int status, const nlohmann::ordered_json& json);

/// Why not, for programs (RFC 9457).
http::Response problem(int status, std::string_view title, std::string_view detail);

/// `error` as a problem: its message where the caller can mend something, else only what kind it is.
http::Response problem_of(const Error& error);

}  // namespace sen::api
