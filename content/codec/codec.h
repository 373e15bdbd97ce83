#pragma once

#include <string>
#include <string_view>

#include "content/model/change.h"
#include "engine/base/result.h"

namespace sen::codec {

/// The stored form of a record (Protocol Buffers, content/codec/sen.proto; docs/formats/records.md).
std::string encode(const content::Mutation& record);
/// Errors: Storage if the bytes are no such record.
Result<content::Mutation> decode(std::string_view bytes);

/// The stored form of a log entry, without its hash.
std::string encode_change(const content::Change& change);
Result<content::Change> decode_change(std::string_view bytes);

}  // namespace sen::codec
