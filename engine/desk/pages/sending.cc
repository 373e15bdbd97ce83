// Packages that are sent by parts (docs/formats/uploads.md): what the page says meanwhile, and what of them has
// arrived.

#include "engine/desk/pages/sending.h"

#include "engine/desk/components/form.h"
#include "engine/desk/components/package.h"
#include "engine/desk/components/parts.h"
#include "engine/desk/pages/pages.h"
#include "ingest/intake/unfinished.h"

namespace sen::desk::pages {
namespace {

using intake::UnfinishedUpload;
using portal::html::Attr;
using portal::html::Text;
using portal::html::Url;
using portal::html::Writer;

/// The words of assets/upload.js, which puts numbers in the place of `{…}`.
void words(Writer& w, const Visit& visit) {
  w << " data-title=\"" << Attr{visit.t("Sending {name}")} << "\" data-start=\"" << Attr{visit.t("{sent} of {all}")}
    << "\" data-line=\"" << Attr{visit.t("{sent} of {all} · {rate} a second · {left} left")} << "\" data-percent=\""
    << Attr{visit.t("{n} percent sent")} << "\" data-pause=\"" << Attr{visit.t("Pause")} << "\" data-resume=\""
    << Attr{visit.t("Go on")} << "\" data-paused=\"" << Attr{visit.t("Paused at {sent} of {all}")} << "\" data-again=\""
    << Attr{visit.t("Going on where it stopped.")} << "\" data-done=\""
    << Attr{visit.t("Everything has arrived. The check begins.")} << "\" data-lost=\""
    << Attr{visit.t("The connection is lost. What was sent is kept; go on once the network is back.")}
    << "\" data-ended=\""
    << Attr{visit.t(
           "Your session has ended. Sign in again and choose the same files: sending goes on where it stopped.")}
    << "\" data-forbidden=\"" << Attr{visit.t("You may not hand in for this organisation.")} << "\" data-large=\""
    << Attr{visit.t("That is too large: a package has at most 200 MB.")} << "\" data-many=\""
    << Attr{visit.t("Too many of your uploads are unfinished. Finish or remove some of them first.")}
    << "\" data-busy=\"" << Attr{visit.t("The server is busy. What was sent is kept; go on in a while.")}
    << "\" data-refused=\""
    << Attr{visit.t("The server did not take it (code {status}). Load this page again and try once more.")} << "\"";
}

Result<http::Response> remove(Visit& visit) {
  const intake::UploadId id(std::string(visit.form.value("upload")));
  intake::Unfinished& unfinished = visit.context.parts.unfinished;
  const UnfinishedUpload upload = SEN_TRY(unfinished.find(id));
  if (upload.handover.account != visit.person->account.name)
    return Error(ErrorCode::NotFound, "the upload is another person's");
  SEN_TRY(unfinished.remove(id));
  return see_other("/desk/packages/new");
}

}  // namespace

void sending_panel(Writer& w, const Visit& visit) {
  w << "<section class=\"working card\" id=\"sending\" aria-labelledby=\"sending-title\" hidden data-account=\""
    << Attr{visit.person->account.name.value} << "\" data-most=\""
    << static_cast<std::int64_t>(visit.context.parts.unfinished.options().max_bytes) << "\"";
  words(w, visit);
  w << "><h2 id=\"sending-title\">" << Text{visit.t("Sending")} << "</h2><progress value=\"0\" max=\"1\" aria-label=\""
    << Attr{visit.t("Sent")} << "\"></progress><p class=\"line\"></p><p class=\"vh\" role=\"status\"></p>"
    << "<p class=\"mistakes\" role=\"alert\" hidden></p><p class=\"actions\">"
    << "<button class=\"button\" type=\"button\" data-toggle>" << Text{visit.t("Pause")}
    << "</button> <button class=\"button quiet\" type=\"button\" data-cancel>" << Text{visit.t("Cancel")}
    << "</button></p><p class=\"hint\">"
    << Text{visit.t("If the connection breaks, or you close this page, choose the same files again within a day: "
                    "sending goes on "
                    "where it stopped.")}
    << "</p></section><script type=\"module\" src=\"" << Url{visit.context.assets.address("upload.js")}
    << "\"></script>";
}

void unfinished_uploads(Writer& w, const Visit& visit) {
  const std::vector<UnfinishedUpload> own = visit.context.parts.unfinished.list(visit.person->account.name);
  if (own.empty()) return;
  w << "<h2 id=\"unfinished\">" << Text{visit.t("Not all of it has arrived")} << "</h2><p class=\"hint\">"
    << Text{visit.t("Choose the same file above to go on where it stopped.")} << "</p><ul class=\"rows\">";
  for (const UnfinishedUpload& upload : own) {
    w << "<li><div><b>" << Text{upload.name} << "</b><br>"
      << Text{visit.t("{sent} of {all}", {{"sent", components::size_label(visit.tongue, upload.offset)},
                                          {"all", components::size_label(visit.tongue, upload.length)}})}
      << " · " << Text{visit.t("kept until")} << " ";
    components::time(w, visit.tongue, upload.expires);
    w << "</div>";
    components::begin_form(w, "/desk/packages/unfinished/remove", visit.csrf());
    components::hidden(w, "upload", upload.id.value);
    w << "<button class=\"button quiet\" type=\"submit\">" << Text{visit.t("Remove")} << "<span class=\"vh\"> "
      << Text{upload.name} << "</span></button>";
    components::end_form(w);
    w << "</li>";
  }
  w << "</ul>";
}

void add_unfinished_routes(Guard& guard) {
  guard.post("/desk/packages/unfinished/remove", Access::to(identity::Action::PackageUpload), remove);
}

}  // namespace sen::desk::pages
