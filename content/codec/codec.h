#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/model/change.h"
#include "engine/base/result.h"

namespace sen::codec {

/// The stored form of a record (Protocol Buffers, content/codec/sen.proto; docs/formats/records.md).
std::string encode(const content::Mutation& record);
/// Errors: Storage if the bytes are no such record.
Result<content::Mutation> decode(std::string_view bytes);

/// The store's row of a document's languages: made from records, never in the log.
std::string encode_status(const content::DocumentStatus& status);
/// Errors: Storage.
Result<content::DocumentStatus> decode_status(std::string_view bytes);

/// The stored form of a log entry, without its hash.
std::string encode_change(const content::Change& change);

/// Writes the same bytes as encode_change() record by record, so that what is encoded already need not be kept as
/// records too: a change may hold two million observations. Used once.
class ChangeEncoder {
 public:
  /// Begins with all of `change` but its mutations and touches.
  explicit ChangeEncoder(const content::Change& change);
  /// The next mutation, as encode() gives it.
  void add(std::string_view record);
  std::string finish(const std::vector<content::DependencyKey>& touches);

 private:
  std::string bytes_;
};

Result<content::Change> decode_change(std::string_view bytes);

}  // namespace sen::codec
