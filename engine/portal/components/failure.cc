#include "engine/portal/components/layout.h"
#include "engine/portal/components/pages.h"
#include "engine/portal/components/parts.h"

namespace sen::portal::components {

using html::Attr;
using html::Text;
using html::Url;
using html::Writer;

std::string render(const views::Failure& view, const Tongue& tongue) {
  return page(view.frame, tongue, [&](Writer& w) {
    w << "<div class=\"failure\"><p class=\"failure-code\" aria-hidden=\"true\">" << view.status << "</p><h1>"
      << Text{view.title} << "</h1><p class=\"standfirst\">" << Text{view.text} << "</p>";
    if (!view.reason.empty()) w << "<div class=\"note warning\"><p>" << Text{view.reason} << "</p></div>";
    w << "<form class=\"search\" action=\"" << Url{view.frame.search}
      << "\"><p class=\"search-line\"><label class=\"vh\" for=\"query\">" << Text{tongue.t("Search for")}
      << "</label><input id=\"query\" name=\"q\" type=\"search\" value=\"" << Attr{view.search_query}
      << "\" maxlength=\"200\"><button class=\"button\" type=\"submit\">" << Text{tongue.t("Search")}
      << "</button></p></form>";
    link_list(w, view.links);
    w << "</div>";
  });
}

}  // namespace sen::portal::components
