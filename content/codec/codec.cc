#include "content/codec/codec.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/stubs/logging.h>
#include <google/protobuf/wire_format_lite.h>

#include <limits>

#include "content/codec/messages.h"

namespace sen::codec {
namespace {

/// The codec returns errors and never logs; the library would, in debug builds, for text that is not UTF-8.
[[maybe_unused]] const auto kSilenced = google::protobuf::SetLogHandler(nullptr);

template <typename Message>
std::string serialise(const Message& message) {
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream out(&stream);
  out.SetSerializationDeterministic(true);
  message.SerializeToCodedStream(&out);
  out.Trim();
  return bytes;
}

constexpr auto kMostBytes = static_cast<std::size_t>(std::numeric_limits<int>::max());

template <typename Message>
bool parse(std::string_view bytes, Message& message) {
  return bytes.size() <= kMostBytes && message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

using google::protobuf::internal::WireFormatLite;

constexpr std::uint32_t kMutation =
    WireFormatLite::MakeTag(stored::Change::kMutationsFieldNumber, WireFormatLite::WIRETYPE_LENGTH_DELIMITED);
constexpr std::uint32_t kTouch =
    WireFormatLite::MakeTag(stored::Change::kTouchesFieldNumber, WireFormatLite::WIRETYPE_LENGTH_DELIMITED);

void append_varint(std::string& out, std::size_t value) {
  for (; value >= 0x80; value >>= 7U) out += static_cast<char>((value & 0x7FU) | 0x80U);
  out += static_cast<char>(value);
}

/// A field of a message as Protocol Buffers write it: tag, length, bytes.
void append_field(std::string& out, std::uint32_t tag, std::string_view value) {
  append_varint(out, tag);
  append_varint(out, value.size());
  out += value;
}

}  // namespace

std::string encode(const content::Mutation& record) {
  stored::Record message;
  write_record(record, message);
  return serialise(message);
}

Result<content::Mutation> decode(std::string_view bytes) {
  stored::Record message;
  Decoder decoder;
  if (parse(bytes, message)) {
    content::Mutation record = decoder.record(message);
    if (decoder.ok()) return record;
  }
  return Error(ErrorCode::Storage, "a stored record cannot be read");
}

ChangeEncoder::ChangeEncoder(const content::Change& change) {
  stored::Change head;
  write_change_head(change, head);
  bytes_ = serialise(head);
}

void ChangeEncoder::add(std::string_view record) {
  append_field(bytes_, kMutation, record);
}

std::string ChangeEncoder::finish(const std::vector<content::DependencyKey>& touches) {
  for (const content::DependencyKey& key : touches) append_field(bytes_, kTouch, key.value);
  return std::move(bytes_);
}

std::string encode_change(const content::Change& change) {
  ChangeEncoder encoder(change);
  for (const content::Mutation& mutation : change.mutations) encoder.add(encode(mutation));
  return encoder.finish(change.touches);
}

// The mutations are read one by one, since a message of them all would take ten times the bytes.
Result<content::Change> decode_change(std::string_view bytes) {
  const Error damaged(ErrorCode::Storage, "a stored change cannot be read");
  if (bytes.size() > kMostBytes) return damaged;
  google::protobuf::io::CodedInputStream in(reinterpret_cast<const std::uint8_t*>(bytes.data()),
                                            static_cast<int>(bytes.size()));
  const auto position = [&] { return static_cast<std::size_t>(in.CurrentPosition()); };
  std::string others;
  std::vector<content::Mutation> mutations;
  Decoder decoder;
  while (position() < bytes.size()) {
    const std::size_t from = position();
    const std::uint32_t tag = in.ReadTag();
    if (tag == kMutation) {
      std::uint32_t size = 0;
      if (!in.ReadVarint32(&size) || size > bytes.size() - position()) return damaged;
      stored::Record message;
      if (!parse(bytes.substr(position(), size), message)) return damaged;
      mutations.push_back(decoder.record(message));
      in.Skip(static_cast<int>(size));
    } else {
      if (tag == 0 || !WireFormatLite::SkipField(&in, tag)) return damaged;
      others += bytes.substr(from, position() - from);
    }
  }
  stored::Change message;
  if (!parse(others, message)) return damaged;
  content::Change change = Decoder::change(message);
  change.mutations = std::move(mutations);
  if (!decoder.ok()) return damaged;
  return change;
}

}  // namespace sen::codec
