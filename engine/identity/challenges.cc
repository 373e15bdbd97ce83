#include "engine/identity/challenges.h"

#include <chrono>

#include "engine/base/bytes.h"
#include "engine/identity/secret.h"

namespace sen::identity {
namespace {

constexpr std::string_view kPrefix = "challenge/";
constexpr std::chrono::minutes kLifetime(5);

std::string key_of(std::string_view session) {
  return std::string(kPrefix) + std::string(session);
}

/// A value is the end of its life (u64, milliseconds) and the challenge.
Timestamp end_of(std::string_view value) {
  return value.size() < 8 ? Timestamp() : Timestamp{static_cast<std::int64_t>(read_u64(value))};
}

Error none() {
  return Error(ErrorCode::NotFound, "nothing was asked, or more than five minutes ago");
}

}  // namespace

Result<std::string> Challenges::make(std::string_view session) {
  std::string challenge = random_bytes(kTokenBytes);
  std::string value;
  append_u64(value, static_cast<std::uint64_t>((clock_.now() + kLifetime).milliseconds));
  value += challenge;
  SEN_TRY(vault_.put(key_of(session), std::move(value)));
  return challenge;
}

Result<std::string> Challenges::take(std::string_view session) {
  const VaultEntry entry{key_of(session), SEN_TRY(vault_.get(key_of(session)))};
  if (!entry.value) return none();
  const VaultEntry edit{entry.key, std::nullopt};
  const auto written = vault_.commit({&edit, 1}, {&entry, 1});
  if (!written && written.error().code() != ErrorCode::Conflict) return written.error();
  if (!written || end_of(*entry.value) <= clock_.now()) return none();
  return entry.value->substr(8);
}

Result<std::size_t> Challenges::sweep() {
  std::vector<VaultEntry> edits;
  for (const VaultEntry& entry : SEN_TRY(vault_.list(kPrefix)))
    if (end_of(*entry.value) <= clock_.now()) edits.push_back({entry.key, std::nullopt});
  SEN_TRY(vault_.commit(edits));
  return edits.size();
}

}  // namespace sen::identity
