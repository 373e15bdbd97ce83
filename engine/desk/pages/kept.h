#pragma once

#include "engine/desk/visit.h"

namespace sen::desk::pages {

/// A page that shows what a form held and sends it once more, now with the token of today's session.
http::Response offer_again(const Visit& visit, int status, const std::string& path, const http::Pairs& fields);

}  // namespace sen::desk::pages
