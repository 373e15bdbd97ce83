#pragma once

#include "engine/desk/guard.h"

/// The desk's pages. Each file adds its own routes; engine/desk/desk.cc lists them.
namespace sen::desk::pages {

/// `/desk/assets/{file}`
void add_asset_routes(Guard& guard);
/// `/desk/sign-in`, `/desk/sign-out`
void add_sign_in_routes(Guard& guard);
/// `/desk`
void add_home_routes(Guard& guard);
/// `/desk/queue`: what waits
void add_queue_routes(Guard& guard);
/// `/desk/me`, `/desk/language`, `/desk/session`: one's own account
void add_me_routes(Guard& guard);

}  // namespace sen::desk::pages
