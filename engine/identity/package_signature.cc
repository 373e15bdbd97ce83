#include "engine/identity/package_signature.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <limits>

#include "engine/base/bytes.h"
#include "engine/base/text.h"
#include "engine/identity/secret.h"
#include "engine/store/files.h"

namespace sen::identity {
namespace {

constexpr std::string_view kUntrusted = "untrusted comment: ";
constexpr std::string_view kTrusted = "trusted comment: ";
constexpr std::size_t kMostText = 16U * 1024;
constexpr std::size_t kMostLegacyBytes = 64U * 1024 * 1024;
constexpr std::size_t kPieceBytes = 256U * 1024;
/// Two letters for the algorithm and the id of the key are in front of keys and signatures.
constexpr std::size_t kHeadBytes = 10;

Error malformed(std::string_view what) {
  std::string message("malformed signature: ");
  message += what;
  return Error(ErrorCode::InvalidInput, std::move(message));
}

Error refused(std::string_view what) {
  std::string message("the signature is refused: ");
  message += what;
  return Error(ErrorCode::PermissionDenied, std::move(message));
}

const unsigned char* bytes_of(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

template <std::size_t N>
void copy_to(std::array<std::uint8_t, N>& out, std::string_view bytes) {
  std::copy_n(bytes_of(bytes), N, out.begin());
}

/// The lines of `text`, which may end in CR LF; without an empty one at the end.
Result<std::vector<std::string_view>> lines_of(std::string_view text) {
  if (text.size() > kMostText) return malformed("over 16 KiB");
  std::vector<std::string_view> lines = split(text, '\n');
  for (std::string_view& line : lines)
    if (line.ends_with('\r')) line.remove_suffix(1);
  if (lines.size() > 1 && lines.back().empty()) lines.pop_back();
  return lines;
}

bool is_signed(const SigningPublicKey& key, const std::array<std::uint8_t, 64>& signature, std::string_view message) {
  return crypto_sign_verify_detached(signature.data(), bytes_of(message), message.size(), key.key.data()) == 0;
}

/// Reads the file in pieces. `visit` gets each.
template <typename Visit>
Result<void> read_pieces(const std::string& path, std::size_t most_bytes, const Visit& visit) {
  const store::File file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.descriptor() < 0) return store::system_error(path);
  std::string piece(kPieceBytes, '\0');
  std::size_t total = 0;
  for (;;) {
    const ssize_t got = read(file.descriptor(), piece.data(), piece.size());
    if (got < 0) return store::system_error(path);
    if (got == 0) return {};
    total += static_cast<std::size_t>(got);
    if (total > most_bytes)
      return Error(ErrorCode::TooLarge, "a package over 64 MiB must be signed in the prehashed form (minisign -S -H)");
    visit(std::string_view(piece).substr(0, static_cast<std::size_t>(got)));
  }
}

/// What the signature is over.
Result<std::string> signed_message(PackageSignature::Form form, const std::string& path) {
  std::string message;
  if (form == PackageSignature::Form::Legacy) {
    SEN_TRY(read_pieces(path, kMostLegacyBytes, [&](std::string_view piece) { message += piece; }));
    return message;
  }
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, crypto_generichash_BYTES_MAX);
  SEN_TRY(read_pieces(path, std::numeric_limits<std::size_t>::max(), [&](std::string_view piece) {
    crypto_generichash_update(&state, bytes_of(piece), piece.size());
  }));
  message.resize(crypto_generichash_BYTES_MAX);
  crypto_generichash_final(&state, reinterpret_cast<unsigned char*>(message.data()), message.size());
  return message;
}

}  // namespace

std::string format_key_id(const KeyId& id) {
  // The eight bytes are a little-endian number.
  std::string bytes(id.rbegin(), id.rend());
  std::string hex = to_hex(bytes);
  for (char& c : hex)
    if (c >= 'a') c = static_cast<char>(c - 'a' + 'A');
  return hex;
}

Result<KeyId> parse_key_id(std::string_view text) {
  KeyId id;
  if (text.size() != id.size() * 2) return Error(ErrorCode::InvalidInput, "a key id is sixteen hexadecimal digits");
  for (std::size_t i = 0; i < id.size(); ++i) {
    const std::string_view pair = text.substr(i * 2, 2);
    const auto [end, failed] = std::from_chars(pair.data(), pair.data() + 2, id[id.size() - 1 - i], 16);
    if (failed != std::errc() || end != pair.data() + 2)
      return Error(ErrorCode::InvalidInput, "a key id is sixteen hexadecimal digits");
  }
  return id;
}

Result<SigningPublicKey> parse_signing_key(std::string_view text) {
  const std::vector<std::string_view> lines = SEN_TRY(lines_of(text));
  const bool has_comment = lines.size() == 2 && lines[0].starts_with("untrusted comment:");
  if (lines.size() != 1 && !has_comment)
    return Error(ErrorCode::InvalidInput, "a public key is one line, or two with a comment first");
  const auto bytes = parse_base64(trim(lines.back()));
  SigningPublicKey key;
  if (!bytes || bytes->size() != kHeadBytes + key.key.size() || !bytes->starts_with("Ed"))
    return Error(ErrorCode::InvalidInput, "not a public key of minisign, which begins with RW");
  copy_to(key.id, std::string_view(*bytes).substr(2));
  copy_to(key.key, std::string_view(*bytes).substr(kHeadBytes));
  return key;
}

std::string format_signing_key(const SigningPublicKey& key) {
  std::string bytes("Ed");
  bytes.append(key.id.begin(), key.id.end());
  bytes.append(key.key.begin(), key.key.end());
  return to_base64(bytes);
}

Result<PackageSignature> parse_signature(std::string_view text) {
  const std::vector<std::string_view> lines = SEN_TRY(lines_of(text));
  if (lines.size() != 4) return malformed("it has four lines");
  if (!lines[0].starts_with(kUntrusted)) return malformed("line 1 is an untrusted comment");
  PackageSignature parsed;
  const auto first = parse_base64(lines[1]);
  if (!first || first->size() != kHeadBytes + parsed.signature.size()) return malformed("line 2 is 74 bytes in base64");
  if (!first->starts_with("ED") && !first->starts_with("Ed")) return malformed("line 2 names another algorithm");
  parsed.form = first->starts_with("ED") ? PackageSignature::Form::Prehashed : PackageSignature::Form::Legacy;
  copy_to(parsed.key_id, std::string_view(*first).substr(2));
  copy_to(parsed.signature, std::string_view(*first).substr(kHeadBytes));
  if (!lines[2].starts_with(kTrusted)) return malformed("line 3 is a trusted comment");
  parsed.trusted_comment = lines[2].substr(kTrusted.size());
  if (!is_utf8(parsed.trusted_comment)) return malformed("line 3 is not UTF-8");
  const auto second = parse_base64(lines[3]);
  if (!second || second->size() != parsed.global_signature.size()) return malformed("line 4 is 64 bytes in base64");
  copy_to(parsed.global_signature, *second);
  return parsed;
}

Result<void> verify_signature(const SigningPublicKey& key, const PackageSignature& signature, const std::string& path) {
  if (signature.key_id != key.id) return refused("made with another key");
  std::string comment(signature.signature.begin(), signature.signature.end());
  comment += signature.trusted_comment;
  if (!is_signed(key, signature.global_signature, comment)) return refused("its comment was changed");
  if (!is_signed(key, signature.signature, SEN_TRY(signed_message(signature.form, path))))
    return refused("the package is not what was signed");
  return {};
}

}  // namespace sen::identity
