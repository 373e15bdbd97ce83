#include <algorithm>
#include <set>

#include "content/model/address.h"
#include "engine/base/text.h"
#include "engine/portal/views/make.h"

namespace sen::portal::views {
namespace {

using content::Locale;
using store::VisibleEdition;

std::string media_type(const std::string& format) {
  return format == "jpg" ? "image/jpeg" : "image/" + format;
}

std::string_view sizes_of(PictureRole role) {
  switch (role) {
    case PictureRole::Lead:
      return "(min-width: 76rem) 46rem, (min-width: 60rem) 60vw, 100vw";
    case PictureRole::Article:
      return "(min-width: 64rem) 44rem, 100vw";
    case PictureRole::Card:
      return "(min-width: 60rem) 24rem, (min-width: 38rem) 45vw, 94vw";
    case PictureRole::Row:
      return "8rem";
  }
  return "100vw";
}

/// Text in `language`, else in the page's, never in a third one unless there is nothing else.
std::string text_for(const Scene& scene, const content::Texts& texts, const Locale& language) {
  if (const auto found = texts.find(language); found != texts.end()) return found->second;
  return scene.name(texts);
}

/// The first letters of the name's last words: `Bộ Ngoại giao` gives `NG`.
std::string initials_of(const std::string& name) {
  if (name.empty()) return {};
  std::vector<std::string> letters;
  for (const std::string_view word : split(name, ' ')) {
    if (word.empty()) continue;
    std::size_t at = 0;
    const char32_t first = next_code_point(word, at);
    const bool small = first < 0x80 && !(first >= 'A' && first <= 'Z');
    if (small && word.size() <= 3) continue;  // of, et, der …
    const bool lower = first >= 'a' && first <= 'z';
    letters.emplace_back(lower ? std::string(1, static_cast<char>(first - 'a' + 'A'))
                               : std::string(word.substr(0, at)));
  }
  std::size_t start = 0;
  const char32_t initial = next_code_point(name, start);
  const bool has_capitals = initial < 0x500 || (initial >= 0x1E00 && initial < 0x1F00);  // Latin, Greek, Cyrillic
  if (letters.empty() || !has_capitals) return name.substr(0, start);
  if (letters.size() == 1) return letters.front();
  const bool generic = letters.size() > 2;
  return generic ? letters[1] + letters[2] : letters[0] + letters[1];
}

const content::MediaUse* lead_picture(const content::Document& document) {
  if (document.image.empty()) return nullptr;
  for (const content::MediaUse& use : document.media)
    if (use.file == document.image) return &use;
  return nullptr;
}

}  // namespace

Picture make_picture(const Scene& scene, const content::MediaUse& use, const Locale& language, PictureRole role) {
  const auto media = scene.reading.media(use.digest);
  if (!media || media->renditions.empty()) return {};
  Picture view;
  const content::Rendition* best = nullptr;
  for (const char* format : {"avif", "webp", "jpg"}) {
    std::string srcset;
    const content::Rendition* smallest = nullptr;
    for (const content::Rendition& rendition : media->renditions) {
      if (rendition.format != format) continue;
      if (!srcset.empty()) srcset += ", ";
      srcset +=
          scene.picture_base + content::media_path(use.digest, rendition) + " " + std::to_string(rendition.width) + "w";
      if (!smallest) smallest = &rendition;
      // For browsers that choose none of the sources: a middling JPEG.
      if (!best || (rendition.format == "jpg" && (best->format != "jpg" || rendition.width <= 768))) best = &rendition;
    }
    if (srcset.empty()) continue;
    if (role == PictureRole::Row && smallest)
      srcset =
          scene.picture_base + content::media_path(use.digest, *smallest) + " " + std::to_string(smallest->width) + "w";
    view.sources.push_back({media_type(format), std::move(srcset)});
  }
  view.src = scene.picture_base + content::media_path(use.digest, *best);
  view.width = best->width;
  view.height = best->height;
  view.alt = text_for(scene, use.alt, language);
  view.caption = text_for(scene, use.caption, language);
  if (!use.credit.empty()) view.credit = scene.t("Picture: {who}", {{"who", use.credit}});
  const Link licence = make_licence(use.licence);
  view.licence = licence.text;
  view.licence_url = licence.href;
  view.sizes = sizes_of(role);
  return view;
}

Badge make_badge(const Scene& scene, const content::OrganisationCode& code, const std::string& published_as) {
  Badge badge;
  if (const auto names = scene.reading.organisation_names(code, published_as, scene.vocabulary))
    badge.name = scene.name(*names);
  if (badge.name.empty()) badge.name = code.value;
  if (scene.reading.organisation(code, scene.vocabulary)) badge.href = content::organisation_path(scene.locale(), code);
  badge.initials = initials_of(badge.name);
  return badge;
}

std::string tone_of(const Scene& scene, const std::string& type) {
  const content::DocumentType* declared = scene.vocabulary.type(type);
  return declared ? declared->tone : "plain";
}

Link make_licence(const std::string& spdx) {
  if (spdx.empty()) return {};
  std::string text = spdx;
  std::string href;
  if (spdx.starts_with("CC-BY")) {
    // CC-BY-SA-4.0: by-sa/4.0
    const std::size_t dash = spdx.rfind('-');
    const std::string kind = to_lower_ascii(spdx.substr(3, dash - 3));
    href = "https://creativecommons.org/licenses/" + kind + "/" + spdx.substr(dash + 1) + "/";
    text = "CC " + spdx.substr(3, dash - 3) + " " + spdx.substr(dash + 1);
  } else if (spdx == "CC0-1.0") {
    href = "https://creativecommons.org/publicdomain/zero/1.0/";
    text = "CC0 1.0";
  }
  return {std::move(text), std::move(href)};
}

/// The day that a card shows: what the type says readers look for, such as the day of an event.
Timestamp card_date(const Scene& scene, const content::Document& document) {
  const content::DocumentType* type = scene.vocabulary.type(document.type);
  if (!type || type->date_field.empty()) return document.date;
  return parse_rfc3339(document.field(type->date_field)).value_or(document.date);
}

Teaser make_teaser(const Scene& scene, const VisibleEdition& edition, PictureRole role) {
  const content::Document& document = edition.document;
  const Locale& language = edition.edition.locale;
  Teaser view;
  view.title = make_words(scene, edition.version.title, language);
  view.summary = make_words(scene, edition.version.summary, language);
  view.href = content::document_path(scene.locale(), document.section, edition.version.slug, document.id);
  view.organisation = make_badge(scene, document.organisation, document.organisation_name_vi);
  view.organisation.href.clear();  // The whole card is one link.
  if (const content::DocumentType* type = scene.vocabulary.type(document.type)) view.type = scene.name(type->labels);
  view.tone = tone_of(scene, document.type);
  view.date = make_date(scene, card_date(scene, document));
  if (const content::MediaUse* use = lead_picture(document)) view.picture = make_picture(scene, *use, language, role);
  if (language != scene.locale()) view.language = language_name(scene, language);
  return view;
}

Result<std::vector<Teaser>> list_teasers(const Scene& scene, const store::Listing& listing, std::size_t offset,
                                         std::size_t limit, PictureRole role, std::uint64_t* total) {
  const store::ListedPage page = SEN_TRY(scene.reading.list(listing, offset, limit));
  if (total) *total = page.total;
  std::vector<Teaser> teasers;
  for (const store::Listed& entry : page.entries)
    if (const auto edition = scene.reading.find(entry.id, scene.locale()))
      teasers.push_back(make_teaser(scene, *edition, role));
  return teasers;
}

namespace {

/// Adds documents of `listing` until `teasers` has `limit`, without those that are there already, and without the types
/// that are parts of other pages, unless the listing is one of a type.
Result<void> add_teasers(const Scene& scene, const store::Listing& listing, std::size_t limit, PictureRole role,
                         std::vector<Teaser>& teasers) {
  constexpr std::size_t kMostRead = 500;  // So that nothing but parts, such as a long incident's, costs no more.
  const std::size_t step = 2 * limit;
  std::set<std::string> known;
  for (const Teaser& teaser : teasers) known.insert(teaser.href);
  for (std::size_t offset = 0; offset < kMostRead && teasers.size() < limit; offset += step) {
    const store::ListedPage page = SEN_TRY(scene.reading.list(listing, offset, step));
    for (const store::Listed& entry : page.entries) {
      if (teasers.size() == limit) break;
      const auto edition = scene.reading.find(entry.id, scene.locale());
      if (!edition) continue;
      const content::DocumentType* type = scene.vocabulary.type(edition->document.type);
      if (listing.by != store::Listing::By::Type && type != nullptr && type->unlisted) continue;
      Teaser teaser = make_teaser(scene, *edition, role);
      if (known.insert(teaser.href).second) teasers.push_back(std::move(teaser));
    }
    if (page.entries.size() < step) break;
  }
  return {};
}

}  // namespace

Result<std::vector<Teaser>> own_language_first(const Scene& scene, const store::Listing& listing, std::size_t limit,
                                               PictureRole role) {
  store::Listing own = listing;
  own.locale = scene.locale();
  std::vector<Teaser> teasers;
  SEN_TRY(add_teasers(scene, own, limit, role, teasers));
  SEN_TRY(add_teasers(scene, listing, limit, role, teasers));
  return teasers;
}

}  // namespace sen::portal::views
