#include "content/codec/codec.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/stubs/logging.h>

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

template <typename Message>
bool parse(std::string_view bytes, Message& message) {
  return bytes.size() <= static_cast<std::size_t>(std::numeric_limits<int>::max()) &&
         message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
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

std::string encode_change(const content::Change& change) {
  stored::Change message;
  write_change(change, message);
  return serialise(message);
}

Result<content::Change> decode_change(std::string_view bytes) {
  stored::Change message;
  Decoder decoder;
  if (parse(bytes, message)) {
    content::Change change = decoder.change(message);
    if (decoder.ok()) return change;
  }
  return Error(ErrorCode::Storage, "a stored change cannot be read");
}

}  // namespace sen::codec
