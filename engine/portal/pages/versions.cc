// The permanent addresses of versions: each as it was, and what it changed.
#include "content/model/address.h"
#include "engine/portal/components/pages.h"
#include "engine/portal/pages/pages.h"
#include "engine/portal/views/make.h"

namespace sen::portal::pages {
namespace {

using content::ContentId;
using content::Locale;
using views::Scene;

Error no_such_page() {
  return {ErrorCode::NotFound, "there is no such page"};
}

/// The edition that is meant: `?language=` says which, else it is the original's.
Result<Locale> language_asked(const Context& context, const http::Request& request, const ContentId& id) {
  if (const auto asked = request.parameter("language")) {
    const Tongue* tongue = language_of(context, *asked);
    return tongue ? Result<Locale>(tongue->locale) : Result<Locale>(no_such_page());
  }
  const store::VisibleContent content = SEN_TRY(context.library.visible_to(store::Audience::Public));
  Locale language;
  for (const store::Translation& entry : SEN_TRY(content.translations(id))) {
    const auto edition = content.find_exact(id, entry.locale);
    if (language.empty() || (edition && edition->version.translates.empty())) language = entry.locale;
  }
  if (language.empty()) SEN_TRY(content.find(id, language_of_reader(context, request).locale));  // It may be gone.
  if (!context.tongues.find(language)) return no_such_page();
  return language;
}

}  // namespace

std::optional<std::uint32_t> version_number(std::string_view segment) {
  if (segment.size() < 2 || segment.size() > 7 || (segment[0] != 'v' && segment[0] != 'V')) return std::nullopt;
  std::uint32_t number = 0;
  for (const char c : segment.substr(1)) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + static_cast<std::uint32_t>(c - '0');
  }
  return number;
}

Result<http::Response> version(const Context& context, const http::Request& request, const ContentId& id,
                               std::uint32_t number) {
  const Locale language = SEN_TRY(language_asked(context, request, id));
  const Tongue& tongue = *context.tongues.find(language);
  const std::string path = content::permanent_path(id, number) + "?language=" + language.value;
  return answer(context, request, language, path, [&](const Scene& scene) -> Result<Outcome> {
    const store::VisibleEdition edition = SEN_TRY(scene.reading.find_version(id, language, number));
    return Outcome(components::render(SEN_TRY(views::make_version(scene, edition)), tongue));
  });
}

Result<http::Response> changes(const Context& context, const http::Request& request, const ContentId& id,
                               std::uint32_t number) {
  const Locale language = SEN_TRY(language_asked(context, request, id));
  const Tongue& tongue = *context.tongues.find(language);
  const std::string path = content::changes_path(id, number) + "?language=" + language.value;
  return answer(context, request, language, path, [&](const Scene& scene) -> Result<Outcome> {
    return Outcome(components::render(SEN_TRY(views::make_changes(scene, id, language, number)), tongue));
  });
}

}  // namespace sen::portal::pages
