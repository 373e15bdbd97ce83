#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "ingest/phrases.h"

namespace sen::ingest {

struct Member;

/// A value of a JSON or YAML file. Scalars keep their text: `31` stays `31`.
struct Value {
  enum class Kind { Null, Scalar, List, Map };
  Kind kind = Kind::Null;
  std::string text;  ///< Of a scalar, NFC.
  std::vector<Value> items;
  std::vector<Member> members;  ///< In order; names do not repeat.
  std::uint64_t line = 0;       ///< From 1.

  /// The member `name`, or null if there is none.
  const Value* find(std::string_view name) const;
  bool is_map() const { return kind == Kind::Map; }
  bool is_list() const { return kind == Kind::List; }
  bool is_scalar() const { return kind == Kind::Scalar; }
};

/// A named value of a map.
struct Member {
  std::string name;
  Value value;
};

/// What is wrong with a file's syntax, and where.
struct SyntaxError {
  std::uint64_t line = 0;
  Reason what;
};

inline constexpr std::size_t kMaxDepth = 32;        ///< Of lists and maps within each other.
inline constexpr std::size_t kMaxValues = 200'000;  ///< In one file.

/// Reads strict JSON (RFC 8259): UTF-8, no repeated names. A byte order mark is allowed.
std::variant<Value, SyntaxError> read_json(std::string_view text);

/// Reads one YAML document without anchors, aliases, tags and repeated names. `first_line` is the
/// line at which `text` begins in its file.
std::variant<Value, SyntaxError> read_yaml(std::string_view text, std::uint64_t first_line = 1);

}  // namespace sen::ingest
