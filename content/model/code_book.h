#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "content/model/yaml_map.h"
#include "engine/base/result.h"

namespace sen::content {

/// The codes that vocabulary files declare and the codes that they speak of, so that both
/// a code that appears twice and one that nobody declared are found, with file and line.
/// A code may be spoken of before it is declared. Called by one thread.
class CodeBook {
 public:
  /// Errors: InvalidInput if a `what` of this code has been declared already.
  Result<void> declare(std::string_view what, std::string_view code, const YamlMap& at);

  /// Says that `at` speaks of the `what` of this code.
  void expect(std::string_view what, std::string_view code, const YamlMap& at);

  /// Errors: InvalidInput for the first code that was expected and never declared.
  Result<void> settle() const;

 private:
  using Entry = std::pair<std::string, std::string>;
  std::set<Entry> declared_;
  std::vector<std::pair<Entry, Error>> expected_;
};

}  // namespace sen::content
