#include "engine/desk/pages/picture_form.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "content/model/slug.h"
#include "engine/base/text.h"
#include "engine/desk/components/form.h"
#include "engine/desk/pages/document_form.h"
#include "engine/desk/review_words.h"
#include "engine/http/response.h"

namespace sen::desk::pages {
namespace {

using components::Field;
using content::Document;
using content::MediaUse;
using portal::html::Text;
using portal::html::Url;
using portal::html::Writer;

/// `picture-0123456789abcdef-credit`: a picture is known by the beginning of its digest, wherever it stands in the
/// list.
std::string name_of(const MediaUse& use, std::string_view field) {
  constexpr std::size_t kDigits = 16;
  return "picture-" + to_hex(use.digest).substr(0, kDigits) + "-" + std::string(field);
}

/// Languages in which a picture needs words: those of the document, of the desk, and what it has already.
std::vector<content::Locale> languages_of(const Document& document, const MediaUse& use) {
  std::set<content::Locale> languages{content::Locale("vi"), content::Locale("en")};
  languages.insert(document.locales.begin(), document.locales.end());
  for (const auto* texts : {&use.alt, &use.caption})
    for (const auto& [locale, text] : *texts) languages.insert(locale);
  return {languages.begin(), languages.end()};
}

std::string percent(double part) {
  return std::to_string(static_cast<int>(part * 100 + 0.5));
}

void text_field(Writer& w, const Form& values, const std::string& name, std::string label,
                const content::Locale& language = {}) {
  Field field{.name = name, .label = std::move(label), .value = std::string(values.value(name))};
  field.lang = language.value;
  components::field(w, field);
}

void focus_field(Writer& w, const Form& values, const std::string& name, std::string label) {
  Field field{.name = name, .label = std::move(label), .value = std::string(values.value(name))};
  field.type = "number";
  components::field(w, field);
}

void fields_of(Writer& w, const Visit& visit, const Document& document, const MediaUse& use, const Form& values) {
  for (const content::Locale& locale : languages_of(document, use)) {
    const std::string language = language_label(visit, locale);
    text_field(w, values, name_of(use, "alt-" + locale.value),
               visit.t("What it shows, for those who do not see it ({language})", {{"language", language}}), locale);
    text_field(w, values, name_of(use, "caption-" + locale.value),
               visit.t("Caption ({language})", {{"language", language}}), locale);
  }
  text_field(w, values, name_of(use, "credit"), visit.t("Who took it"));
  text_field(w, values, name_of(use, "licence"), visit.t("Licence of the picture"));
  Field rights{.name = name_of(use, "rights"), .label = visit.t("May be shown until")};
  rights.value = values.value(rights.name);
  rights.type = "datetime-local";
  rights.hint = visit.t("May stay empty. From this hour in Viet Nam on it is shown nowhere.");
  components::field(w, rights);
  focus_field(w, values, name_of(use, "x"), visit.t("What matters in it, from the left (percent)"));
  focus_field(w, values, name_of(use, "y"), visit.t("What matters in it, from above (percent)"));
}

/// Percent as a part of one. Errors: InvalidInput.
Result<double> read_percent(const Form& form, const std::string& name, double before) {
  const std::string_view text = trim(form.value(name));
  if (text.empty() || text == percent(before)) return before;
  int value = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0 || value > 100)
    return Error(ErrorCode::InvalidInput, name + ": not a number of percent");
  return value / 100.0;
}

Result<void> read_texts(const Form& form, const MediaUse& use, std::string_view kind, content::Texts& texts) {
  constexpr std::size_t kMostBytes = 2'000;
  const std::string prefix = name_of(use, kind) + "-";
  for (const auto& [name, value] : form.fields()) {
    if (!name.starts_with(prefix)) continue;
    const content::Locale locale(name.substr(prefix.size()));
    if (value.size() > kMostBytes) return Error(ErrorCode::InvalidInput, name + ": it is longer than 2000 bytes");
    const std::string_view text = trim(value);
    if (text.empty())
      texts.erase(locale);
    else
      texts[locale] = text;
  }
  return {};
}

Result<void> read_use(const Form& form, MediaUse& use) {
  SEN_TRY(read_texts(form, use, "alt", use.alt));
  SEN_TRY(read_texts(form, use, "caption", use.caption));
  if (form.has(name_of(use, "credit"))) use.credit = trim(form.value(name_of(use, "credit")));
  if (form.has(name_of(use, "licence"))) use.licence = trim(form.value(name_of(use, "licence")));
  if (form.has(name_of(use, "rights"))) {
    const std::string_view rights = trim(form.value(name_of(use, "rights")));
    if (rights.empty())
      use.rights_until.reset();
    else if (!use.rights_until || components::form_hour(*use.rights_until) != rights)
      use.rights_until = SEN_TRY(parse_rfc3339(hanoi_hour(rights)).within(name_of(use, "rights")));
  }
  use.focus_x = SEN_TRY(read_percent(form, name_of(use, "x"), use.focus_x));
  use.focus_y = SEN_TRY(read_percent(form, name_of(use, "y"), use.focus_y));
  return {};
}

std::string ending_of(std::string_view content_type) {
  if (content_type == "image/png") return ".png";
  if (content_type == "image/webp") return ".webp";
  if (content_type == "image/gif") return ".gif";
  return ".jpg";
}

}  // namespace

void fill_pictures(const Document& document, Form& form) {
  form.add("image", document.image);
  for (const MediaUse& use : document.media) {
    for (const auto& [locale, text] : use.alt) form.add(name_of(use, "alt-" + locale.value), text);
    for (const auto& [locale, text] : use.caption) form.add(name_of(use, "caption-" + locale.value), text);
    form.add(name_of(use, "credit"), use.credit);
    form.add(name_of(use, "licence"), use.licence);
    if (use.rights_until) form.add(name_of(use, "rights"), components::form_hour(*use.rights_until));
    form.add(name_of(use, "x"), percent(use.focus_x));
    form.add(name_of(use, "y"), percent(use.focus_y));
  }
}

void picture_fields(Writer& w, const Visit& visit, const Document& document, const Form& values) {
  if (document.media.empty()) return;
  components::Choice main{.name = "image", .label = visit.t("Main picture")};
  main.options.push_back({.value = {}, .label = visit.t("None")});
  for (const MediaUse& use : document.media)
    main.options.push_back({.value = use.file, .label = use.file, .chosen = use.file == values.value("image")});
  components::select(w, main);
  for (const MediaUse& use : document.media) {
    w << "<details class=\"decision\"><summary>" << Text{use.file} << "</summary><figure><img src=\""
      << Url{"/desk/documents/" + document.id.value + "/pictures/" + to_hex(use.digest)}
      << "\" loading=\"lazy\" alt=\"\"><figcaption>" << Text{visit.t("In the text:")} << " <code>![](" << Text{use.file}
      << ")</code></figcaption></figure>";
    fields_of(w, visit, document, use, values);
    const std::string remove = name_of(use, "remove");
    components::checkboxes(
        w, {.name = remove,
            .label = visit.t("Take it away"),
            .options = {{"1", visit.t("This document no longer uses the picture"), values.has(remove), {}}}});
    w << "</details>";
  }
}

Result<void> read_pictures(const Form& form, Document& document) {
  std::erase_if(document.media, [&](const MediaUse& use) { return form.has(name_of(use, "remove")); });
  for (MediaUse& use : document.media) SEN_TRY(read_use(form, use));
  if (form.has("image")) document.image = form.value("image");
  const bool is_there = std::any_of(document.media.begin(), document.media.end(),
                                    [&](const MediaUse& use) { return use.file == document.image; });
  if (!is_there) document.image.clear();
  return {};
}

void new_picture_fields(Writer& w, const Visit& visit, const Document& document) {
  Field file{.name = "file", .label = visit.t("Picture")};
  file.type = "file";
  file.required = true;
  file.hint = visit.t("JPEG, PNG, WebP or GIF, at most 20 MB. Place and camera are not passed on to readers.");
  components::field(w, file);
  for (const content::Locale& locale : languages_of(document, {}))
    text_field(w, visit.form, "alt-" + locale.value,
               visit.t("What it shows, for those who do not see it ({language})",
                       {{"language", language_label(visit, locale)}}),
               locale);
  text_field(w, visit.form, "credit", visit.t("Who took it"));
  Form licence;
  licence.add("picture-licence",
              visit.form.has("picture-licence") ? std::string(visit.form.value("picture-licence")) : document.licence);
  text_field(w, licence, "picture-licence", visit.t("Licence of the picture"));
}

Result<MediaUse> read_new_picture(const Visit& visit, const Document& document, std::string_view content_type) {
  const FormFile* file = visit.form.file("file");
  MediaUse use;
  for (const auto& [name, value] : visit.form.fields())
    if (name.starts_with("alt-"))
      if (const std::string_view text = trim(value); !text.empty()) use.alt[content::Locale(name.substr(4))] = text;
  if (use.alt.empty()) return Error(ErrorCode::InvalidInput, "alt-vi: it is missing");
  use.credit = trim(visit.form.value("credit"));
  if (use.credit.empty()) return Error(ErrorCode::InvalidInput, "credit: it is missing");
  use.licence = trim(visit.form.value("picture-licence"));
  std::string stem = file == nullptr ? std::string() : file->name.substr(0, file->name.rfind('.'));
  stem = ascii_slug(stem);
  if (stem.empty()) stem = "picture";
  const auto is_taken = [&](const std::string& name) {
    return std::any_of(document.media.begin(), document.media.end(),
                       [&](const MediaUse& one) { return one.file == name; });
  };
  use.file = "images/" + stem + ending_of(content_type);
  for (int number = 2; is_taken(use.file); ++number)
    use.file = "images/" + stem + "-" + std::to_string(number) + ending_of(content_type);
  return use;
}

}  // namespace sen::desk::pages
