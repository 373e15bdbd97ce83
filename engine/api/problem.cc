#include "engine/api/problem.h"

#include <nlohmann/json.hpp>

#include "engine/base/log.h"

namespace sen::api {
namespace {

using Json = nlohmann::ordered_json;

http::Response unkept(int status, std::string_view type, const Json& json) {
  http::Response response =
      http::make_response(status, type, json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
  response.add("Cache-Control", "no-store");
  return response;
}

}  // namespace

http::Response json_response(int status, const Json& json) {
  return unkept(status, "application/json", json);
}

http::Response problem(int status, std::string_view title, std::string_view detail) {
  return unkept(status, "application/problem+json", {{"title", title}, {"status", status}, {"detail", detail}});
}

http::Response problem_of(const Error& error) {
  const int status = http::status_of(error.code());
  switch (error.code()) {
    case ErrorCode::InvalidInput:
      return problem(status, "That could not be taken", error.message());
    case ErrorCode::NotFound:
      return problem(status, "There is nothing here", "there is nothing of that name, or you may not see it");
    case ErrorCode::PermissionDenied:
      return problem(status, "Not allowed", error.message());
    case ErrorCode::Conflict:
      return problem(status, "Not in this state", error.message());
    case ErrorCode::TooLarge:
      return problem(status, "Too large", error.message());
    case ErrorCode::Unavailable:
      return problem(status, "Too busy just now", error.message());
    default:
      log::error("api", {{"error", error.message()}});
      return problem(status, "Something went wrong", "nothing was changed");
  }
}

}  // namespace sen::api
