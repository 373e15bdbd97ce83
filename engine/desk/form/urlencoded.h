#pragma once

#include <optional>

#include "engine/desk/form/form.h"

namespace sen::desk {

/// Reads application/x-www-form-urlencoded piece by piece (URL standard, section 5.1), strictly: every field has a
/// name, every `%` two hexadecimal digits. Called by one thread.
class UrlencodedReader {
 public:
  UrlencodedReader(const FormLimits& limits, Form& form) : limits_(limits), form_(form) {}

  /// The next bytes. After a fault nothing more may follow.
  std::optional<FormFault> feed(std::string_view bytes);
  std::optional<FormFault> finish();

 private:
  std::optional<FormFault> end_of_field();
  FormFault fault(FormFault::Kind kind) const;

  const FormLimits& limits_;
  Form& form_;
  std::string field_;  ///< As sent, up to its `&`.
  std::size_t kept_ = 0;
};

}  // namespace sen::desk
