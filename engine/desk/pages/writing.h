#pragma once

#include "engine/base/result.h"
#include "engine/desk/components/form.h"

namespace sen::desk::pages {

/// Why what was written is not taken, as a sentence of the desk on the field that the error names (`title: …`).
components::Mistake explain_writing(const portal::Tongue& tongue, const Error& error);

}  // namespace sen::desk::pages
