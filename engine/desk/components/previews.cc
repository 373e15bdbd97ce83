#include "engine/desk/components/previews.h"

#include "engine/desk/components/form.h"
#include "engine/desk/components/parts.h"
#include "engine/desk/review_words.h"

namespace sen::desk::components {
namespace {

using portal::html::Text;
using portal::html::Url;
using portal::html::Writer;

void row(Writer& w, const Visit& visit, const content::PreviewLink& link, const std::string& base) {
  const workflow::Previews& previews = visit.context.parts.previews;
  const bool open = previews.is_open(link);
  w << "<li><p>";
  if (open) {
    const std::string path = "/preview/" + previews.token_of(link);
    const std::string shown = visit.context.parts.site.address + path;
    w << "<a class=\"address\" href=\"" << Url{path} << "\">" << Text{shown} << "</a><br>";
  }
  w << Text{visit.t("version {n}", {{"n", std::to_string(link.version)}})} << " · "
    << Text{visit.t("Made by {person}", {{"person", person_label(visit, link.account)}})} << " · ";
  if (link.revoked) {
    w << Text{visit.t("Ended")} << " ";
    time(w, visit.tongue, *link.revoked);
  } else {
    w << Text{open ? visit.t("Works until") : visit.t("Expired")} << " ";
    time(w, visit.tongue, link.expires);
  }
  w << " · " << Text{visit.tongue.tn("Seen {n} time", "Seen {n} times", previews.views(link))} << "</p>";
  if (open) {
    begin_form(w, base + "/" + std::to_string(link.number) + "/end", visit.csrf());
    w << "<button class=\"button quiet\" type=\"submit\">" << Text{visit.t("End this link")} << "<span class=\"vh\"> "
      << Text{std::to_string(link.number)} << "</span></button>";
    end_form(w);
  }
  w << "</li>";
}

}  // namespace

void previews(Writer& w, const Visit& visit, const content::Version& newest, bool waits,
              const std::vector<content::PreviewLink>& links) {
  if (!waits && links.empty()) return;
  const std::string base = "/desk/documents/" + newest.id.value + "/" + newest.locale.value + "/previews";
  w << "<section><h2 id=\"previews\">" << Text{visit.t("Preview links")} << "</h2><p class=\"hint\">"
    << Text{visit.t(
           "Whoever has the address sees this version as readers will see it, and nothing else, until the link "
           "ends. It needs no sign-in: send it to people whom you trust.")}
    << "</p>";
  if (!links.empty()) {
    w << "<ul class=\"rows\">";
    for (const content::PreviewLink& link : links) row(w, visit, link, base);
    w << "</ul>";
  }
  if (!waits) {
    w << "</section>";
    return;
  }
  begin_form(w, base, visit.csrf());
  hidden(w, "version", std::to_string(newest.number));
  select(w, {.name = "hours",
             .label = visit.t("The link works for"),
             .options = {{"1", visit.t("one hour")},
                         {"24", visit.t("one day"), true},
                         {"72", visit.t("three days")},
                         {"168", visit.t("seven days")},
                         {"336", visit.t("fourteen days")}}});
  submit(w, visit.t("Make a preview link"));
  end_form(w);
  w << "</section>";
}

}  // namespace sen::desk::components
