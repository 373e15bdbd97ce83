#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/desk/form/form.h"

namespace sen::desk {

/// The boundary of a `multipart/form-data` media type; nothing if it is another type or has none that
/// RFC 2046, section 5.1.1 allows (1 to 70 of its characters, no space at the end).
std::optional<std::string> multipart_boundary(std::string_view content_type);

/// Reads multipart/form-data piece by piece (RFC 7578), strictly: no preamble and no epilogue, CRLF alone ends lines,
/// each part has one Content-Disposition with a name, no part has a transfer encoding. Values are kept in memory,
/// files go to the spool. Memory is bounded by the limits and two pieces. Called by one thread.
class MultipartReader {
 public:
  MultipartReader(std::string_view boundary, const FormLimits& limits, std::string spool_folder, Form& form);

  /// The next bytes. After a fault nothing more may follow. Errors: Storage if the spool cannot be written.
  Result<std::optional<FormFault>> feed(std::string_view bytes);
  /// Whether all parts have come to their end.
  std::optional<FormFault> finish() const;

 private:
  enum class State { Start, Headers, Value, AfterBoundary, End };

  Result<std::optional<FormFault>> step(bool& more);
  Result<std::optional<FormFault>> read_headers(bool& more);
  Result<std::optional<FormFault>> read_value(bool& more);
  Result<std::optional<FormFault>> take(std::string_view bytes);
  std::optional<FormFault> begin_part(std::string_view head);
  std::optional<FormFault> end_part();

  const std::string delimiter_;  ///< `\r\n--boundary`
  const FormLimits& limits_;
  const std::string spool_folder_;
  Form& form_;
  State state_ = State::Start;
  std::string buffer_;  ///< Not read yet.

  std::string name_;
  std::string value_;
  std::optional<FormFile> file_;
  std::size_t kept_ = 0;
};

}  // namespace sen::desk
