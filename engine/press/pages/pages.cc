#include "engine/press/pages/pages.h"

#include <algorithm>

#include "content/model/address.h"
#include "engine/base/text.h"
#include "engine/portal/components/layout.h"
#include "engine/portal/components/parts.h"

namespace sen::press::pages {

using portal::html::Attr;
using portal::html::Literal;
using portal::html::Text;
using portal::html::Writer;

namespace {

constexpr std::size_t kMostFormBytes = 64 * 1024;
constexpr std::string_view kTrap = "homepage";

const Mistake* mistake_of(const std::vector<Mistake>& mistakes, std::string_view field) {
  const auto found =
      std::find_if(mistakes.begin(), mistakes.end(), [&](const Mistake& one) { return one.field == field; });
  return found == mistakes.end() ? nullptr : &*found;
}

}  // namespace

std::string Call::path(std::string_view rest) const {
  return content::section_path(tongue.locale, "press") + std::string(rest);
}

void add(PressPages& press, http::Router& router, http::Method method, std::string_view rest, Handler handler) {
  router.add(method, "/{lang}/press" + std::string(rest),
             [&press, handler = std::move(handler)](const http::Request& request,
                                                    const http::Parameters& parameters) -> Result<http::Response> {
               const portal::Tongue* tongue = portal::pages::language_of(press.portal(), parameters["lang"]);
               if (tongue == nullptr) return Error(ErrorCode::NotFound, "there is no such language");
               return handler({press, request, parameters, *tongue});
             });
}

std::string Form::value(std::string_view name) const {
  for (const auto& [key, text] : fields)
    if (key == name) {
      std::string value;
      for (const char c : trim(text))
        if (c != '\r') value += c;  // A text area sends CR LF.
      return value;
    }
  return {};
}

Result<Form> read_form(const http::Request& request) {
  if (!http::is_same_origin(request))
    return Error(ErrorCode::PermissionDenied, "this form does not come from a page of this site");
  if (!request.body_file.empty() || request.body.size() > kMostFormBytes)
    return Error(ErrorCode::TooLarge, "a form may have 64 KB");
  return Form{SEN_TRY(http::read_pairs(request.body))};
}

void mistakes(Writer& w, const Call& call, const std::vector<Mistake>& all) {
  if (all.empty()) return;
  w << "<div class=\"note warning\" role=\"alert\"><p><strong>" << Text{call.t("Please check")} << "</strong></p><ul>";
  for (const Mistake& mistake : all) {
    if (mistake.field.empty())
      w << "<li>" << Text{mistake.text} << "</li>";
    else
      w << "<li><a href=\"#" << Attr{mistake.field} << "\">" << Text{mistake.text} << "</a></li>";
  }
  w << "</ul></div>";
}

void input(Writer& w, const Input& input, const Form& form, const std::vector<Mistake>& mistakes) {
  const std::string value = form.value(input.name);
  const Mistake* mistake = mistake_of(mistakes, input.name);
  w << "<div class=\"field\"><label for=\"" << Attr{input.name} << "\">" << Text{input.label} << "</label>";
  if (!input.hint.empty())
    w << "<p class=\"hint\" id=\"" << Attr{input.name} << "-hint\">" << Text{input.hint} << "</p>";
  if (mistake) w << "<p class=\"fault\" id=\"" << Attr{input.name} << "-fault\">" << Text{mistake->text} << "</p>";
  if (input.rows > 0)
    w << "<textarea rows=\"" << input.rows << "\"";
  else
    w << "<input type=\"" << Attr{input.type} << "\"";
  w << " id=\"" << Attr{input.name} << "\" name=\"" << Attr{input.name} << "\" maxlength=\""
    << static_cast<std::int64_t>(input.most) << "\"";
  if (!input.autocomplete.empty()) w << " autocomplete=\"" << Attr{input.autocomplete} << "\"";
  if (input.required) w << " required";
  if (mistake || !input.hint.empty()) {
    w << " aria-describedby=\"";
    if (!input.hint.empty()) w << Attr{input.name} << "-hint";
    if (!input.hint.empty() && mistake) w << " ";
    if (mistake) w << Attr{input.name} << "-fault";
    w << "\"";
  }
  if (mistake) w << " aria-invalid=\"true\"";
  if (input.rows > 0) {
    // The first line end of a text area is not part of its value (HTML, section 13.1.2.5).
    w << ">\n" << Text{value} << "</textarea></div>";
    return;
  }
  if (!value.empty()) w << " value=\"" << Attr{value} << "\"";
  w << "></div>";
}

void inputs(Writer& w, const std::vector<Input>& all, const Form& form, const std::vector<Mistake>& mistakes) {
  for (const Input& one : all) input(w, one, form, mistakes);
}

void select(Writer& w, std::string_view name, std::string_view label, const std::vector<Option>& options,
            const std::vector<Mistake>& mistakes) {
  const Mistake* mistake = mistake_of(mistakes, name);
  w << "<div class=\"field\"><label for=\"" << Attr{name} << "\">" << Text{label} << "</label>";
  if (mistake) w << "<p class=\"fault\" id=\"" << Attr{name} << "-fault\">" << Text{mistake->text} << "</p>";
  w << "<select id=\"" << Attr{name} << "\" name=\"" << Attr{name} << "\"";
  if (mistake) w << " aria-describedby=\"" << Attr{name} << "-fault\" aria-invalid=\"true\"";
  w << ">";
  for (const Option& option : options)
    w << "<option value=\"" << Attr{option.value} << "\"" << (option.chosen ? Literal(" selected") : Literal("")) << ">"
      << Text{option.label} << "</option>";
  w << "</select></div>";
}

void trap(Writer& w, const Call& call) {
  w << "<div class=\"vh\"><label for=\"" << Attr{kTrap} << "\">" << Text{call.t("Leave this field empty")}
    << "</label><input type=\"text\" id=\"" << Attr{kTrap} << "\" name=\"" << Attr{kTrap}
    << "\" tabindex=\"-1\" autocomplete=\"off\"></div>";
}

bool is_trapped(const Form& form) {
  return !form.value(kTrap).empty();
}

void language_choice(Writer& w, const Call& call, std::string_view label, const std::string& chosen) {
  std::vector<Option> options;
  const std::string& now = chosen.empty() ? call.tongue.locale.value : chosen;
  for (const content::Locale& locale : call.press.portal().site.languages)
    options.push_back({locale.value, call.press.portal().vocabulary.language(locale)->own_name, locale.value == now});
  select(w, "language", label, options, {});
}

void check(const Call& call, const Form& form, const std::vector<Input>& all, std::vector<Mistake>& mistakes) {
  for (const Input& one : all) {
    const std::string value = form.value(one.name);
    const auto wrong = [&](std::string text) { mistakes.push_back({one.name, std::move(text)}); };
    if (value.empty()) {
      if (one.required) wrong(call.t("“{field}” is missing.", {{"field", one.label}}));
    } else if (count_code_points(value) > one.most) {
      wrong(call.t("“{field}” may have at most {n} characters.",
                   {{"field", one.label}, {"n", call.tongue.format.number(one.most)}}));
    } else if (one.type == "email" && !is_email(value)) {
      wrong(call.t("This is not an e-mail address."));
    } else if (one.type == "url" && !value.starts_with("https://") && !value.starts_with("http://")) {
      wrong(call.t("A web address begins with https://."));
    }
  }
}

std::optional<Mistake> too_soon(const Call& call) {
  const std::chrono::seconds wait = call.press.throttle().admit(call.request.client);
  if (wait.count() == 0) return std::nullopt;
  const auto minutes = static_cast<std::uint64_t>(wait.count() + 59) / 60;
  return Mistake{{},
                 call.tongue.tn("Many forms came from your network. Please send yours again in {n} minute.",
                                "Many forms came from your network. Please send yours again in {n} minutes.", minutes)};
}

Mistake too_many(const Call& call) {
  return {{}, call.t("The press office cannot take more forms at the moment. Please send yours again later.")};
}

void make_private(http::Response& response) {
  response.add("Cache-Control", "private, no-store")
      .add("Referrer-Policy", "same-origin")
      .add("X-Robots-Tag", "noindex, nofollow");
}

Result<http::Response> page(const Call& call, const PageFacts& facts,
                            const std::function<void(Writer&, const portal::views::Scene&)>& content) {
  const portal::pages::Context& portal = call.press.portal();
  const store::VisibleContent visible = SEN_TRY(portal.library.visible_to(store::Audience::Public));
  portal::Reading reading(visible);
  const portal::views::Scene scene = portal.scene(call.tongue, reading);
  portal::views::Frame frame = portal::views::make_frame(
      scene, {.title = facts.title, .path = call.path(facts.rest), .section = "press", .index = false});
  const bool secret = facts.rest.empty();
  if (secret) {
    frame.links.clear();
    std::erase_if(frame.languages, [](const portal::views::LanguageLink& link) { return !link.current; });
    for (portal::views::LanguageLink& link : frame.languages) link.href = call.path("");
  }
  http::Response response = http::make_response(
      facts.status, "text/html; charset=utf-8", portal::components::page(frame, call.tongue, [&](Writer& w) {
        portal::views::Crumbs crumbs;
        crumbs.links = {{call.t("Home"), content::home_path(call.tongue.locale)},
                        {scene.name(portal.vocabulary.section("press")->labels), call.path("")},
                        {facts.title, {}}};
        portal::components::crumbs(w, crumbs, call.tongue);
        w << "<div class=\"heading\"><h1>" << Text{facts.title} << "</h1></div><div class=\"press-page\">";
        content(w, scene);
        w << "</div>";
      }));
  response.add("Content-Language", call.tongue.locale.value);
  make_private(response);
  return response;
}

}  // namespace sen::press::pages
