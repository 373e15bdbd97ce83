#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/ids.h"
#include "engine/base/clock.h"
#include "engine/identity/vault.h"

/// Signed packages: Ed25519 as the program minisign writes it, so that an organisation can sign without Sen and without
/// being online (docs/formats/signatures.md).
namespace sen::identity {

/// The name that a key gives itself: eight random bytes.
using KeyId = std::array<std::uint8_t, 8>;
/// As minisign prints it: sixteen capital hexadecimal digits, `0123456789ABCDEF`.
std::string format_key_id(const KeyId& id);
/// Errors: InvalidInput if it is not what format_key_id() writes.
Result<KeyId> parse_key_id(std::string_view text);

/// A public key of minisign.
struct SigningPublicKey {
  KeyId id{};
  std::array<std::uint8_t, 32> key{};
  bool operator==(const SigningPublicKey&) const = default;
};

/// Reads a public key: the file that minisign makes (a comment line and the key), or the line with the key alone.
/// Errors: InvalidInput with what is wrong.
Result<SigningPublicKey> parse_signing_key(std::string_view text);
/// The line with the key, as parse_signing_key() reads it.
std::string format_signing_key(const SigningPublicKey& key);

/// What a `.minisig` file holds.
struct PackageSignature {
  enum class Form {
    Prehashed,  ///< `ED`: of the BLAKE2b-512 of the bytes.
    Legacy,     ///< `Ed`: of the bytes themselves; at most 64 MiB, since they must be held in memory.
  } form = Form::Prehashed;
  KeyId key_id{};
  std::array<std::uint8_t, 64> signature{};
  std::string trusted_comment;  ///< Signed too; UTF-8 without line ends.
  std::array<std::uint8_t, 64> global_signature{};
};

/// Reads a `.minisig` file. Errors: InvalidInput with the line and what is wrong.
Result<PackageSignature> parse_signature(std::string_view text);

/// Whether `signature` is by `key` over the file at `path`, trusted comment included. Reads the file once, by stream
/// (Legacy: whole). Errors: PermissionDenied if it is not; TooLarge for Legacy; Storage if the file cannot be read.
Result<void> verify_signature(const SigningPublicKey& key, const PackageSignature& signature, const std::string& path);

/// A key that an organisation signs with.
struct SigningKey {
  content::OrganisationCode organisation;
  SigningPublicKey key;
  std::string label;  ///< Who holds it; at most 200 bytes of UTF-8.
  Timestamp valid_from;
  Timestamp valid_until;
  std::optional<Timestamp> revoked;    ///< From then on nothing is accepted, whatever was signed before.
  std::optional<Timestamp> last_used;  ///< When a package that it signed was last accepted.
  std::uint64_t packages = 0;          ///< How many packages that it signed were accepted.
};

/// Who signed a package, and where it stands among the organisation's.
struct SignedPackage {
  content::OrganisationCode organisation;
  KeyId key_id{};
  std::uint64_t sequence = 0;
};

/// Why a package's signature does not let it in, in the order in which it is looked at.
enum class SignatureFault {
  Malformed,          ///< Not what minisign writes.
  UnknownKey,         ///< The organisation has no key of this id.
  Revoked,            ///< It had; the key was revoked.
  NotYetValid,        ///< The key's time has not begun.
  Expired,            ///< The key's time is over.
  TooLarge,           ///< Over 64 MiB in the legacy form, which needs the whole package in memory.
  Changed,            ///< Package or trusted comment are not what was signed.
  Comment,            ///< The trusted comment does not say `organisation:CODE sequence:NUMBER`.
  OtherOrganisation,  ///< The trusted comment names another organisation.
  Replayed,           ///< The organisation has used this sequence, or a later one, for another package.
};

/// What was found out about a package's signature.
struct SignatureVerdict {
  std::optional<SignatureFault> fault;  ///< None: it is good.
  SignedPackage package;                ///< As far as it could be read; all of it if there is no fault.
  std::string label;                    ///< Of the key.
  std::uint64_t last_sequence = 0;      ///< That the organisation used; set for Replayed.
};

/// The signing keys of every organisation, and the last sequence that each used. In the vault under
/// `signing-key/ORGANISATION/ID` and `package-sequence/ORGANISATION`. Thread-safe.
class SigningKeys {
 public:
  SigningKeys(Vault& vault, const Clock& clock) : vault_(vault), clock_(clock) {}

  /// Errors: InvalidInput if it ends before it begins, or the label is too long; Conflict if any organisation has a key
  /// of this id; as Vault::commit.
  Result<void> add(const SigningKey& key);
  /// All keys of `organisation`, ended ones too, by id. Errors: Storage.
  Result<std::vector<SigningKey>> list(const content::OrganisationCode& organisation) const;
  /// Takes effect at once. Errors: NotFound; as Vault::commit.
  Result<void> revoke(const content::OrganisationCode& organisation, const KeyId& id);

  /// Whether the package at `path` was signed by `organisation`: a key of its own, valid now, and a trusted comment
  /// that names it and a sequence of its own: `organisation:mofa sequence:17`, separated by spaces or tabs, with
  /// whatever else. `package`: names it; a sequence that it took itself is no replay.
  /// Errors: Storage if the vault or the package cannot be read.
  Result<SignatureVerdict> judge(const content::OrganisationCode& organisation, std::string_view minisig,
                                 const std::string& path, std::string_view package) const;
  /// The last sequence that `organisation` used; 0: none. Errors: Storage.
  Result<std::uint64_t> last_sequence(const content::OrganisationCode& organisation) const;
  /// Takes the sequence for the package named `by` (at most 64 bytes, no spaces), once it is sure that it will be
  /// stored; again for the same package changes nothing. Errors: Conflict if the organisation used this one for another
  /// package, or a later one; as Vault::commit.
  Result<void> accept(const SignedPackage& package, std::string_view by);

 private:
  Vault& vault_;
  const Clock& clock_;
};

}  // namespace sen::identity
