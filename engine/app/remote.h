#pragma once

#include <cstdint>
#include <cstdio>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "engine/base/result.h"

namespace sen::app {

/// A request to a server of Sen.
struct RemoteRequest {
  std::string method = "GET";
  std::string path;
  std::vector<std::string> headers{};              ///< `Name: value`, beside the key's.
  std::FILE* body = nullptr;                       ///< Read from where it stands; null: no body.
  std::uint64_t bytes = 0;                         ///< Of the body.
  std::function<void(std::uint64_t sent)> sent{};  ///< Hears now and then how much of it has gone out.
};

struct RemoteReply {
  long status = 0;
  nlohmann::json body;                         ///< Discarded if it was no JSON.
  std::map<std::string, std::string> headers;  ///< Names in lower case.

  /// The value of the header field `name` (lower case); empty if there is none.
  std::string header(const std::string& name) const;
};

/// What the server says against it, as an error.
Error refusal(const RemoteReply& reply);

/// A server and the key for it, over libcurl. Called by one thread.
class Remote {
 public:
  Remote(std::string address, std::string key);

  /// Errors: Unavailable if the server cannot be reached or the connection breaks; Storage if libcurl fails.
  Result<RemoteReply> ask(const RemoteRequest& request);

 private:
  std::string address_;
  std::string key_;
};

}  // namespace sen::app
