#pragma once

#include <string>
#include <vector>

#include "engine/portal/views/parts.h"

namespace sen::portal::views {

struct Alternate {
  std::string rel;   ///< `alternate`, `canonical`, `prev` …
  std::string type;  ///< Media type, or empty.
  std::string hreflang;
  std::string title;
  std::string href;
};

struct Meta {
  std::string property;  ///< `og:title`
  std::string content;
};

/// What stands around every page: head, masthead, foot.
struct Frame {
  content::Locale locale;
  bool right_to_left = false;
  std::string title;  ///< Of the page, without the site's name.
  std::string description;
  bool index = true;
  std::vector<Alternate> links;
  std::vector<Meta> meta;
  std::string json_ld;  ///< JSON, or empty.

  std::string site_name;
  std::string tagline;
  std::string official_line;
  bool sample = false;
  std::string home;
  std::string search;        ///< Address of the search page.
  std::string suggest;       ///< Address of suggestions as one types; empty: none are made.
  std::string search_query;  ///< Put back into the search field.
  std::vector<Link> navigation;
  std::vector<LanguageLink> languages;
  std::vector<std::vector<Link>> foot;  ///< Columns; the first link of each is its title.
  std::string owner;
  std::string postal_address;
  std::vector<Fact> contacts;  ///< E-mail addresses and telephone.

  std::string style;   ///< Address of the style sheet.
  std::string script;  ///< Address of the script.
  std::string font;    ///< Address of the font that is loaded first.
};

}  // namespace sen::portal::views
