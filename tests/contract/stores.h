#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "engine/store/store.h"
#include "tests/support/temporary_folder.h"

/// The implementations that the contract suites run over.
namespace sen::test {

enum class StoreKind { Memory, Rocks };

inline std::vector<StoreKind> store_kinds() {
  return {StoreKind::Memory, StoreKind::Rocks};
}

inline std::string name_of(const testing::TestParamInfo<StoreKind>& kind) {
  return kind.param == StoreKind::Memory ? "Memory" : "Rocks";
}

/// Small settings: a test opens many.
inline store::RocksOptions small_rocks() {
  return {.block_cache_bytes = 1024 * 1024, .ballast_bytes = 0};
}

/// A store of a kind, empty at first. `clock` must outlive it.
class StorePlace {
 public:
  StorePlace(StoreKind kind, const Clock& clock) : kind_(kind), clock_(clock) { open(); }

  store::Store& store() { return *store_; }

  /// Closes and opens again; a store in memory stays as it is.
  void reopen() {
    if (kind_ == StoreKind::Memory) return;
    store_.reset();
    open();
  }

 private:
  void open() {
    if (kind_ == StoreKind::Memory) {
      store_ = store::open_memory_store(clock_);
      return;
    }
    auto opened = store::open_rocks_store(folder_.path(), clock_, small_rocks());
    ASSERT_TRUE(opened.has_value()) << opened.error().message();
    store_ = std::move(*opened);
  }

  const StoreKind kind_;
  const Clock& clock_;
  TemporaryFolder folder_;
  std::unique_ptr<store::Store> store_;
};

}  // namespace sen::test
