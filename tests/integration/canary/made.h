#pragma once

#include <string>

#include "tests/integration/canary/site.h"

/// Small records of which the sites are made.
namespace sen::canary {

content::Column column(const std::string& id, content::Role role, const std::string& codelist = {});
/// Of the ministry, with one release in `state`.
content::Dataset dataset(const std::string& code, content::State state);
/// A picture with its bytes; `of` makes its digest.
content::Media picture(const std::string& of, Site& site);

}  // namespace sen::canary
