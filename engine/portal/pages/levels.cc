#include <algorithm>

#include "content/model/address.h"
#include "engine/base/text.h"
#include "engine/portal/components/pages.h"
#include "engine/portal/components/press.h"
#include "engine/portal/pages/pages.h"
#include "engine/portal/views/make.h"
#include "engine/portal/views/press.h"

namespace sen::portal::pages {
namespace {

using content::ContentId;
using content::Locale;
using views::Scene;

Error no_such_page() {
  return {ErrorCode::NotFound, "there is no such page"};
}

std::string to_upper_ascii(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

/// The page that `make` gives, if the address is as it should be, else where it is.
template <typename Make>
Result<http::Response> page(const Context& context, const http::Request& request, const Tongue& tongue,
                            const std::string& path, Make make) {
  return answer(context, request, tongue.locale, path, [&](const Scene& scene) -> Result<Outcome> {
    return Outcome(components::render(SEN_TRY(make(scene)), tongue));
  });
}

/// A listing page's address: 301 to `path` where the request's differs in case or has a slash at its end.
std::optional<http::Response> moved(const http::Request& request, const std::string& path, std::size_t number) {
  const std::string wanted = views::with_page(path, number);
  const bool same_path = request.target.substr(0, request.target.find('?')) == path;
  if (same_path && !(number == 1 && request.parameter("page"))) return std::nullopt;
  return http::redirect(301, wanted);
}

/// The permanent address: 302 to the document in the reader's language, or in that of `?language=`.
Result<http::Response> permanent(const Context& context, const http::Request& request, const ContentId& id) {
  const store::VisibleContent content = SEN_TRY(context.library.visible_to(store::Audience::Public));
  const std::vector<store::Translation> translations = SEN_TRY(content.translations(id));
  std::vector<Locale> languages;
  for (const store::Translation& entry : translations)
    if (context.tongues.find(entry.locale)) languages.push_back(entry.locale);
  if (translations.empty()) {
    // Withdrawn everywhere, or never public: find() knows which.
    SEN_TRY(content.find(id, language_of_reader(context, request).locale));
    return no_such_page();
  }
  if (languages.empty()) languages = context.site.languages;  // It falls back to a language without pages.
  Locale language = choose_language(request.joined_header("Accept-Language"), languages);
  if (const auto asked = request.parameter("language")) {
    const Tongue* tongue = language_of(context, *asked);
    if (!tongue) return no_such_page();
    language = tongue->locale;
  }
  const store::VisibleEdition edition = SEN_TRY(content.find(id, language));
  http::Response response =
      http::redirect(302, content::document_path(language, edition.document.section, edition.version.slug, id));
  response.add("Vary", "Accept-Language");
  return response;
}

Result<http::Response> document(const Context& context, const http::Request& request, const Tongue& tongue,
                                const ContentId& id) {
  // Kept under the address as asked for; one that is not the document's own is kept as a redirect.
  const std::string asked = request.target.substr(0, request.target.find('?'));
  const std::size_t number = SEN_TRY(page_number(request));
  return answer(context, request, tongue.locale, views::with_page(asked, number),
                [&](const Scene& scene) -> Result<Outcome> {
                  const store::VisibleEdition edition = SEN_TRY(scene.reading.find(id, tongue.locale));
                  const std::string path =
                      content::document_path(tongue.locale, edition.document.section, edition.version.slug, id);
                  const bool is_incident = edition.document.type == "incident";
                  if (asked != path) return Outcome(Moved{is_incident ? views::with_page(path, number) : path});
                  if (is_incident)
                    return Outcome(components::render(SEN_TRY(views::make_incident(scene, edition, number)), tongue));
                  if (number > 1) return Outcome(Moved{path});
                  return Outcome(components::render(SEN_TRY(views::make_document(scene, edition)), tongue));
                });
}

Result<http::Response> province(const Context& context, const http::Request& request, const Tongue& tongue,
                                const std::string& code) {
  const content::Place* place = context.vocabulary.place(code);
  if (!place) {
    const content::Place* now = context.vocabulary.place_now(code);
    if (!now)
      if (const content::FormerPlace* former = context.vocabulary.former_place(to_upper_ascii(code)))
        now = context.vocabulary.place(former->successor);
    if (!now) return no_such_page();
    return http::redirect(301, content::place_path(tongue.locale, now->code));
  }
  const std::size_t number = SEN_TRY(page_number(request));
  const std::string path = content::place_path(tongue.locale, place->code);
  if (auto elsewhere = moved(request, path, number)) return std::move(*elsewhere);
  return page(context, request, tongue, views::with_page(path, number),
              [&](const Scene& scene) { return views::make_province(scene, *place, number); });
}

Result<http::Response> topic(const Context& context, const http::Request& request, const Tongue& tongue,
                             const std::string& code) {
  const content::Topic* found = context.vocabulary.topic(to_lower_ascii(code));
  if (!found) return no_such_page();
  const std::size_t number = SEN_TRY(page_number(request));
  const std::string path = content::topic_path(tongue.locale, found->code);
  if (auto elsewhere = moved(request, path, number)) return std::move(*elsewhere);
  return page(context, request, tongue, views::with_page(path, number),
              [&](const Scene& scene) { return views::make_topic(scene, *found, number); });
}

Result<http::Response> organisation(const Context& context, const http::Request& request, const Tongue& tongue,
                                    const std::string& code) {
  const content::OrganisationCode asked(to_lower_ascii(code));
  const std::size_t number = SEN_TRY(page_number(request));
  const std::string path = content::organisation_path(tongue.locale, asked);
  if (auto elsewhere = moved(request, path, number)) {
    // Nobody's address is no page, however it is written.
    const store::VisibleContent content = SEN_TRY(context.library.visible_to(store::Audience::Public));
    SEN_TRY(content.organisation(asked, context.vocabulary));
    return std::move(*elsewhere);
  }
  return page(context, request, tongue, views::with_page(path, number),
              [&](const Scene& scene) { return views::make_organisation(scene, asked, number); });
}

Result<http::Response> dataset(const Context& context, const http::Request& request, const Tongue& tongue,
                               const std::string& asked) {
  const content::DatasetCode code(to_upper_ascii(asked));
  const std::string path = content::dataset_path(tongue.locale, code);
  const std::size_t number = SEN_TRY(page_number(request));
  if (auto elsewhere = moved(request, path, number)) return std::move(*elsewhere);
  return page(context, request, tongue, views::with_page(path, number),
              [&](const Scene& scene) { return views::make_dataset(scene, code, number); });
}

}  // namespace

Result<http::Response> front(const Context& context, const http::Request& request) {
  const Locale language = choose_language(request.joined_header("Accept-Language"), context.site.languages);
  http::Response response = http::redirect(302, content::home_path(language));
  response.add("Vary", "Accept-Language").add("Cache-Control", "no-cache");
  return response;
}

Result<http::Response> first_level(const Context& context, const http::Request& request,
                                   const http::Parameters& parameters) {
  const std::string first(parameters["first"]);
  if (const Tongue* tongue = language_of(context, first)) {
    const std::string path = content::home_path(tongue->locale);
    if (auto elsewhere = moved(request, path, 1)) return std::move(*elsewhere);
    return page(context, request, *tongue, path, [](const Scene& scene) { return views::make_home(scene); });
  }
  if (first.size() == 10)
    if (const auto id = content::id_at_end(first)) return permanent(context, request, *id);
  return no_such_page();
}

Result<http::Response> second_level(const Context& context, const http::Request& request,
                                    const http::Parameters& parameters) {
  const std::string first(parameters["first"]), second = to_lower_ascii(parameters["second"]);
  const Tongue* tongue = language_of(context, first);
  if (!tongue) {
    const auto id = first.size() == 10 ? content::id_at_end(first) : std::nullopt;
    const auto number = version_number(second);
    if (id && number) return version(context, request, *id, *number);
    return no_such_page();
  }
  if (second == "corrections") {
    const std::size_t number = SEN_TRY(page_number(request));
    const std::string path = content::corrections_path(tongue->locale);
    if (auto elsewhere = moved(request, path, number)) return std::move(*elsewhere);
    return page(context, request, *tongue, views::with_page(path, number),
                [&](const Scene& scene) { return views::make_corrections(scene, number); });
  }
  const std::string home = content::home_path(tongue->locale);
  if (second == "topics" || second == "organisations") {
    const std::string path = home + "/" + second;
    if (auto elsewhere = moved(request, path, 1)) return std::move(*elsewhere);
    return page(context, request, *tongue, path, [&](const Scene& scene) {
      return second == "topics" ? views::make_topics(scene) : views::make_organisations(scene);
    });
  }
  const content::Section* section = context.vocabulary.section(second);
  const auto& shown = context.site.sections;
  if (!section || std::find(shown.begin(), shown.end(), second) == shown.end()) return no_such_page();
  const std::size_t number = SEN_TRY(page_number(request));
  const std::string path = content::section_path(tongue->locale, second);
  if (auto elsewhere = moved(request, path, number)) return std::move(*elsewhere);
  const std::string key = views::with_page(path, number);
  if (second == "data")
    return page(context, request, *tongue, key, [](const Scene& scene) { return views::make_catalogue(scene); });
  if (second == "provinces")
    return page(context, request, *tongue, key,
                [&](const Scene& scene) { return views::make_provinces(scene, number); });
  if (second == "press")
    return page(context, request, *tongue, key,
                [&](const Scene& scene) { return views::make_press_room(scene, number); });
  if (second == "posts")
    return page(context, request, *tongue, key,
                [&](const Scene& scene) { return views::make_posts(scene, *section, number); });
  return page(context, request, *tongue, key,
              [&](const Scene& scene) { return views::make_section(scene, *section, number); });
}

Result<http::Response> third_level(const Context& context, const http::Request& request,
                                   const http::Parameters& parameters) {
  const std::string first(parameters["first"]), second = to_lower_ascii(parameters["second"]);
  const std::string third(parameters["third"]);
  const Tongue* tongue = language_of(context, first);
  if (!tongue) {
    const auto id = first.size() == 10 ? content::id_at_end(first) : std::nullopt;
    const auto number = version_number(second);
    if (id && number && third == "changes") return changes(context, request, *id, *number);
    return no_such_page();
  }
  if (second == "topics") return topic(context, request, *tongue, third);
  if (second == "organisations") return organisation(context, request, *tongue, third);
  // A dataset's code may look like an id, but no code holds a hyphen.
  const bool may_be_document = second != "data" || third.find('-') != std::string::npos;
  if (const auto id = may_be_document ? content::id_at_end(third) : std::nullopt)
    return document(context, request, *tongue, *id);
  if (second == "provinces") return province(context, request, *tongue, third);
  if (second == "data") return dataset(context, request, *tongue, third);
  return no_such_page();
}

}  // namespace sen::portal::pages
