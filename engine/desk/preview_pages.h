#pragma once

#include "engine/base/clock.h"
#include "engine/http/router.h"
#include "engine/portal/portal.h"
#include "engine/store/visible_content.h"
#include "engine/workflow/previews.h"

namespace sen::desk {

/// What the pages behind preview links need; all of it outlives the router.
struct PreviewPages {
  workflow::Previews& previews;
  const store::Library& library;
  const portal::Portal& portal;
  const Clock& clock;
};

/// `/preview/{token}` and its pictures: for people without an account, so they are no pages of the desk. Nothing of
/// them is cached; an end is a page of its own, and what was never made is the same 404 as any other address.
void add_preview_pages(http::Router& router, const PreviewPages& pages);

}  // namespace sen::desk
