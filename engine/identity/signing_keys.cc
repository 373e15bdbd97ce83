#include <array>
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
  if (key.last_used) fields["last_used"] = key.last_used->milliseconds;
  if (key.packages > 0) fields["packages"] = key.packages;
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
  if (fields.contains("last_used")) key.last_used = Timestamp{fields.value("last_used", std::int64_t{0})};
  key.packages = fields.value("packages", std::uint64_t{0});
  return key;
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

/// The last sequence that an organisation used, and for which package: `17 NAME`.
struct LastSequence {
  std::uint64_t number = 0;  ///< 0: none was used.
  std::string package;

  /// Whether `package` may have `sequence`.
  bool admits(std::uint64_t sequence, std::string_view by) const {
    return sequence > number || (sequence == number && !by.empty() && by == package);
  }
};

LastSequence parse_last(const std::optional<std::string>& value) {
  if (!value) return {};
  const std::size_t space = std::min(value->find(' '), value->size());
  return {parse_sequence(std::string_view(*value).substr(0, space)).value_or(0),
          value->substr(std::min(space + 1, value->size()))};
}

/// Why `key` opens nothing at `now`, whatever it signed.
std::optional<SignatureFault> fault_of(const SigningKey& key, Timestamp now) {
  if (key.revoked) return SignatureFault::Revoked;
  if (now < key.valid_from) return SignatureFault::NotYetValid;
  if (now >= key.valid_until) return SignatureFault::Expired;
  return std::nullopt;
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

Result<SignatureVerdict> SigningKeys::judge(const OrganisationCode& organisation, std::string_view minisig,
                                            const std::string& path, std::string_view package) const {
  SignatureVerdict verdict;
  verdict.package.organisation = organisation;
  const auto refuse = [&](SignatureFault fault) {
    verdict.fault = fault;
    return verdict;
  };
  const auto signature = parse_signature(minisig);
  if (!signature) return refuse(SignatureFault::Malformed);
  verdict.package.key_id = signature->key_id;
  const auto stored = SEN_TRY(vault_.get(keys_of(organisation) + format_key_id(signature->key_id)));
  if (!stored) return refuse(SignatureFault::UnknownKey);
  const SigningKey key = SEN_TRY(decode(organisation, *stored));
  verdict.label = key.label;
  if (const auto fault = fault_of(key, clock_.now())) return refuse(*fault);
  const auto verified = verify_signature(key.key, *signature, path);
  if (!verified) {
    if (verified.error().code() == ErrorCode::TooLarge) return refuse(SignatureFault::TooLarge);
    if (verified.error().code() == ErrorCode::PermissionDenied) return refuse(SignatureFault::Changed);
    return verified.error();
  }
  const auto sequence = parse_sequence(word_of(signature->trusted_comment, "sequence").value_or(""));
  const std::string_view named = word_of(signature->trusted_comment, "organisation").value_or("");
  if (!sequence || named.empty()) return refuse(SignatureFault::Comment);
  verdict.package.sequence = *sequence;
  if (named != organisation.value) return refuse(SignatureFault::OtherOrganisation);
  const LastSequence last = parse_last(SEN_TRY(vault_.get(sequence_key(organisation))));
  if (last.admits(*sequence, package)) return verdict;
  verdict.last_sequence = last.number;
  return refuse(SignatureFault::Replayed);
}

Result<std::uint64_t> SigningKeys::last_sequence(const OrganisationCode& organisation) const {
  return parse_last(SEN_TRY(vault_.get(sequence_key(organisation)))).number;
}

Result<void> SigningKeys::accept(const SignedPackage& package, std::string_view by) {
  const std::string sequence = sequence_key(package.organisation);
  const std::string name = keys_of(package.organisation) + format_key_id(package.key_id);
  for (;;) {
    const std::array before{VaultEntry{sequence, SEN_TRY(vault_.get(sequence))},
                            VaultEntry{name, SEN_TRY(vault_.get(name))}};
    const LastSequence last = parse_last(before[0].value);
    if (!last.admits(package.sequence, by))
      return Error(ErrorCode::Conflict, "sequence " + std::to_string(package.sequence) +
                                            " is not behind the organisation's last, " + std::to_string(last.number));
    if (package.sequence == last.number) return {};
    std::vector<VaultEntry> after = {{sequence, std::to_string(package.sequence) + " " + std::string(by)}};
    if (before[1].value) {
      SigningKey key = SEN_TRY(decode(package.organisation, *before[1].value));
      key.last_used = clock_.now();
      key.packages += 1;
      after.push_back({name, encode(key)});
    }
    const auto written = vault_.commit(after, before);
    if (written || written.error().code() != ErrorCode::Conflict) return written;
    // Another package was accepted at the same moment: compare with that one.
  }
}

}  // namespace sen::identity
