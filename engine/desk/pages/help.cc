// `/desk/help`: the guide for officers that this program ships (docs/guide), in the person's language.

#include <algorithm>
#include <regex>

#include "embedded/desk_guide.h"
#include "engine/base/text.h"
#include "engine/desk/pages/pages.h"

namespace sen::desk::pages {
namespace {

using content::BodyPart;
using portal::html::Attr;
using portal::html::Safe;
using portal::html::Text;
using portal::html::Url;
using portal::html::Writer;

/// Where the guide's pictures stand, as the guide says it.
constexpr std::string_view kPictures = "../images/";

/// A file of docs/: `guide/contributor.vi.md`, `images/desk-home-vi-phone.webp`. Errors: NotFound.
Result<std::string_view> find_file(const std::string& name) {
  const std::span<const EmbeddedFile> files = embedded::desk_guide();
  const auto found =
      std::find_if(files.begin(), files.end(), [&](const EmbeddedFile& file) { return file.name == name; });
  if (found == files.end()) return Error(ErrorCode::NotFound, "the guide has no such file");
  return found->bytes;
}

/// The guide made ready for the desk.
struct Guide {
  std::string title;
  std::string body;            ///< Markdown without the title.
  content::Document document;  ///< Has the guide's pictures, each with the words that the guide gives it.
};

/// Leaves out what is good in the repository alone: the way to the other language, links to other files of its docs.
Guide read_guide(std::string_view markdown, const content::Locale& locale) {
  static const std::regex kPicture(R"(!\[([^\]]*)\]\((\.\./images/[^)]+)\))");
  static const std::regex kFileLink(R"(\[([^\]]*)\]\([^):]+\.md\))");
  Guide guide;
  for (const std::string_view part : split(markdown, '\n')) {
    std::string line(part);
    if (guide.title.empty() && line.starts_with("# ")) {
      guide.title = line.substr(2);
      continue;
    }
    if (line.find("](contributor.") != std::string::npos) continue;
    if (std::smatch picture; std::regex_search(line, picture, kPicture)) {
      content::MediaUse use;
      use.file = picture[2];
      use.alt[locale] = picture[1];
      guide.document.media.push_back(std::move(use));
    }
    guide.body += std::regex_replace(line, kFileLink, "$1") + "\n";
  }
  return guide;
}

void figure(Writer& w, const content::Document& document, const content::Locale& locale, const std::string& file) {
  for (const content::MediaUse& use : document.media)
    if (use.file == file)
      w << "<figure><img src=\"" << Url{"/desk/help/" + file.substr(kPictures.size())} << "\" alt=\""
        << Attr{use.alt.at(locale)} << "\" loading=\"lazy\"></figure>";
}

Result<http::Response> show(Visit& visit) {
  const content::Locale& locale = visit.tongue.locale;
  const Guide guide = read_guide(SEN_TRY(find_file("guide/contributor." + locale.value + ".md")), locale);
  const workflow::RenderedBody rendered = SEN_TRY(visit.context.parts.render(guide.document, guide.body));
  Page page;
  page.title = guide.title;
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{page.title} << "</h1><article class=\"reading\">";
    for (const BodyPart& part : rendered.parts) {
      if (part.kind == BodyPart::Kind::Html) w << Safe{part.value};
      if (part.kind == BodyPart::Kind::Figure) figure(w, guide.document, locale, part.value);
    }
    w << "</article>";
  });
}

Result<http::Response> show_picture(Visit& visit) {
  const std::string_view bytes = SEN_TRY(find_file("images/" + std::string(visit.parameters["file"])));
  return http::make_response(200, "image/webp", std::string(bytes));
}

}  // namespace

void add_help_routes(Guard& guard) {
  guard.get("/desk/help", Access::signed_in(), show);
  guard.get("/desk/help/{file}", Access::signed_in(), show_picture);
}

}  // namespace sen::desk::pages
