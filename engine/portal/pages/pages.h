#pragma once

#include "engine/portal/pages/context.h"

/// The handlers of the portal's addresses (DESIGN, section 5). Errors go up: the server makes them error pages.
namespace sen::portal::pages {

/// `/`: 302 to the reader's language.
Result<http::Response> front(const Context& context, const http::Request& request);
/// `/{first}`: a home page, or a document's permanent address.
Result<http::Response> first_level(const Context& context, const http::Request& request,
                                   const http::Parameters& parameters);
/// `/{first}/{second}`: a section, a directory, or a version of a document.
Result<http::Response> second_level(const Context& context, const http::Request& request,
                                    const http::Parameters& parameters);
/// `/{first}/{second}/{third}`: a document, a hub, a dataset, or what a version changed.
Result<http::Response> third_level(const Context& context, const http::Request& request,
                                   const http::Parameters& parameters);
/// `/{lang}/press/quotes`
Result<http::Response> press_quotes(const Context& context, const http::Request& request,
                                    const http::Parameters& parameters);
/// `/{lang}/press/answers`
Result<http::Response> press_answers(const Context& context, const http::Request& request,
                                     const http::Parameters& parameters);
/// `v3`; nothing for what is no version.
std::optional<std::uint32_t> version_number(std::string_view segment);
/// `/{id}/v{n}`: a version of an edition; `?language=` says of which, else it is the original's.
Result<http::Response> version(const Context& context, const http::Request& request, const content::ContentId& id,
                               std::uint32_t number);
/// `/{id}/v{n}/changes`: what it changed, word by word.
Result<http::Response> changes(const Context& context, const http::Request& request, const content::ContentId& id,
                               std::uint32_t number);
/// `/{lang}/search`
Result<http::Response> search_page(const Context& context, const http::Request& request,
                                   const http::Parameters& parameters);
/// `/{lang}/suggest`: what one may be about to type.
Result<http::Response> suggest(const Context& context, const http::Request& request,
                               const http::Parameters& parameters);
/// `/media/{prefix}/{name}`
Result<http::Response> media(const Context& context, const http::Request& request, const http::Parameters& parameters);
/// The rendition `name` of a picture as `content`'s audience may see it.
Result<http::Response> answer_media(const store::VisibleContent& content, const http::Request& request,
                                    std::string_view prefix, std::string_view name, std::string_view cache_control);
/// `/assets/{file}`
Result<http::Response> asset(const Context& context, const http::Request& request, const http::Parameters& parameters);

/// Small files at fixed addresses: icons, manifest, OpenSearch, llms.txt, security.txt.
void add_site_files(const Context& context, http::Router& router);

}  // namespace sen::portal::pages
