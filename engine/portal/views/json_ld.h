#pragma once

#include <string>

#include "engine/portal/views/pages.h"
#include "engine/portal/views/scene.h"

namespace sen::portal::views {

/// schema.org of a document, as JSON: the type that its own type declares, with who, when and in which language.
std::string document_json_ld(const Scene& scene, const store::VisibleEdition& edition, const Document& view);
/// schema.org Dataset with its downloads.
std::string dataset_json_ld(const Scene& scene, const Dataset& view, const std::string& path,
                            const std::vector<std::pair<std::string, std::string>>& downloads);
/// schema.org WebSite with its search.
std::string site_json_ld(const Scene& scene, const Frame& frame);

}  // namespace sen::portal::views
