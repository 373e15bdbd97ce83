// The press area: what is approved, under embargo and marked for the press, for accredited journalists alone.

#include "content/model/address.h"
#include "engine/base/log.h"
#include "engine/base/maybe.h"
#include "engine/portal/components/pages.h"
#include "engine/portal/components/parts.h"
#include "engine/portal/pages/pages.h"
#include "engine/portal/views/make.h"
#include "engine/portal/views/press.h"
#include "engine/press/pages/pages.h"

namespace sen::press::pages {
namespace {

using portal::html::Attr;
using portal::html::Text;
using portal::html::Url;
using portal::html::Writer;
using portal::views::Scene;

/// Who is at the door; nobody if there is no session, or it or the accreditation has ended.
Result<std::optional<Accreditation>> visitor_of(PressPages& press, const http::Request& request) {
  const std::string_view session = request.cookie(kPressCookie);
  if (session.empty()) return std::optional<Accreditation>();
  return maybe(press.accreditations().visitor(session));
}

Result<http::Response> closed(const Call& call) {
  return page(call, {.title = call.t("Press area"), .rest = "/area", .status = 403}, [&](Writer& w, const Scene&) {
    w << "<p>"
      << Text{call.t("This area is for accredited journalists. It opens by a link that the press office sends.")}
      << "</p><p><a class=\"button\" href=\"" << Url{call.path("/accreditation")} << "\">"
      << Text{call.t("Apply for accreditation")} << "</a></p>";
  });
}

void item(Writer& w, const Call& call, const Scene& scene, const store::VisibleEdition& edition) {
  const portal::views::Teaser teaser = portal::views::make_teaser(scene, edition, portal::views::PictureRole::Row);
  const portal::views::Time hour =
      portal::views::make_both_clocks(scene, edition.document.embargo.value_or(edition.document.date));
  w << "<li><h2><a href=\"" << Url{call.path("/area/" + edition.document.id.value)} << "\"";
  portal::components::language_of(w, teaser.title);
  w << ">" << Text{teaser.title.text} << "</a></h2><p class=\"when\">" << Text{call.t("Embargo until")}
    << " <time datetime=\"" << Attr{hour.machine} << "\">" << Text{hour.text} << "</time></p><p class=\"meta\"><span>"
    << Text{teaser.type} << "</span>";
  portal::components::badge(w, teaser.organisation);
  w << "</p></li>";
}

Result<http::Response> list(const Call& call) {
  const auto visitor = SEN_TRY(visitor_of(call.press, call.request));
  if (!visitor) return closed(call);
  const store::VisibleContent content = SEN_TRY(call.press.portal().library.visible_to(store::Audience::Press));
  portal::Reading reading(content);
  const Scene scene = call.press.portal().scene(call.tongue, reading);
  std::vector<store::VisibleEdition> editions;
  for (const content::ContentId& id : SEN_TRY(content.embargoed()))
    if (auto edition = content.find(id, call.tongue.locale); edition && edition->document.embargo)
      editions.push_back(*std::move(edition));
  return page(call, {.title = call.t("Press area"), .rest = "/area"}, [&](Writer& w, const Scene&) {
    w << "<p>" << Text{visitor->name} << ", " << Text{visitor->medium} << "</p><div class=\"embargo\"><p><strong>"
      << Text{call.t("Under embargo.")} << "</strong> "
      << Text{call.t("Not for publication, broadcast or sharing before the hour that stands with each text. Each "
                     "opening is recorded.")}
      << "</p></div>";
    if (editions.empty()) {
      w << "<p class=\"empty\">" << Text{call.t("Nothing is under embargo for the press at the moment.")} << "</p>";
    } else {
      w << "<ul class=\"press-lines\">";
      for (const store::VisibleEdition& edition : editions) item(w, call, scene, edition);
      w << "</ul>";
    }
    w << "<form method=\"post\" action=\"" << Url{call.path("/area/leave")}
      << "\"><p><button class=\"button quiet\" type=\"submit\">" << Text{call.t("Leave the press area")}
      << "</button></p></form>";
  });
}

/// The document's page as the press reads it: nothing on it that leads to, or tells of, an address that is not public.
void keep_in_area(const Call& call, const store::VisibleEdition& edition, portal::views::Document& view) {
  view.frame.index = false;
  view.frame.links.clear();
  view.frame.meta.clear();
  view.frame.json_ld.clear();
  const std::string here = "/press/area/" + edition.document.id.value;
  for (auto* languages : {&view.languages, &view.frame.languages})
    for (portal::views::LanguageLink& link : *languages) link.href = content::home_path(link.code) + here;
  view.permanent.href = call.path("/area/" + edition.document.id.value);
  view.share.clear();
  view.formats.clear();
  view.related = {};
}

Result<http::Response> read(const Call& call) {
  const auto visitor = SEN_TRY(visitor_of(call.press, call.request));
  if (!visitor) return closed(call);
  const auto id = content::parse_content_id(call.parameters["id"]);
  if (!id) return Error(ErrorCode::NotFound, "there is no such page");
  const store::VisibleContent content = SEN_TRY(call.press.portal().library.visible_to(store::Audience::Press));
  portal::Reading reading(content);
  Scene scene = call.press.portal().scene(call.tongue, reading);
  scene.picture_base = "/press";  // Pictures under embargo have an address of their own, which asks for the session.
  const store::VisibleEdition edition = SEN_TRY(reading.find(*id, call.tongue.locale));
  if (!edition.document.embargo)  // Its hour has come.
    return http::redirect(302, content::document_path(call.tongue.locale, edition.document.section,
                                                      edition.version.slug, edition.document.id));
  SEN_TRY(call.press.accreditations().note_access(visitor->number, *id));
  log::info("press-opened", {{"accreditation", visitor->number}, {"document", id->value}});
  portal::views::Document view = SEN_TRY(portal::views::make_document(scene, edition));
  keep_in_area(call, edition, view);
  const portal::views::Time hour = portal::views::make_both_clocks(scene, *edition.document.embargo);
  view.notes.insert(view.notes.begin(),
                    {portal::views::Note::Kind::Warning,
                     call.t("EMBARGO until {hour}.", {{"hour", hour.text}}),
                     {call.t("Not for publication, broadcast or sharing before. This opening is recorded."), {}, {}},
                     {call.t("Press area"), call.path("/area")}});
  http::Response response =
      http::make_response(200, "text/html; charset=utf-8", portal::components::render(view, call.tongue));
  response.add("Content-Language", call.tongue.locale.value);
  make_private(response);
  return response;
}

Result<http::Response> leave(const Call& call) {
  SEN_TRY(read_form(call.request));
  if (const std::string_view session = call.request.cookie(kPressCookie); !session.empty())
    SEN_TRY(call.press.accreditations().sign_out(session));
  http::Response response = http::redirect(303, call.path(""));
  response.add("Set-Cookie", press_cookie({}));
  make_private(response);
  return response;
}

}  // namespace

void add_area_routes(PressPages& press, http::Router& router) {
  add(press, router, http::Method::Get, "/area", list);
  add(press, router, http::Method::Get, "/area/{id}", read);
  add(press, router, http::Method::Post, "/area/leave", leave);
  router.add(http::Method::Get, "/press/media/{prefix}/{name}",
             [&press](const http::Request& request, const http::Parameters& parameters) -> Result<http::Response> {
               // The same answer as for what is not there.
               if (!SEN_TRY(visitor_of(press, request))) return Error(ErrorCode::NotFound, "there is no such picture");
               return portal::pages::answer_media(SEN_TRY(press.portal().library.visible_to(store::Audience::Press)),
                                                  request, parameters["prefix"], parameters["name"],
                                                  "private, no-store");
             });
}

}  // namespace sen::press::pages
