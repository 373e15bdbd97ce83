#include "engine/identity/one_time_link.h"

#include <nlohmann/json.hpp>

#include "engine/identity/secret.h"

namespace sen::identity {
namespace {

using nlohmann::json;

constexpr std::string_view kPrefix = "link/";
constexpr std::array<std::string_view, 3> kPurposes = {"first-sign-in", "invitation", "reset"};

std::string key_of(std::string_view token) {
  return std::string(kPrefix) + hash_token(token);
}

std::string encode(const LinkHolder& holder) {
  return json({{"purpose", kPurposes[static_cast<std::size_t>(holder.purpose)]},
               {"account", holder.account.value},
               {"expires", holder.expires.milliseconds}})
      .dump();
}

std::optional<LinkHolder> decode(const std::string& value) {
  const json fields = json::parse(value, nullptr, false);
  if (!fields.is_object()) return std::nullopt;
  const std::string purpose = fields.value("purpose", "");
  for (std::size_t i = 0; i < kPurposes.size(); ++i)
    if (kPurposes[i] == purpose)
      return LinkHolder{static_cast<LinkPurpose>(i), content::AccountName(fields.value("account", "")),
                        Timestamp{fields.value("expires", std::int64_t{0})}};
  return std::nullopt;
}

Error unknown() {
  return Error(ErrorCode::NotFound, "this link was used already or has expired");
}

/// An edit that erases each entry of `vault` that `is_over` says so of.
template <typename Predicate>
Result<std::vector<VaultEntry>> erasing(const Vault& vault, const Predicate& is_over) {
  std::vector<VaultEntry> edits;
  for (const VaultEntry& entry : SEN_TRY(vault.list(kPrefix))) {
    const auto holder = decode(*entry.value);
    if (!holder || is_over(*holder)) edits.push_back({entry.key, std::nullopt});
  }
  return edits;
}

}  // namespace

Result<std::string> OneTimeLinks::make(LinkPurpose purpose, const content::AccountName& account,
                                       std::chrono::hours lifetime) {
  std::vector<VaultEntry> edits = SEN_TRY(erasing(
      vault_, [&](const LinkHolder& holder) { return holder.account == account && holder.purpose == purpose; }));
  std::string token = make_token();
  edits.push_back({key_of(token), encode({purpose, account, clock_.now() + lifetime})});
  SEN_TRY(vault_.commit(edits));
  return token;
}

Result<LinkHolder> OneTimeLinks::peek(std::string_view token) const {
  const auto value = SEN_TRY(vault_.get(key_of(token)));
  const auto holder = value ? decode(*value) : std::nullopt;
  if (!holder || holder->expires <= clock_.now()) return unknown();
  return *holder;
}

Result<LinkHolder> OneTimeLinks::redeem(std::string_view token) {
  LinkHolder holder = SEN_TRY(peek(token));
  const std::string key = key_of(token);
  const VaultEntry edit{key, std::nullopt};
  const VaultEntry expected{key, encode(holder)};
  const auto written = vault_.commit({&edit, 1}, {&expected, 1});
  if (written) return holder;
  return written.error().code() == ErrorCode::Conflict ? unknown() : written.error();
}

Result<void> OneTimeLinks::end_all(const content::AccountName& account) {
  return vault_.commit(SEN_TRY(erasing(vault_, [&](const LinkHolder& holder) { return holder.account == account; })));
}

Result<std::size_t> OneTimeLinks::sweep() {
  const auto edits = SEN_TRY(erasing(vault_, [&](const LinkHolder& holder) { return holder.expires <= clock_.now(); }));
  SEN_TRY(vault_.commit(edits));
  return edits.size();
}

}  // namespace sen::identity
