#pragma once

#include <string>
#include <string_view>

#include "content/markup/markup.h"
#include "engine/base/result.h"
#include "ingest/worker/protocol.h"

namespace sen::ingest::worker {

/// Renders Markdown and makes renditions in a process of its own, started with the first request and
/// again after it died; with an empty program name, in this process. Called by one thread.
/// Errors of all: as markup::render() and make_renditions(); Unavailable names the limit that the
/// worker broke, or says that it died.
class Client {
 public:
  /// `program` is run with the argument `worker`.
  explicit Client(std::string program) : program_(std::move(program)) {}
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  Result<markup::Rendered> render(std::string_view markdown);
  Result<MadeImage> make_renditions(std::string_view original);
  Result<MadeImage> make_avif_renditions(std::string_view original);

  /// How often the worker had to be given up.
  int deaths() const { return deaths_; }

 private:
  Result<std::string> ask(Request request, std::string_view body);
  Result<void> start();
  /// Ends the worker and says why it died, if it did by itself.
  Error bury(Request request, const Error& seen);
  void stop();

  std::string program_;
  int process_ = -1;
  int to_ = -1;
  int from_ = -1;
  int deaths_ = 0;
};

}  // namespace sen::ingest::worker
