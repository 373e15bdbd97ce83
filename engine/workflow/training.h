#pragma once

#include "content/model/document.h"
#include "content/model/review.h"

namespace sen::workflow {

/// Whether people of the training see this edition as published: its review is done. The store itself holds no public
/// edition of such a document, so that nothing outside of the training can show it.
bool is_shown_in_training(const content::Document& document, const content::Review& review);

}  // namespace sen::workflow
