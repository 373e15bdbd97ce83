#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace sen::identity {

/// One item of CBOR (RFC 8949) as authenticators write it: the kinds that WebAuthn uses, definite lengths only.
struct Cbor {
  enum class Kind { Nothing, Integer, Bytes, Text, Array, Map };

  Kind kind = Kind::Nothing;  ///< Nothing: null, true or false, which nobody here looks at.
  std::int64_t number = 0;
  std::string string;       ///< Of Bytes and Text.
  std::vector<Cbor> parts;  ///< Of an Array; of a Map each key and its value in turn.

  /// Takes the first item off the front of `bytes`.
  /// Errors: InvalidInput if it is cut off, deeper than 8, has more than 64 parts in one list or map, a key twice in a
  /// map or one that is neither number nor text, an integer beyond 63 bits, a tag, a float or an indefinite length.
  static Result<Cbor> take(std::string_view& bytes);

  /// The value if it is of this kind.
  std::optional<std::int64_t> integer() const;
  const std::string* bytes() const;
  const std::string* text() const;
  bool is_map() const { return kind == Kind::Map; }

  /// What a map holds under `key`; null if it is no map or has no such key.
  const Cbor* find(std::int64_t key) const;
  const Cbor* find(std::string_view key) const;
};

}  // namespace sen::identity
