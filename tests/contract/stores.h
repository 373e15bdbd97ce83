#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "engine/store/store.h"

/// The implementations that the contract suites run over.
namespace sen::test {

enum class StoreKind { Memory };

inline std::vector<StoreKind> store_kinds() {
  return {StoreKind::Memory};
}

inline std::string name_of(const testing::TestParamInfo<StoreKind>&) {
  return "Memory";
}

/// A store of a kind, empty at first. `clock` must outlive it.
class StorePlace {
 public:
  StorePlace(StoreKind, const Clock& clock) : store_(store::open_memory_store(clock)) {}
  store::Store& store() { return *store_; }

 private:
  std::unique_ptr<store::Store> store_;
};

}  // namespace sen::test
