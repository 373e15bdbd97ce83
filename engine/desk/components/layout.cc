#include "engine/desk/components/layout.h"

#include "engine/portal/components/icons.h"

namespace sen::desk::components {
namespace {

namespace html = portal::html;
using html::Attr;
using html::Text;
using html::Url;
using html::Writer;
using portal::Tongue;

void head(Writer& w, const views::Frame& frame, const Tongue& tongue) {
  w << "<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>"
    << Text{frame.title} << " – " << Text{tongue.t("Desk")} << " – " << Text{frame.site_name} << "</title>";
  if (frame.refresh_seconds > 0)
    w << "<noscript><meta http-equiv=\"refresh\" content=\"" << frame.refresh_seconds << "\"></noscript>";
  w << "<meta name=\"robots\" content=\"noindex\"><meta name=\"theme-color\" content=\"#06403a\">"
       "<link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\"><link rel=\"preload\" href=\""
    << Url{frame.font} << "\" as=\"font\" type=\"font/woff2\" crossorigin><link rel=\"stylesheet\" href=\""
    << Url{frame.style} << "\"><script type=\"module\" src=\"" << Url{frame.script} << "\"></script></head>";
}

/// Signed in, the choice is kept with the account; before, it is a link.
void languages(Writer& w, const views::Frame& frame, const Tongue& tongue) {
  w << "<div class=\"languages\" role=\"group\" aria-label=\"" << Attr{tongue.t("Language of the desk")} << "\">";
  if (frame.person.empty()) {
    for (const views::Link& language : frame.languages) {
      w << "<a href=\"?lang=" << Attr{language.href} << "\" lang=\"" << Attr{language.href} << "\"";
      if (language.current) w << " aria-current=\"true\"";
      w << ">" << Text{language.text} << "</a>";
    }
  } else {
    w << "<form method=\"post\" action=\"/desk/language\"><input type=\"hidden\" name=\"csrf\" value=\""
      << Attr{frame.csrf} << "\"><input type=\"hidden\" name=\"next\" value=\"" << Attr{frame.here} << "\">";
    for (const views::Link& language : frame.languages) {
      w << "<button name=\"language\" value=\"" << Attr{language.href} << "\" lang=\"" << Attr{language.href}
        << "\" type=\"submit\"";
      if (language.current) w << " aria-current=\"true\"";
      w << ">" << Text{language.text} << "</button>";
    }
    w << "</form>";
  }
  w << "</div>";
}

void bar(Writer& w, const views::Frame& frame, const Tongue& tongue) {
  w << "<header class=\"bar\"><div class=\"bar-in\"><a class=\"brand\" href=\"/desk\">";
  portal::components::mark(w);
  w << "<span><b>" << Text{frame.site_name} << "</b> <span class=\"where\">" << Text{tongue.t("Desk")}
    << "</span></span></a><div class=\"bar-end\">";
  languages(w, frame, tongue);
  if (!frame.person.empty()) {
    w << "<a class=\"help\" href=\"/desk/help\">" << Text{tongue.t("Help")}
      << "</a><p class=\"who\"><a href=\"/desk/me\">" << Text{frame.person} << "</a><span class=\"who-where\">"
      << Text{frame.organisation}
      << "</span></p><form method=\"post\" action=\"/desk/sign-out\"><input type=\"hidden\" name=\"csrf\" value=\""
      << Attr{frame.csrf} << "\"><button class=\"plain\" type=\"submit\">" << Text{tongue.t("Sign out")}
      << "</button></form>";
  }
  w << "</div></div></header>";
}

void ribbons(Writer& w, const views::Frame& frame, const Tongue& tongue) {
  if (frame.sandbox)
    w << "<aside class=\"sandbox\" aria-label=\"" << Attr{tongue.t("Training sandbox")} << "\"><p><strong>"
      << Text{tongue.t("Training sandbox")} << "</strong> – "
      << Text{tongue.t("practise as you like: nothing that you make here can reach the portal.")} << "</p></aside>";
  if (frame.sample)
    w << "<aside class=\"sample\" aria-label=\"" << Attr{tongue.t("Sample site")} << "\"><p><strong>"
      << Text{tongue.t("Sample site")} << "</strong> – "
      << Text{tongue.t("accounts and content here are samples, not an official publication.")} << "</p></aside>";
}

void navigation(Writer& w, const views::Frame& frame, const Tongue& tongue) {
  if (frame.navigation.empty()) return;
  w << "<nav class=\"sections\" aria-label=\"" << Attr{tongue.t("Sections of the desk")} << "\"><ul>";
  for (const views::Link& link : frame.navigation) {
    w << "<li><a href=\"" << Url{link.href} << "\"";
    if (link.current) w << " aria-current=\"page\"";
    w << ">" << Text{link.text} << "</a></li>";
  }
  w << "</ul></nav>";
}

/// What the script shows five minutes before the session ends.
void expiry(Writer& w, const views::Frame& frame, const Tongue& tongue) {
  if (frame.ends.empty()) return;
  w << "<div class=\"expiry\" id=\"expiry\" role=\"alert\" data-ends=\"" << Attr{frame.ends} << "\" data-text=\""
    << Attr{tongue.t("You will be signed out in five minutes. What you have written stays on this page.")}
    << "\" data-stay=\"" << Attr{tongue.t("Stay signed in")} << "\" data-ended=\""
    << Attr{tongue.t("You are signed out. Sign in again in another tab, then send this page: nothing is lost.")}
    << "\"></div>";
}

}  // namespace

std::string page(const views::Frame& frame, const Tongue& tongue, const std::function<void(Writer&)>& content) {
  Writer w(32 * 1024);
  w << "<!DOCTYPE html>\n<html lang=\"" << Attr{frame.locale.value} << "\">";
  head(w, frame, tongue);
  w << "<body><a class=\"skip\" href=\"#main\">" << Text{tongue.t("Skip to the content")} << "</a>";
  bar(w, frame, tongue);
  ribbons(w, frame, tongue);
  w << "<div class=\"" << (frame.navigation.empty() ? html::Literal("frame alone") : html::Literal("frame")) << "\">";
  navigation(w, frame, tongue);
  w << "<main id=\"main\" tabindex=\"-1\"" << (frame.wide ? html::Literal(" class=\"wide\"") : html::Literal(""))
    << ">";
  content(w);
  w << "</main></div>";
  expiry(w, frame, tongue);
  w << "</body></html>\n";
  return w.take();
}

void failure(Writer& w, const Tongue& tongue, const Failure& failure) {
  w << "<h1>" << Text{failure.title} << "</h1>";
  if (!failure.explanation.empty()) w << "<p class=\"lead\">" << Text{failure.explanation} << "</p>";
  w << "<p>" << Text{failure.advice} << "</p><p><a class=\"button\" href=\"/desk\">"
    << Text{tongue.t("To the overview")} << "</a></p>";
}

}  // namespace sen::desk::components
