#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

/// Signed notes as C2SP specifies them (c2sp.org/signed-note, version 1): a text, a blank line, and lines
/// `— NAME base64(key id ‖ signature)`. Signatures are Ed25519 over the text with its last newline (type 0x01).
namespace sen::audit {

/// A public key with the name that it signs under.
struct NoteKey {
  std::string name;  ///< Not empty, no white space, no `+`: `sen.example/log`.
  std::array<std::uint8_t, 32> key{};
  bool operator==(const NoteKey&) const = default;

  /// The first four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ key), big-endian.
  std::uint32_t id() const;
};

/// `NAME+ID+base64(0x01 ‖ key)` with the id as eight hexadecimal digits: the form in which programs for notes take a
/// verifier's key.
std::string format_note_key(const NoteKey& key);
/// Errors: InvalidInput with what is wrong, also for an id that is not the key's.
Result<NoteKey> parse_note_key(std::string_view text);
/// The keys of a file, one a line; empty lines and lines that begin with `#` are left out.
/// Errors: InvalidInput names the line.
Result<std::vector<NoteKey>> parse_note_keys(std::string_view text);

/// A key that signs. Copies hold the secret; it never goes into a log line.
struct NoteSigner {
  NoteKey key;
  std::array<std::uint8_t, 32> seed{};  ///< RFC 8032, section 5.1.5.
};

/// A new key under `name`. Errors: InvalidInput if it cannot be a key's name.
Result<NoteSigner> make_note_signer(std::string_view name);
/// `PRIVATE+KEY+NAME+ID+base64(0x01 ‖ seed)`, the form that goes with format_note_key().
std::string format_note_signer(const NoteSigner& signer);
/// Errors: InvalidInput; the message holds nothing of the text.
Result<NoteSigner> parse_note_signer(std::string_view text);

/// `text` with a signature of each. `text` ends with a newline and has no other control characters.
std::string sign_note(std::string_view text, const std::vector<NoteSigner>& signers);

/// What of a note is proved.
struct OpenedNote {
  std::string text;                ///< With its last newline.
  std::vector<NoteKey> signed_by;  ///< Of the keys that were given; at least one.
};

/// The text of `note` if one of `keys` signed it. Signatures of keys that are not given count for nothing.
/// Errors: InvalidInput if it is no note, or larger than 64 KiB; PermissionDenied if none of `keys` signed it, or if
/// the signature of one of them is wrong.
Result<OpenedNote> open_note(std::string_view note, const std::vector<NoteKey>& keys);

}  // namespace sen::audit
