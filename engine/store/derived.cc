#include "engine/store/derived.h"

#include "content/codec/codec.h"
#include "engine/store/language_status.h"

namespace sen::store {

Result<std::size_t> derive(const Snapshot& snapshot,
                           const std::function<Result<void>(const std::vector<KeyWrite>&)>& write) {
  constexpr std::size_t kAtOnce = 1'000;
  std::size_t documents = 0;
  std::vector<KeyWrite> writes;
  Result<void> outcome;
  const auto add = [&](const content::Document& document) -> Result<void> {
    writes.push_back({keys::status(document), codec::encode_status(SEN_TRY(status_of(snapshot, document)))});
    ++documents;
    if (writes.size() < kAtOnce) return {};
    SEN_TRY(write(writes));
    writes.clear();
    return {};
  };
  SEN_TRY(snapshot.each_document([&](const content::Document& document) {
    outcome = add(document);
    return outcome.has_value();
  }));
  SEN_TRY(outcome);
  if (!writes.empty()) SEN_TRY(write(writes));
  return documents;
}

}  // namespace sen::store
