#pragma once

#include "engine/base/clock.h"
#include "engine/portal/html/writer.h"
#include "engine/portal/tongue.h"

/// Small pieces that several pages have.
namespace sen::desk::components {

/// `<time>` in the page's language, at Viet Nam's hour.
void time(portal::html::Writer& w, const portal::Tongue& tongue, Timestamp at);

}  // namespace sen::desk::components
