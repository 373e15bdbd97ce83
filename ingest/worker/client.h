#pragma once

#include <atomic>
#include <string>
#include <string_view>

#include "content/markup/markup.h"
#include "engine/base/result.h"
#include "ingest/worker/protocol.h"

namespace sen::ingest::worker {

/// Renders Markdown and makes renditions in a process of its own, started with the first request and
/// again after it died; with an empty program name, in this process. Called by one thread, but for interrupt().
/// Errors of all: as markup::render() and make_renditions(); Unavailable names the limit that the
/// worker broke, or says that it died.
class Client {
 public:
  /// `program` is run with the argument `worker`.
  /// After `max_deaths` of its workers it gives Unavailable without another try: a package of many bombs
  /// must not take its time for each.
  /// In the folder `made`, if one is named, each answer is kept under the SHA-256 of its request, and what is there is
  /// not made again.
  explicit Client(std::string program, int max_deaths = 2, std::string made = {})
      : program_(std::move(program)), made_(std::move(made)), max_deaths_(max_deaths) {}
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  Result<markup::Rendered> render(std::string_view markdown);
  Result<MadeImage> make_renditions(std::string_view original);
  Result<MadeImage> make_avif_renditions(std::string_view original);

  /// Ends the request under way, from another thread: it and all that follow give Unavailable.
  void interrupt();

 private:
  Result<std::string> ask(Request request, std::string_view body);
  Result<Frame> ask_worker(Request request, std::string_view body);
  Result<void> start();
  /// Ends the worker and says why it died, if it did by itself.
  Error bury(Request request, const Error& seen);
  void stop();

  std::string program_, made_;
  std::atomic<int> process_ = -1;
  std::atomic<bool> interrupted_ = false;
  int to_ = -1;
  int from_ = -1;
  int deaths_ = 0;
  int max_deaths_;
};

}  // namespace sen::ingest::worker
