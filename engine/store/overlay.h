#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/store/keys.h"
#include "engine/store/snapshot.h"

namespace sen::store {

/// A snapshot with writes laid over it: the content as it will stand after them.
/// The snapshot below must outlive it. Called by one thread.
class Overlay final : public Snapshot {
 public:
  explicit Overlay(const Snapshot& below) : below_(below) {}

  void put(std::string key, std::string value) { writes_[std::move(key)] = std::move(value); }
  void remove(std::string key) { writes_[std::move(key)] = std::nullopt; }
  /// The writes in order of key; the overlay is empty then.
  std::vector<KeyWrite> take_writes();

  content::Sequence sequence() const override { return below_.sequence(); }

 protected:
  Result<std::optional<std::string>> get(std::string_view key) const override;
  Result<void> scan(std::string_view prefix, std::string_view from,
                    const std::function<bool(std::string_view, std::string_view)>& visit) const override;

 private:
  const Snapshot& below_;
  std::map<std::string, std::optional<std::string>, std::less<>> writes_;
};

}  // namespace sen::store
