#include "engine/audit/signed_note.h"

#include <sodium.h>

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cstdlib>

#include "engine/base/bytes.h"
#include "engine/base/text.h"
#include "engine/identity/secret.h"

namespace sen::audit {
namespace {

constexpr char kEd25519 = 1;
constexpr std::size_t kMostNoteBytes = std::size_t{64} * 1024;
constexpr std::size_t kMostNameBytes = 200;
constexpr std::string_view kPrivate = "PRIVATE+KEY+";
constexpr std::string_view kDash = "\xE2\x80\x94 ";  // U+2014 and a blank.
constexpr std::size_t kIdBytes = 4;

Error invalid(std::string message) {
  return Error(ErrorCode::InvalidInput, std::move(message));
}

std::string_view view(const std::array<std::uint8_t, 32>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

bool is_name(std::string_view name) {
  if (name.empty() || name.size() > kMostNameBytes) return false;
  for (std::size_t at = 0; at < name.size();) {
    const char32_t c = next_code_point(name, at);
    // White space of Unicode (White_Space=yes), controls, and what separates the parts of a key.
    const bool blank = c <= 0x20 || c == 0x7F || c == 0x85 || c == 0xA0 || c == 0x1680 ||
                       (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
                       c == 0x3000;
    if (c == kMalformed || blank || c == U'+') return false;
  }
  return true;
}

std::string hex_id(std::uint32_t id) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(id >> shift & 0xFF);
  return to_hex(bytes);
}

/// What stands behind `NAME+ID+`: the type and 32 bytes.
struct KeyParts {
  std::string name;
  std::string id;
  std::array<std::uint8_t, 32> bytes{};
};

Result<KeyParts> parse_parts(std::string_view text) {
  const std::size_t first = text.find('+');
  const std::size_t second = first == std::string_view::npos ? first : text.find('+', first + 1);
  if (second == std::string_view::npos) return invalid("a key of a signed note is NAME+ID+KEY");
  KeyParts parts;
  parts.name = text.substr(0, first);
  parts.id = text.substr(first + 1, second - first - 1);
  if (!is_name(parts.name)) return invalid("the name of the key is empty or has blanks");
  const auto bytes = identity::parse_base64(text.substr(second + 1));
  if (!bytes) return invalid("the key is not base64");
  if (bytes->size() != parts.bytes.size() + 1 || bytes->front() != kEd25519)
    return invalid("the key is not one of Ed25519 (type 1, 32 bytes)");
  std::copy(bytes->begin() + 1, bytes->end(), parts.bytes.begin());
  return parts;
}

NoteSigner signer_of(std::string name, const std::array<std::uint8_t, 32>& seed) {
  NoteSigner signer;
  signer.key.name = std::move(name);
  signer.seed = seed;
  std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> secret{};
  crypto_sign_seed_keypair(signer.key.key.data(), secret.data(), seed.data());
  sodium_memzero(secret.data(), secret.size());
  return signer;
}

struct Signature {
  std::string_view name;
  std::uint32_t id = 0;
  std::string bytes;
};

Result<Signature> parse_signature_line(std::string_view line) {
  if (!line.starts_with(kDash)) return invalid("a signature line begins with an em dash and a blank");
  line.remove_prefix(kDash.size());
  const std::size_t blank = line.find(' ');
  if (blank == std::string_view::npos || !is_name(line.substr(0, blank)))
    return invalid("a signature line has a name and a signature");
  Signature signature;
  signature.name = line.substr(0, blank);
  const auto bytes = identity::parse_base64(line.substr(blank + 1));
  if (!bytes || bytes->size() <= kIdBytes) return invalid("a signature is not base64");
  for (std::size_t i = 0; i < kIdBytes; ++i) signature.id = signature.id << 8 | static_cast<std::uint8_t>((*bytes)[i]);
  signature.bytes = bytes->substr(kIdBytes);
  return signature;
}

/// Text with its last newline, and the signature lines behind the last empty line.
Result<std::pair<std::string_view, std::string_view>> split(std::string_view note) {
  if (note.size() > kMostNoteBytes) return invalid("a note has at most 64 KiB");
  for (const char c : note)
    if (static_cast<unsigned char>(c) < 0x20 && c != '\n') return invalid("a note has no control characters");
  if (!is_utf8(note)) return invalid("a note is UTF-8");
  const std::size_t end = note.rfind("\n\n");
  if (end == std::string_view::npos || !note.ends_with('\n'))
    return invalid("a note is a text, an empty line and signatures, each line ended by a newline");
  return std::pair(note.substr(0, end + 1), note.substr(end + 2));
}

}  // namespace

std::uint32_t NoteKey::id() const {
  Sha256 hash;
  hash.update(name);
  hash.update(std::string_view("\n\x01", 2));
  hash.update(view(key));
  const Digest digest = hash.finish();
  std::uint32_t id = 0;
  for (std::size_t i = 0; i < kIdBytes; ++i) id = id << 8 | digest.bytes[i];
  return id;
}

std::string format_note_key(const NoteKey& key) {
  return key.name + "+" + hex_id(key.id()) + "+" +
         identity::to_base64(std::string(1, kEd25519) + std::string(view(key.key)));
}

Result<NoteKey> parse_note_key(std::string_view text) {
  KeyParts parts = SEN_TRY(parse_parts(text));
  NoteKey key{std::move(parts.name), parts.bytes};
  if (hex_id(key.id()) != parts.id) return invalid("the id is not that of the key: a letter is wrong");
  return key;
}

Result<std::vector<NoteKey>> parse_note_keys(std::string_view text) {
  std::vector<NoteKey> keys;
  int number = 0;
  for (std::size_t at = 0; at < text.size();) {
    ++number;
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    at = end + 1;
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    keys.push_back(SEN_TRY(parse_note_key(line).within("line " + std::to_string(number))));
  }
  if (keys.empty()) return invalid("there is no key");
  return keys;
}

Result<NoteSigner> make_note_signer(std::string_view name) {
  if (!is_name(name)) return invalid("the name of a key is not empty and has no blanks and no '+'");
  const std::string random = identity::random_bytes(32);
  std::array<std::uint8_t, 32> seed{};
  std::copy(random.begin(), random.end(), seed.begin());
  return signer_of(std::string(name), seed);
}

std::string format_note_signer(const NoteSigner& signer) {
  return std::string(kPrivate) + signer.key.name + "+" + hex_id(signer.key.id()) + "+" +
         identity::to_base64(std::string(1, kEd25519) + std::string(view(signer.seed)));
}

Result<NoteSigner> parse_note_signer(std::string_view text) {
  if (!text.starts_with(kPrivate)) return invalid("this is no private key of a signed note");
  KeyParts parts = SEN_TRY(parse_parts(text.substr(kPrivate.size())));
  NoteSigner signer = signer_of(std::move(parts.name), parts.bytes);
  if (hex_id(signer.key.id()) != parts.id) return invalid("the id is not that of the key: a letter is wrong");
  return signer;
}

std::string sign_note(std::string_view text, const std::vector<NoteSigner>& signers) {
  assert(text.ends_with('\n') && "a note's text ends with a newline");
  std::string note = std::string(text) + "\n";
  for (const NoteSigner& signer : signers) {
    std::array<std::uint8_t, 32> open{};
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> secret{};
    crypto_sign_seed_keypair(open.data(), secret.data(), signer.seed.data());
    std::string signature(kIdBytes + crypto_sign_BYTES, '\0');
    const std::uint32_t id = signer.key.id();
    for (std::size_t i = 0; i < kIdBytes; ++i) signature[i] = static_cast<char>(id >> (24 - 8 * i) & 0xFF);
    crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.data()) + kIdBytes, nullptr, bytes_of(text),
                         text.size(), secret.data());
    sodium_memzero(secret.data(), secret.size());
    note += std::string(kDash) + signer.key.name + " " + identity::to_base64(signature) + "\n";
  }
  return note;
}

Result<OpenedNote> open_note(std::string_view note, const std::vector<NoteKey>& keys) {
  auto [text, lines] = SEN_TRY(split(note));
  OpenedNote opened{std::string(text), {}};
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    const Signature signature = SEN_TRY(parse_signature_line(lines.substr(0, end)));
    lines.remove_prefix(end + 1);
    const auto known = std::find_if(keys.begin(), keys.end(), [&](const NoteKey& key) {
      return key.name == signature.name && key.id() == signature.id;
    });
    if (known == keys.end()) continue;
    if (signature.bytes.size() != crypto_sign_BYTES ||
        crypto_sign_verify_detached(bytes_of(signature.bytes), bytes_of(text), text.size(), known->key.data()) != 0)
      return Error(ErrorCode::PermissionDenied, "the signature of " + known->name + " does not fit the text");
    opened.signed_by.push_back(*known);
  }
  if (opened.signed_by.empty()) return Error(ErrorCode::PermissionDenied, "none of the keys signed it");
  return opened;
}

}  // namespace sen::audit
