#include "engine/identity/cbor.h"

#include <cbor.h>

#include <limits>

namespace sen::identity {
namespace {

constexpr int kMostDepth = 8;
constexpr std::size_t kMostParts = 64;

Error malformed(std::string_view what) {
  std::string message("malformed CBOR: ");
  message += what;
  return Error(ErrorCode::InvalidInput, std::move(message));
}

/// What libcbor says of one item: its value, or how many parts a list or map has.
struct Token {
  std::optional<Cbor::Kind> kind;  ///< Nothing for a kind that is not ours.
  std::int64_t number = 0;
  std::string_view string;
  std::size_t parts = 0;
};

Token& token_of(void* context) {
  return *static_cast<Token*>(context);
}

template <typename Number>
void take_unsigned(void* context, Number value) {
  if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return;
  token_of(context).kind = Cbor::Kind::Integer;
  token_of(context).number = static_cast<std::int64_t>(value);
}

/// RFC 8949, section 3.1: major type 1 is -1 minus the number.
template <typename Number>
void take_negative(void* context, Number value) {
  take_unsigned(context, value);
  token_of(context).number = -1 - token_of(context).number;
}

template <Cbor::Kind kind>
void take_string(void* context, cbor_data data, std::size_t size) {
  token_of(context).kind = kind;
  token_of(context).string = {reinterpret_cast<const char*>(data), size};
}

template <Cbor::Kind kind>
void take_collection(void* context, std::size_t parts) {
  token_of(context).kind = kind;
  token_of(context).parts = parts;
}

const cbor_callbacks& callbacks() {
  static const cbor_callbacks kCallbacks = [] {
    cbor_callbacks all = cbor_empty_callbacks;
    all.uint8 = take_unsigned<std::uint8_t>;
    all.uint16 = take_unsigned<std::uint16_t>;
    all.uint32 = take_unsigned<std::uint32_t>;
    all.uint64 = take_unsigned<std::uint64_t>;
    all.negint8 = take_negative<std::uint8_t>;
    all.negint16 = take_negative<std::uint16_t>;
    all.negint32 = take_negative<std::uint32_t>;
    all.negint64 = take_negative<std::uint64_t>;
    all.byte_string = take_string<Cbor::Kind::Bytes>;
    all.string = take_string<Cbor::Kind::Text>;
    all.array_start = take_collection<Cbor::Kind::Array>;
    all.map_start = take_collection<Cbor::Kind::Map>;
    all.null = [](void* context) { token_of(context).kind = Cbor::Kind::Nothing; };
    all.boolean = [](void* context, bool) { token_of(context).kind = Cbor::Kind::Nothing; };
    return all;
  }();
  return kCallbacks;
}

/// Takes one item. libcbor's own tree would trust the lengths that it reads.
Result<Cbor> take_item(std::string_view& rest, int depth);

/// Takes the keys and values of a map.
Result<void> take_pairs(std::string_view& rest, std::size_t pairs, int depth, Cbor& map) {
  for (std::size_t i = 0; i < pairs; ++i) {
    Cbor key = SEN_TRY(take_item(rest, depth));
    if (!key.integer() && key.text() == nullptr) return malformed("a key that is neither number nor text");
    if (key.integer() ? map.find(*key.integer()) != nullptr : map.find(*key.text()) != nullptr)
      return malformed("the same key twice");
    map.parts.push_back(std::move(key));
    map.parts.push_back(SEN_TRY(take_item(rest, depth)));
  }
  return {};
}

Result<Cbor> take_item(std::string_view& rest, int depth) {
  Token token;
  const cbor_decoder_result step =
      cbor_stream_decode(reinterpret_cast<cbor_data>(rest.data()), rest.size(), &callbacks(), &token);
  if (step.status != CBOR_DECODER_FINISHED) return malformed("it ends too early or is no CBOR");
  if (!token.kind) return malformed("a kind of item that has no place here");
  rest.remove_prefix(step.read);
  Cbor item{.kind = *token.kind, .number = token.number, .string = std::string(token.string), .parts = {}};
  if (item.kind != Cbor::Kind::Array && item.kind != Cbor::Kind::Map) return item;
  if (depth >= kMostDepth) return malformed("too deep");
  if (token.parts > kMostParts) return malformed("too many parts");
  if (item.is_map()) {
    SEN_TRY(take_pairs(rest, token.parts, depth + 1, item));
    return item;
  }
  for (std::size_t i = 0; i < token.parts; ++i) item.parts.push_back(SEN_TRY(take_item(rest, depth + 1)));
  return item;
}

/// The value of the key that `is_key` says so of.
template <typename Predicate>
const Cbor* find_if(const Cbor& map, const Predicate& is_key) {
  if (!map.is_map()) return nullptr;
  for (std::size_t i = 0; i + 1 < map.parts.size(); i += 2)
    if (is_key(map.parts[i])) return &map.parts[i + 1];
  return nullptr;
}

}  // namespace

Result<Cbor> Cbor::take(std::string_view& bytes) {
  return take_item(bytes, 0);
}

std::optional<std::int64_t> Cbor::integer() const {
  return kind == Kind::Integer ? std::optional(number) : std::nullopt;
}

const std::string* Cbor::bytes() const {
  return kind == Kind::Bytes ? &string : nullptr;
}

const std::string* Cbor::text() const {
  return kind == Kind::Text ? &string : nullptr;
}

const Cbor* Cbor::find(std::int64_t key) const {
  return find_if(*this, [&](const Cbor& item) { return item.integer() == key; });
}

const Cbor* Cbor::find(std::string_view key) const {
  return find_if(*this, [&](const Cbor& item) { return item.text() != nullptr && *item.text() == key; });
}

}  // namespace sen::identity
