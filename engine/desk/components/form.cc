#include "engine/desk/components/form.h"

#include "engine/portal/format.h"

namespace sen::desk::components {
namespace {

using portal::html::Attr;
using portal::html::Literal;
using portal::html::Text;
using portal::html::Url;
using portal::html::Writer;

void described_by(Writer& w, std::string_view name, bool hint, bool error) {
  if (!hint && !error) return;
  w << " aria-describedby=\"";
  if (hint) w << Attr{name} << "-hint";
  if (hint && error) w << " ";
  if (error) w << Attr{name} << "-error";
  w << "\"";
  if (error) w << " aria-invalid=\"true\"";
}

void hint_and_error(Writer& w, std::string_view name, std::string_view hint, std::string_view error) {
  if (!hint.empty()) w << "<p class=\"hint\" id=\"" << Attr{name} << "-hint\">" << Text{hint} << "</p>";
  if (!error.empty()) w << "<p class=\"error\" id=\"" << Attr{name} << "-error\">" << Text{error} << "</p>";
}

void options_of(Writer& w, const Choice& choice, Literal type) {
  w << "<fieldset class=\"field\" id=\"" << Attr{choice.name} << "\"";
  described_by(w, choice.name, !choice.hint.empty(), false);
  w << "><legend>" << Text{choice.label} << "</legend>";
  hint_and_error(w, choice.name, choice.hint, choice.error);
  for (const Option& option : choice.options) {
    w << "<label class=\"option\"><input type=\"" << type << "\" name=\"" << Attr{choice.name} << "\" value=\""
      << Attr{option.value} << "\"";
    if (option.chosen) w << " checked";
    w << "><span>" << Text{option.label};
    if (!option.hint.empty()) w << " <small>" << Text{option.hint} << "</small>";
    w << "</span></label>";
  }
  w << "</fieldset>";
}

}  // namespace

std::string form_hour(Timestamp at) {
  constexpr std::size_t kMinutes = 16;
  return portal::machine_time(at).substr(0, kMinutes);
}

std::string form_second(Timestamp at) {
  constexpr std::size_t kSeconds = 19;
  const std::string text = portal::machine_time(at).substr(0, kSeconds);
  return text.ends_with(":00") ? form_hour(at) : text;
}

std::string form_day(Timestamp at) {
  constexpr std::size_t kDay = 10;
  return portal::machine_time(at).substr(0, kDay);
}

void begin_form(Writer& w, std::string_view action, std::string_view csrf, bool files) {
  w << "<form method=\"post\" action=\"" << Url{action} << "\"";
  if (files) w << " enctype=\"multipart/form-data\"";
  w << ">";
  if (!csrf.empty()) hidden(w, "csrf", csrf);
}

void hidden(Writer& w, std::string_view name, std::string_view value) {
  w << "<input type=\"hidden\" name=\"" << Attr{name} << "\" value=\"" << Attr{value} << "\">";
}

void field(Writer& w, const Field& field) {
  w << "<div class=\"field\"><label for=\"" << Attr{field.name} << "\">" << Text{field.label} << "</label>";
  hint_and_error(w, field.name, field.hint, field.error);
  w << (field.rows > 0 ? Literal("<textarea") : Literal("<input")) << " id=\"" << Attr{field.name} << "\" name=\""
    << Attr{field.name} << "\"";
  if (field.rows > 0)
    w << " rows=\"" << field.rows << "\"";
  else
    w << " type=\"" << Attr{field.type} << "\"";
  if (field.seconds) w << " step=\"1\"";
  described_by(w, field.name, !field.hint.empty(), !field.error.empty());
  if (!field.autocomplete.empty()) w << " autocomplete=\"" << Attr{field.autocomplete} << "\"";
  if (!field.lang.empty()) w << " lang=\"" << Attr{field.lang} << "\"";
  if (field.max_length > 0) w << " maxlength=\"" << field.max_length << "\"";
  if (field.required) w << " required";
  if (field.rows > 0) {
    // The first line end of a text area is not part of its value (HTML, section 13.1.2.5).
    w << ">\n" << Text{field.value} << "</textarea>";
  } else {
    if (!field.value.empty()) w << " value=\"" << Attr{field.value} << "\"";
    w << ">";
  }
  w << "</div>";
}

void select(Writer& w, const Choice& choice) {
  w << "<div class=\"field\"><label for=\"" << Attr{choice.name} << "\">" << Text{choice.label} << "</label>";
  hint_and_error(w, choice.name, choice.hint, choice.error);
  w << "<select id=\"" << Attr{choice.name} << "\" name=\"" << Attr{choice.name} << "\"";
  described_by(w, choice.name, !choice.hint.empty(), !choice.error.empty());
  w << ">";
  for (const Option& option : choice.options) {
    w << "<option value=\"" << Attr{option.value} << "\"";
    if (option.chosen) w << " selected";
    w << ">" << Text{option.label} << "</option>";
  }
  w << "</select></div>";
}

void radios(Writer& w, const Choice& choice) {
  options_of(w, choice, "radio");
}

void checkboxes(Writer& w, const Choice& choice) {
  options_of(w, choice, "checkbox");
}

void submit(Writer& w, std::string_view label) {
  w << "<p class=\"actions\"><button class=\"button\" type=\"submit\">" << Text{label} << "</button></p>";
}

void end_form(Writer& w) {
  w << "</form>";
}

void mistakes(Writer& w, const portal::Tongue& tongue, const std::vector<Mistake>& all) {
  if (all.empty()) return;
  w << "<div class=\"mistakes\" role=\"alert\"><h2>" << Text{tongue.t("Please check")} << "</h2><ul>";
  for (const Mistake& mistake : all) {
    w << "<li>";
    if (mistake.field.empty())
      w << Text{mistake.text};
    else
      w << "<a href=\"#" << Attr{mistake.field} << "\">" << Text{mistake.text} << "</a>";
    w << "</li>";
  }
  w << "</ul></div>";
}

void notice(Writer& w, std::string_view text) {
  if (!text.empty()) w << "<p class=\"notice\" role=\"status\">" << Text{text} << "</p>";
}

}  // namespace sen::desk::components
