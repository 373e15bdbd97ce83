#include "content/model/code_book.h"

namespace sen::content {

Result<void> CodeBook::declare(std::string_view what, std::string_view code, const YamlMap& at) {
  if (declared_.emplace(what, code).second) return {};
  return at.error("the " + std::string(what) + " \"" + std::string(code) + "\" appears twice");
}

void CodeBook::expect(std::string_view what, std::string_view code, const YamlMap& at) {
  expected_.emplace_back(Entry(what, code),
                         at.error("there is no " + std::string(what) + " \"" + std::string(code) + "\""));
}

Result<void> CodeBook::settle() const {
  for (const auto& [entry, error] : expected_)
    if (!declared_.contains(entry)) return error;
  return {};
}

}  // namespace sen::content
