#include "engine/press/press_pages.h"

#include "engine/press/pages/pages.h"

namespace sen::press {

void PressPages::add_routes(http::Router& router) {
  pages::add_ask_routes(*this, router);
  pages::add_accreditation_routes(*this, router);
  pages::add_area_routes(*this, router);
}

std::string press_cookie(std::string_view token) {
  std::string cookie(kPressCookie);
  cookie += '=';
  cookie += token;
  cookie += "; Path=/; Secure; HttpOnly; SameSite=Strict";
  if (token.empty()) cookie += "; Max-Age=0";
  return cookie;
}

}  // namespace sen::press
