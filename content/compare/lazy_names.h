#pragma once

#include <memory>
#include <mutex>

#include "content/compare/protected_names.h"

namespace sen::compare {

/// The vocabulary's protected names, made when they are asked for first: that takes some milliseconds. Thread-safe.
class LazyNames {
 public:
  const ProtectedNames& get(const content::Vocabulary& vocabulary) const {
    std::call_once(made_->once, [&] { made_->names = std::make_unique<const ProtectedNames>(vocabulary); });
    return *made_->names;
  }

 private:
  struct Made {
    std::once_flag once;
    std::unique_ptr<const ProtectedNames> names;
  };
  std::shared_ptr<Made> made_ = std::make_shared<Made>();
};

}  // namespace sen::compare
