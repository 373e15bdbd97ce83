#pragma once

#include <string>
#include <vector>

#include "content/model/ids.h"
#include "engine/portal/views/parts.h"

namespace sen::desk::views {

using portal::views::Link;

/// What stands around every page of the desk.
struct Frame {
  content::Locale locale;
  std::string title;  ///< Of the page.
  std::string site_name;
  bool sample = false;
  bool wide = false;
  std::vector<Link> navigation;  ///< What this person may do; empty before signing in.
  std::vector<Link> languages;   ///< `href` is the language's code.
  std::string person;            ///< Display name; empty: nobody is signed in.
  std::string organisation;
  bool sandbox = false;
  std::string csrf;
  std::string here;         ///< Path of this page, to come back to after another language was chosen.
  int refresh_seconds = 0;  ///< Without scripts the page loads itself again after this; 0: it does not.
  std::string ends;         ///< When the session ends, RFC 3339; empty: nobody is signed in.
  std::string style, script, font;
};

}  // namespace sen::desk::views
