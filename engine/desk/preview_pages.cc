#include "engine/desk/preview_pages.h"

namespace sen::desk {
namespace {

using http::Parameters;
using http::Request;
using http::Response;

/// What `token` opens, or the page that says that it has ended.
template <typename Show>
Result<Response> opened(const PreviewPages& pages, const Request& request, std::string_view token, Show show) {
  const auto link = pages.previews.open(token);
  if (!link && link.error().code() == ErrorCode::Gone) return pages.portal.preview_ended(request);
  if (!link) return link.error();
  const auto content = pages.library.as_if_published(link->id, link->locale, link->version, pages.clock.now());
  if (!content) return content.error();
  return show(*link, *content);
}

}  // namespace

void add_preview_pages(http::Router& router, const PreviewPages& pages) {
  router.add(http::Method::Get, "/preview/{token}", [pages](const Request& request, const Parameters& parameters) {
    const std::string token(parameters["token"]);
    return opened(pages, request, token,
                  [&](const content::PreviewLink& link, const store::VisibleContent& content) -> Result<Response> {
                    Response page =
                        SEN_TRY(pages.portal.preview(content, link.id, link.locale, "/preview/" + token, link.expires));
                    if (request.method == http::Method::Get) pages.previews.count(link);
                    return page;
                  });
  });
  router.add(http::Method::Get, "/preview/{token}/media/{prefix}/{name}",
             [pages](const Request& request, const Parameters& parameters) {
               return opened(pages, request, parameters["token"],
                             [&](const content::PreviewLink&, const store::VisibleContent& content) {
                               return pages.portal.preview_picture(request, content, parameters["prefix"],
                                                                   parameters["name"]);
                             });
             });
}

}  // namespace sen::desk
