#include <charconv>
#include <nlohmann/json.hpp>

#include "engine/base/text.h"
#include "engine/identity/package_signature.h"

namespace sen::identity {
namespace {

using content::OrganisationCode;
using nlohmann::json;

constexpr std::size_t kMostLabelBytes = 200;
constexpr std::string_view kKeys = "signing-key/";

/// Codes of organisations hold no `/`.
std::string keys_of(const OrganisationCode& organisation) {
  return std::string(kKeys) + organisation.value + "/";
}

std::string sequence_key(const OrganisationCode& organisation) {
  return "package-sequence/" + organisation.value;
}

std::string encode(const SigningKey& key) {
  json fields = {{"key", format_signing_key(key.key)},
                 {"label", key.label},
                 {"valid_from", key.valid_from.milliseconds},
                 {"valid_until", key.valid_until.milliseconds}};
  if (key.revoked) fields["revoked"] = key.revoked->milliseconds;
  return fields.dump();
}

Result<SigningKey> decode(const OrganisationCode& organisation, const std::string& value) {
  const json fields = json::parse(value, nullptr, false);
  if (!fields.is_object()) return Error(ErrorCode::Storage, "a signing key in the vault cannot be read");
  SigningKey key;
  key.organisation = organisation;
  key.key = SEN_TRY(parse_signing_key(fields.value("key", "")));
  key.label = fields.value("label", "");
  key.valid_from.milliseconds = fields.value("valid_from", std::int64_t{0});
  key.valid_until.milliseconds = fields.value("valid_until", std::int64_t{0});
  if (fields.contains("revoked")) key.revoked = Timestamp{fields.value("revoked", std::int64_t{0})};
  return key;
}

Error refused(std::string_view what) {
  std::string message("the signature is refused: ");
  message += what;
  return Error(ErrorCode::PermissionDenied, std::move(message));
}

/// A whole number of decimal digits above zero.
std::optional<std::uint64_t> parse_sequence(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc() || end != text.data() + text.size() || value == 0) return std::nullopt;
  return value;
}

/// The value of `name:` among the words of `comment`, which must be there once.
std::optional<std::string_view> word_of(std::string_view comment, std::string_view name) {
  std::optional<std::string_view> found;
  while (!comment.empty()) {
    const std::size_t end = std::min(comment.find_first_of(" \t"), comment.size());
    const std::string_view word = comment.substr(0, end);
    comment.remove_prefix(std::min(end + 1, comment.size()));
    if (word.size() <= name.size() || !word.starts_with(name) || word[name.size()] != ':') continue;
    if (found) return std::nullopt;
    found = word.substr(name.size() + 1);
  }
  return found;
}

/// The last sequence that the entry of an organisation holds; 0: none was used.
std::uint64_t last_sequence(const VaultEntry& entry) {
  return entry.value ? parse_sequence(*entry.value).value_or(0) : 0;
}

}  // namespace

Result<void> SigningKeys::add(const SigningKey& key) {
  if (key.valid_until <= key.valid_from) return Error(ErrorCode::InvalidInput, "a key is valid until later than from");
  if (key.label.size() > kMostLabelBytes || !is_utf8(key.label))
    return Error(ErrorCode::InvalidInput, "the label of a key has at most 200 bytes of UTF-8");
  const std::string id = "/" + format_key_id(key.key.id);
  for (const VaultEntry& entry : SEN_TRY(vault_.list(kKeys)))
    if (entry.key.ends_with(id)) return Error(ErrorCode::Conflict, "there is a key with this id already");
  const VaultEntry entry{keys_of(key.organisation) + format_key_id(key.key.id), encode(key)};
  const VaultEntry expected{entry.key, std::nullopt};
  return vault_.commit({&entry, 1}, {&expected, 1});
}

Result<std::vector<SigningKey>> SigningKeys::list(const OrganisationCode& organisation) const {
  std::vector<SigningKey> keys;
  for (const VaultEntry& entry : SEN_TRY(vault_.list(keys_of(organisation))))
    keys.push_back(SEN_TRY(decode(organisation, *entry.value)));
  return keys;
}

Result<void> SigningKeys::revoke(const OrganisationCode& organisation, const KeyId& id) {
  const std::string name = keys_of(organisation) + format_key_id(id);
  const VaultEntry before{name, SEN_TRY(vault_.get(name))};
  if (!before.value) return Error(ErrorCode::NotFound, "there is no such key");
  SigningKey key = SEN_TRY(decode(organisation, *before.value));
  if (key.revoked) return {};
  key.revoked = clock_.now();
  const VaultEntry after{name, encode(key)};
  return vault_.commit({&after, 1}, {&before, 1});
}

Result<SignedPackage> SigningKeys::verify(const OrganisationCode& organisation, std::string_view minisig,
                                          const std::string& path) const {
  const PackageSignature signature = SEN_TRY(parse_signature(minisig));
  const auto stored = SEN_TRY(vault_.get(keys_of(organisation) + format_key_id(signature.key_id)));
  if (!stored) return refused("the organisation has no key " + format_key_id(signature.key_id));
  const SigningKey key = SEN_TRY(decode(organisation, *stored));
  const Timestamp now = clock_.now();
  if (key.revoked) return refused("the key was revoked");
  if (now < key.valid_from) return refused("the key is not valid yet");
  if (now >= key.valid_until) return refused("the key is not valid any more");
  SEN_TRY(verify_signature(key.key, signature, path));
  const auto sequence = parse_sequence(word_of(signature.trusted_comment, "sequence").value_or(""));
  if (!sequence || word_of(signature.trusted_comment, "organisation").value_or("").empty())
    return Error(ErrorCode::InvalidInput,
                 "the trusted comment must say organisation:CODE and sequence:NUMBER (minisign -S -t '…')");
  if (*word_of(signature.trusted_comment, "organisation") != organisation.value)
    return refused("it was signed for another organisation");
  return SignedPackage{organisation, signature.key_id, *sequence};
}

Result<void> SigningKeys::accept(const SignedPackage& package) {
  const std::string name = sequence_key(package.organisation);
  for (;;) {
    const VaultEntry before{name, SEN_TRY(vault_.get(name))};
    const std::uint64_t last = last_sequence(before);
    if (package.sequence <= last)
      return Error(ErrorCode::Conflict, "sequence " + std::to_string(package.sequence) +
                                            " is not behind the organisation's last, " + std::to_string(last));
    const VaultEntry after{name, std::to_string(package.sequence)};
    const auto written = vault_.commit({&after, 1}, {&before, 1});
    if (written || written.error().code() != ErrorCode::Conflict) return written;
    // Another package was accepted at the same moment: compare with that one.
  }
}

}  // namespace sen::identity
