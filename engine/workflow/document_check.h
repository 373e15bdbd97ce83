#pragma once

#include "content/model/document.h"
#include "content/model/vocabulary.h"
#include "engine/base/result.h"

namespace sen::workflow {

/// Whether a document's own fields are as its type declares them and name what there is; stops at the first fault.
/// The desk's forms say the same field by field before; this is the door behind them.
/// Errors: InvalidInput names the field.
Result<void> check_document(const content::Document& document, const content::Vocabulary& vocabulary);

}  // namespace sen::workflow
