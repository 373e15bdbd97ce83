#include "engine/desk/kept_forms.h"

#include <nlohmann/json.hpp>

#include "engine/identity/secret.h"

namespace sen::desk {
namespace {

using identity::VaultEntry;
using nlohmann::json;

constexpr std::chrono::hours kKeptFor{24};
/// The longest session, and a day.
constexpr std::chrono::hours kSeatFor{32};
constexpr std::size_t kPieceBytes = 60'000;

std::string seat_key(const identity::SessionToken& token) {
  return "seat/" + identity::hash_token(token.value);
}

std::string kept_prefix(const content::AccountName& account) {
  return "kept/" + account.value + "/";
}

std::string numbered(const std::string& prefix, std::size_t number) {
  const std::string digits = std::to_string(number);
  return prefix + std::string(3 - std::min<std::size_t>(3, digits.size()), '0') + digits;
}

/// The time in front of a value: `MILLISECONDS rest`.
std::int64_t time_of(const std::string& value) {
  return std::strtoll(value.c_str(), nullptr, 10);
}

std::string rest_of(const std::string& value) {
  const std::size_t space = value.find(' ');
  return space == std::string::npos ? std::string() : value.substr(space + 1);
}

}  // namespace

bool may_be_kept(std::string_view field) {
  for (const std::string_view secret : {"password", "again", "code", "secret", "csrf", "kept"})
    if (field == secret) return false;
  return true;
}

Result<void> KeptForms::begin(const identity::SessionToken& token, const content::AccountName& account) {
  SEN_TRY(sweep("seat/"));
  const Timestamp until = clock_.now() + kSeatFor;
  return vault_.put(seat_key(token), std::to_string(until.milliseconds) + " " + account.value);
}

Result<void> KeptForms::end(const identity::SessionToken& token) {
  return vault_.erase(seat_key(token));
}

Result<std::optional<content::AccountName>> KeptForms::whose(const identity::SessionToken& token) const {
  const auto seat = SEN_TRY(vault_.get(seat_key(token)));
  if (!seat || time_of(*seat) <= clock_.now().milliseconds) return std::optional<content::AccountName>();
  return std::optional(content::AccountName(rest_of(*seat)));
}

Result<void> KeptForms::keep(const content::AccountName& account, const std::string& path, const Form& form) {
  SEN_TRY(sweep("kept/"));
  json fields = json::array();
  for (const auto& [name, value] : form.fields())
    if (may_be_kept(name)) fields.push_back({name, value});
  const std::string text = json{{"path", path}, {"fields", std::move(fields)}}.dump();
  const std::string until = std::to_string((clock_.now() + kKeptFor).milliseconds) + " ";
  const std::string prefix = kept_prefix(account);
  std::vector<VaultEntry> edits;
  std::size_t number = 0;
  for (std::size_t at = 0; at < text.size(); at += kPieceBytes)
    edits.push_back({numbered(prefix, number++), until + text.substr(at, kPieceBytes)});
  const auto former = SEN_TRY(vault_.list(prefix));
  for (std::size_t i = number; i < former.size(); ++i) edits.push_back({former[i].key, std::nullopt});
  return vault_.commit(edits);
}

Result<std::optional<KeptForm>> KeptForms::find(const content::AccountName& account) const {
  const auto pieces = SEN_TRY(vault_.list(kept_prefix(account)));
  if (pieces.empty() || time_of(*pieces.front().value) <= clock_.now().milliseconds) return std::optional<KeptForm>();
  std::string text;
  for (const VaultEntry& piece : pieces) text += rest_of(*piece.value);
  const json kept = json::parse(text, nullptr, false);
  if (!kept.is_object()) return Error(ErrorCode::Storage, "a kept form cannot be read");
  KeptForm form;
  form.path = kept.value("path", "/desk");
  for (const json& field : kept.at("fields")) form.fields.emplace_back(field.at(0), field.at(1));
  return std::optional(std::move(form));
}

Result<void> KeptForms::drop(const content::AccountName& account) {
  std::vector<VaultEntry> edits;
  const auto pieces = SEN_TRY(vault_.list(kept_prefix(account)));
  for (const VaultEntry& piece : pieces) edits.push_back({piece.key, std::nullopt});
  return edits.empty() ? Result<void>() : vault_.commit(edits);
}

Result<void> KeptForms::sweep(std::string_view prefix) {
  std::vector<VaultEntry> edits;
  const auto entries = SEN_TRY(vault_.list(prefix));
  for (const VaultEntry& entry : entries)
    if (time_of(*entry.value) <= clock_.now().milliseconds) edits.push_back({entry.key, std::nullopt});
  return edits.empty() ? Result<void>() : vault_.commit(edits);
}

}  // namespace sen::desk
