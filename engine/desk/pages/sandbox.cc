// `/desk/sandbox`: what was published within the training, as the portal would show it.

#include "engine/desk/pages/document_address.h"
#include "engine/desk/pages/pages.h"
#include "engine/desk/training_portal.h"

namespace sen::desk::pages {
namespace {

http::Response page_of(const Visit& visit, std::string html) {
  http::Response response = http::make_response(200, "text/html; charset=utf-8", std::move(html));
  response.add("Content-Language", visit.tongue.locale.value);
  response.add("X-Robots-Tag", "noindex");
  return response;
}

Result<http::Response> front(Visit& visit) {
  return page_of(visit, SEN_TRY(render_training_front(visit)));
}

Result<http::Response> item(Visit& visit) {
  const content::ContentId id = SEN_TRY(document_id(visit));
  const content::Locale locale = SEN_TRY(edition_language(visit));
  return page_of(visit, SEN_TRY(render_training_page(visit, id, locale)));
}

}  // namespace

void add_sandbox_routes(Guard& guard) {
  guard.get("/desk/sandbox", Access::to(identity::Action::SandboxUse), front);
  guard.get("/desk/sandbox/{id}/{language}", Access::to(identity::Action::SandboxUse), item);
}

}  // namespace sen::desk::pages
