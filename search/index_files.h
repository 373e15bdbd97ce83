#pragma once

#include <filesystem>
#include <string>

#include "engine/base/result.h"

namespace sen::search {

/// The folder of the index: one index in use, named by the file `CURRENT`, and at times the next one beside
/// it, which is built whole before it takes its place. What is named nowhere was left by a crash. Called by one thread.
class IndexFiles {
 public:
  /// Makes `folder` if it is not there. Errors: Storage.
  static Result<IndexFiles> open(const std::string& folder);

  /// The folder of the index in use; empty if there is none.
  std::filesystem::path current() const;
  /// An empty place for the next index, named `index-N`.
  Result<std::filesystem::path> make_next();
  /// From now on `next` is the index in use, durably. The former one stays until sweep(), for those who read it.
  Result<void> adopt(const std::filesystem::path& next);
  /// Removes every index that is not in use.
  void sweep() const;

 private:
  IndexFiles(std::filesystem::path folder, std::string current)
      : folder_(std::move(folder)), current_(std::move(current)) {}

  std::filesystem::path folder_;
  std::string current_;
};

}  // namespace sen::search
