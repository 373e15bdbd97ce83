#include "engine/desk/pages/writing.h"

namespace sen::desk::pages {
namespace {

/// What a field is called on the page; its name where the page has no such field.
std::string field_label(const portal::Tongue& tongue, const std::string& field) {
  if (field == "title") return tongue.t("Title");
  if (field == "summary") return tongue.t("Summary");
  if (field == "body") return tongue.t("Text");
  if (field == "note") return tongue.t("Note for readers");
  return field;
}

}  // namespace

components::Mistake explain_writing(const portal::Tongue& tongue, const Error& error) {
  const std::string& message = error.message();
  const std::size_t colon = message.find(": ");
  components::Mistake mistake;
  if (colon != std::string::npos) mistake.field = message.substr(0, colon);
  const auto says = [&](std::string_view part) { return message.find(part) != std::string::npos; };
  const std::string field = field_label(tongue, mistake.field);
  if (says("it is missing"))
    mistake.text = tongue.t("“{field}” is missing.", {{"field", field}});
  else if (says("characters; at most") || says("longer than"))
    mistake.text = tongue.t("“{field}” is too long.", {{"field", field}});
  else if (says("control character"))
    mistake.text = tongue.t("“{field}” holds characters that cannot be shown.", {{"field", field}});
  else if (says("readers must be told"))
    mistake.text = tongue.t("Readers must be told what changes: write a note.");
  else if (says("has no picture"))
    mistake.text =
        tongue.t("The text names a picture that the document does not have: {reason}", {{"reason", message}});
  else if (says("has no table"))
    mistake.text = tongue.t("The text names a table that the document does not have: {reason}", {{"reason", message}});
  else if (says("no web address"))
    mistake.text = tongue.t("“{field}” is no web address.", {{"field", field}});
  else if (says("no date"))
    mistake.text = tongue.t("“{field}” is no date.", {{"field", field}});
  else if (says("no whole number"))
    mistake.text = tongue.t("“{field}” is no whole number.", {{"field", field}});
  else if (says("it needs at least"))
    mistake.text = tongue.t("“{field}” needs more entries, one a line.", {{"field", field}});
  else if (says("was retracted"))
    mistake.text = tongue.t("What was retracted does not come back: write another document.");
  else
    mistake.text = message;
  return mistake;
}

}  // namespace sen::desk::pages
