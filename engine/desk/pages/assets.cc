#include "engine/desk/pages/pages.h"

namespace sen::desk::pages {

void add_asset_routes(Guard& guard) {
  guard.get("/desk/assets/{file}", Access::everybody(), [](Visit& visit) -> Result<http::Response> {
    const http::Representation* asset = visit.context.assets.find(visit.parameters["file"]);
    if (!asset) return Error(ErrorCode::NotFound, "no such asset");
    return http::respond(visit.request, *asset);
  });
}

}  // namespace sen::desk::pages
