#include <cstdlib>

#include "engine/base/text.h"
#include "engine/identity/package_signature.h"

/// Signature files and public keys of minisign: what is read is text within its limits, and a key is written as it was
/// read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sen::identity;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto signature = parse_signature(text);
  if (signature && !sen::is_utf8(signature->trusted_comment)) std::abort();
  if (signature && signature->trusted_comment.find('\n') != std::string::npos) std::abort();
  const auto key = parse_signing_key(text);
  if (key && !(parse_signing_key(format_signing_key(*key)).value() == *key)) std::abort();
  return 0;
}
