#pragma once

#include "engine/desk/visit.h"
#include "engine/portal/html/writer.h"

namespace sen::desk::pages {

/// What the page for handing in shows while a package is sent by parts, and its script; hidden without scripts.
void sending_panel(portal::html::Writer& w, const Visit& visit);

/// The person's packages of which only a part has arrived, with a way to go on and to give them up. Nothing if there
/// are none.
void unfinished_uploads(portal::html::Writer& w, const Visit& visit);

}  // namespace sen::desk::pages
