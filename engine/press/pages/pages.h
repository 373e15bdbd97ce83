#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/portal/html/writer.h"
#include "engine/portal/views/scene.h"
#include "engine/press/press_pages.h"

/// The pages of PressPages and what they share.
namespace sen::press::pages {

/// `/{lang}/press/ask`, `/{lang}/press/question/{token}`
void add_ask_routes(PressPages& press, http::Router& router);
/// `/{lang}/press/accreditation`, `/{lang}/press/application/{token}`, `/{lang}/press/sign-in/{token}`
void add_accreditation_routes(PressPages& press, http::Router& router);
/// `/{lang}/press/area`, `/{lang}/press/area/{id}`, `/press/media/{prefix}/{name}`
void add_area_routes(PressPages& press, http::Router& router);

/// One request, in a language of the site.
struct Call {
  PressPages& press;
  const http::Request& request;
  const http::Parameters& parameters;
  const portal::Tongue& tongue;

  std::string t(const char* english, std::initializer_list<portal::Placeholder> values = {}) const {
    return tongue.t(english, values);
  }
  /// `/{lang}/press` and what follows.
  std::string path(std::string_view rest) const;
};
using Handler = std::function<Result<http::Response>(const Call&)>;

/// Adds a page under `/{lang}/press`. Errors of the handler go up to the site's error pages.
void add(PressPages& press, http::Router& router, http::Method method, std::string_view rest, Handler handler);

/// What a form brought, by name; a name that was sent twice keeps its first value.
struct Form {
  http::Pairs fields;
  /// Trimmed and in NFC, lines ending in LF; empty if it was not sent.
  std::string value(std::string_view name) const;
};
/// Reads a form of a page of ours: at most 64 KB of application/x-www-form-urlencoded.
/// Errors: PermissionDenied if it comes from another site; TooLarge; InvalidInput.
Result<Form> read_form(const http::Request& request);

/// Something wrong with a field; an empty `field`: with the whole.
struct Mistake {
  std::string field;
  std::string text;
};

/// A line or text that a form asks for: shown and checked by one description.
struct Input {
  std::string name;
  std::string label;
  std::string hint{};
  std::string type = "text";  ///< `email` and `url` are checked to be such.
  std::string autocomplete{};
  bool required = true;
  int rows = 0;            ///< Over 0: a text area.
  std::size_t most = 200;  ///< Code points. Browsers count UTF-16 units, which are never fewer.
};
struct Option {
  std::string value;
  std::string label;
  bool chosen = false;
};

void mistakes(portal::html::Writer& w, const Call& call, const std::vector<Mistake>& all);
void input(portal::html::Writer& w, const Input& input, const Form& form, const std::vector<Mistake>& mistakes);
void inputs(portal::html::Writer& w, const std::vector<Input>& all, const Form& form,
            const std::vector<Mistake>& mistakes);
void select(portal::html::Writer& w, std::string_view name, std::string_view label, const std::vector<Option>& options,
            const std::vector<Mistake>& mistakes);
/// A field that people leave empty, because they do not see it, and programs fill in.
void trap(portal::html::Writer& w, const Call& call);
bool is_trapped(const Form& form);
/// A choice of the site's languages; `chosen` empty: the page's.
void language_choice(portal::html::Writer& w, const Call& call, std::string_view label, const std::string& chosen);

/// Adds what is wrong with what was typed: missing, too long, or no address of its type.
void check(const Call& call, const Form& form, const std::vector<Input>& all, std::vector<Mistake>& mistakes);
/// Whether this client must wait; then what to tell it.
std::optional<Mistake> too_soon(const Call& call);
/// What to tell who cannot be helped now, because too many others wait.
Mistake too_many(const Call& call);

/// A page for one person: `no-store`, not for search engines, no address of it to other sites.
/// `rest`: its address behind `/{lang}/press`; empty where it holds a secret: then other languages are not offered.
struct PageFacts {
  std::string title;
  std::string rest{};
  int status = 200;
};
Result<http::Response> page(const Call& call, const PageFacts& facts,
                            const std::function<void(portal::html::Writer&, const portal::views::Scene&)>& content);
/// The headers of page() for an answer that is made otherwise.
void make_private(http::Response& response);

}  // namespace sen::press::pages
