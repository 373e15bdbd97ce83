#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/clock.h"
#include "engine/portal/html/writer.h"
#include "engine/portal/tongue.h"

/// The parts of a form, each with label, hint and error tied together for assistive technology. Every form posts and
/// carries the CSRF token.
namespace sen::desk::components {

struct Field {
  std::string name;  ///< Also its id.
  std::string label;
  std::string value{};
  std::string hint{};   ///< Under the label; or empty.
  std::string error{};  ///< What is wrong with the value; or empty.
  std::string type = "text";
  std::string autocomplete{};  ///< Token of HTML, section 4.10.18.7; or empty.
  bool required = false;
  bool seconds = false;  ///< Of a `datetime-local`: it takes seconds as well as minutes.
  int rows = 0;          ///< Over 0: a text area.
  int max_length = 0;    ///< In UTF-16 units; 0: none.
  std::string lang{};    ///< Of the words in it, where it is not the page's.
};

/// An hour for `<input type="datetime-local">`, in Viet Nam, in minutes.
std::string form_hour(Timestamp at);
/// The same with its seconds where there are any: a browser sends a whole minute back without them (HTML, section
/// 2.3.5.5), and what was left as it had been is told by its letters.
std::string form_second(Timestamp at);
/// A day for `<input type="date">`, in Viet Nam.
std::string form_day(Timestamp at);

struct Option {
  std::string value{};
  std::string label;
  bool chosen = false;
  std::string hint{};
};

struct Choice {
  std::string name;
  std::string label;
  std::vector<Option> options{};
  std::string hint{};
  std::string error{};
};

/// `<form method="post">`. `csrf` empty: for somebody who is not signed in. `files`: it is sent as
/// multipart/form-data.
void begin_form(portal::html::Writer& w, std::string_view action, std::string_view csrf, bool files = false);
void hidden(portal::html::Writer& w, std::string_view name, std::string_view value);
void field(portal::html::Writer& w, const Field& field);
void select(portal::html::Writer& w, const Choice& choice);
void radios(portal::html::Writer& w, const Choice& choice);
void checkboxes(portal::html::Writer& w, const Choice& choice);
void submit(portal::html::Writer& w, std::string_view label);
void end_form(portal::html::Writer& w);

/// What is wrong with a form, at its head, each with a link to its field. Nothing if nothing is wrong.
struct Mistake {
  std::string field;
  std::string text;
};
void mistakes(portal::html::Writer& w, const portal::Tongue& tongue, const std::vector<Mistake>& all);

/// The outcome of what was just done, read out by assistive technology.
void notice(portal::html::Writer& w, std::string_view text);

}  // namespace sen::desk::components
