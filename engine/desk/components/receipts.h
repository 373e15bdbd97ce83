#pragma once

#include "engine/desk/views/receipts.h"

namespace sen::desk::components {

/// By when each channel showed the document as it is now.
void receipts(portal::html::Writer& w, const Visit& visit, const views::Receipts& view);

}  // namespace sen::desk::components
