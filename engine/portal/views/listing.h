#pragma once

#include "engine/portal/views/make.h"

namespace sen::portal::views {

/// What a listing says of itself.
struct ListingFacts {
  std::string title{};
  std::string path{};     ///< Canonical, of the first page.
  std::string section{};  ///< The navigation entry that is current; or empty.
  std::string summary{};
  std::string kicker{};
  std::vector<Link> above{};  ///< Crumbs between the home page and this one.
  std::vector<Link> filters{};
};

/// Page `page` (from 1) of a listing, twenty documents a page. Errors: NotFound behind the last page.
Result<Listing> make_listing(const Scene& scene, ListingFacts facts, const store::Listing& listing, std::size_t page);

}  // namespace sen::portal::views
