#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/portal/tongue.h"

namespace sen::desk {

/// What a page says of an error of the rooms below the desk.
struct Refusal {
  std::string field;   ///< What the message names first: `title`; empty: nothing.
  std::string text;    ///< A whole sentence in the person's language; of an unknown message: the message as it is.
  bool known = false;  ///< There is a sentence for it.
};

/// What a field is called on the page; its name where the page has no such field.
using FieldLabel = std::function<std::string(const std::string& field)>;

/// The errors below the desk are English, for logs and programs; here each has its sentence. `message` may hold places
/// in front (`body: line 3: …`, `row 3: column status: …`, `line 7: entry doi-moi: …`), which the sentence begins with,
/// and, of a conflict, who was first at its end.
Refusal explain_refusal(const portal::Tongue& tongue, std::string_view message, const FieldLabel& field_label = {});

}  // namespace sen::desk
