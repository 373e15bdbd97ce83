// The press room's pages that are the same for everybody. Forms and what the accredited press reads: engine/press.

#include "engine/portal/components/press.h"

#include "content/model/address.h"
#include "engine/base/text.h"
#include "engine/portal/components/pages.h"
#include "engine/portal/pages/pages.h"
#include "engine/portal/views/press.h"

namespace sen::portal::pages {
namespace {

constexpr std::size_t kMostSpeaker = 120;  ///< Code points.

/// The site's language that the address names. Errors: NotFound.
Result<const Tongue*> tongue_of(const Context& context, const http::Parameters& parameters) {
  const Tongue* tongue = language_of(context, parameters["lang"]);
  if (!tongue) return Error(ErrorCode::NotFound, "there is no such language");
  return tongue;
}

/// The speaker that the request names, cut to kMostSpeaker.
std::string speaker_of(const http::Request& request) {
  const std::string_view asked = trim(request.parameter("speaker").value_or(""));
  std::size_t end = 0;
  for (std::size_t count = 0; count < kMostSpeaker && end < asked.size(); ++count) next_code_point(asked, end);
  return std::string(trim(asked.substr(0, end)));
}

}  // namespace

Result<http::Response> press_quotes(const Context& context, const http::Request& request,
                                    const http::Parameters& parameters) {
  const Tongue* tongue = SEN_TRY(tongue_of(context, parameters));
  const std::size_t number = SEN_TRY(page_number(request));
  const std::string speaker = speaker_of(request);
  const std::string path = views::with_page(views::quotes_path(tongue->locale, speaker), number);
  return answer(context, request, tongue->locale, path, [&](const views::Scene& scene) -> Result<Outcome> {
    const views::Quotes view = SEN_TRY(views::make_quotes(scene, speaker, number));
    std::string html = components::render(view, *tongue);
    // Whole names are kept, of which there are as many as speakers; what else readers type is not.
    if (speaker.empty() || view.is_speaker) return Outcome(std::move(html));
    return Outcome(Passing{std::move(html)});
  });
}

Result<http::Response> press_answers(const Context& context, const http::Request& request,
                                     const http::Parameters& parameters) {
  const Tongue* tongue = SEN_TRY(tongue_of(context, parameters));
  const std::size_t number = SEN_TRY(page_number(request));
  const std::string path = content::section_path(tongue->locale, "press") + "/answers";
  return answer(context, request, tongue->locale, views::with_page(path, number),
                [&](const views::Scene& scene) -> Result<Outcome> {
                  return Outcome(components::render(SEN_TRY(views::make_press_answers(scene, number)), *tongue));
                });
}

}  // namespace sen::portal::pages
