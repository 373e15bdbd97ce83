#pragma once

#include <string>

#include "engine/portal/tongue.h"
#include "engine/portal/views/pages.h"

/// A view as a whole page of HTML. Pure: the same view gives the same bytes.
namespace sen::portal::components {

std::string render(const views::Home& view, const Tongue& tongue);
std::string render(const views::Listing& view, const Tongue& tongue);
std::string render(const views::Directory& view, const Tongue& tongue);
std::string render(const views::Hub& view, const Tongue& tongue);
std::string render(const views::Document& view, const Tongue& tongue);
std::string render(const views::Corrections& view, const Tongue& tongue);
std::string render(const views::Changes& view, const Tongue& tongue);
std::string render(const views::Search& view, const Tongue& tongue);
std::string render(const views::Catalogue& view, const Tongue& tongue);
std::string render(const views::Dataset& view, const Tongue& tongue);
std::string render(const views::Failure& view, const Tongue& tongue);

}  // namespace sen::portal::components
