#pragma once

#include <memory>
#include <string>

#include "engine/app/commands.h"
#include "engine/app/engine.h"
#include "engine/base/result.h"

namespace sen::app {

/// The socket of a running server, `DIR/control.sock`, through which commands on the same data
/// directory reach it. Only the directory's owner can connect (mode 0600).
///
/// One line of JSON a request, then lines of JSON until the server closes:
///   {"command": "ingest", "packages": [PATH…], "organisation": "", "default_organisation": "", "publish": true,
///   "language": "en", "json": true} → {"stage": …, "done": n, "all": n} …  {"path": PATH, "receipt": {…}, "text": "…"}
///   …  {"end": EXIT_CODE}
///   {"command": "search", "query": …, "language": …, "json": true} → {"text": "…"} {"end": 0}
///   {"command": "export", "dataset": …, "format": "csv"} → {"text": …} … {"end": 0}
///   {"command": "verify" | "index verify", "json": true} → {"text": …} {"end": 0}
///   people_job.h has those of accounts, organisations and keys, audit_job.h those of the log: → {"text": …} {"end": 0}
/// Paths are absolute: both sides are on one machine.
class ControlServer {
 public:
  /// Errors: Storage if the socket cannot be made.
  /// `owner` hands in what names nobody; empty: the vocabulary's default.
  static Result<std::unique_ptr<ControlServer>> start(Engine& engine, const content::OrganisationCode& owner);
  virtual ~ControlServer() = default;
};

/// Sends `request` (one line of JSON) to the server of `folder`, hands every line of its answer to
/// `line`, and gives the exit code. Errors: Unavailable if no server listens there.
Result<int> ask_server(const std::string& folder, const std::string& request,
                       const std::function<void(const std::string& line)>& line);

/// ask_server(), printing the texts of its lines to standard output and its errors to standard error. Gives the exit
/// code.
int print_answer_of_server(const std::string& data, const std::string& request);

}  // namespace sen::app
