#include <algorithm>

#include "content/model/address.h"
#include "engine/base/text.h"
#include "engine/http/response.h"
#include "engine/portal/views/json_ld.h"
#include "engine/portal/views/make.h"
#include "engine/portal/views/provenance.h"

namespace sen::portal::views {
namespace {

using content::ChangeKind;
using content::Locale;
using content::Provenance;
using store::Translation;
using store::VisibleEdition;

/// Minutes at 220 words, or 450 ideographs, or 900 letters of a script without spaces, a minute.
std::string reading_time(const Scene& scene, const content::Version& version) {
  const std::string& language = version.locale.value;
  std::size_t minutes = 0;
  if (language == "zh" || language == "ja" || language == "ko") {
    minutes = count_code_points(version.text) / 450;
  } else if (language == "lo" || language == "km") {
    minutes = count_code_points(version.text) / 900;
  } else {
    minutes = static_cast<std::size_t>(std::count(version.text.begin(), version.text.end(), ' ')) / 220;
  }
  return scene.tn("{n} minute to read", "{n} minutes to read", std::max<std::size_t>(1, minutes));
}

std::string path_of(const VisibleEdition& edition, const Locale& locale) {
  return content::document_path(locale, edition.document.section, edition.version.slug, edition.document.id);
}

/// What a reader must know before reading, the gravest first.
std::vector<Note> notes(const Scene& scene, const VisibleEdition& edition, const std::vector<Translation>& languages) {
  std::vector<Note> notes;
  const Locale& shown = edition.edition.locale;
  for (auto note = edition.edition.notes.rbegin(); note != edition.edition.notes.rend(); ++note)
    if (note->kind == ChangeKind::Correction)
      notes.push_back({Note::Kind::Correction,
                       scene.t("Correction, {date}.", {{"date", scene.tongue.format.date(note->at)}}),
                       make_words(scene, note->note, shown),
                       {}});
  if (edition.is_fallback())
    notes.push_back(
        {Note::Kind::Info,
         {},
         {scene.t("This page does not exist in {wanted} yet. You are reading it in {shown}.",
                  {{"wanted", language_name(scene, scene.locale())}, {"shown", language_name(scene, shown)}}),
          {},
          {}},
         {}});
  if (edition.version.provenance == Provenance::Machine && !edition.version.translates.empty())
    notes.push_back({Note::Kind::Info,
                     scene.t("Machine translation."),
                     {scene.t("Nobody fluent has read this text yet. The text in {language} is the one that counts.",
                              {{"language", language_name(scene, edition.version.translates)}}),
                      {},
                      {}},
                     {}});
  if (edition.stale) {
    Note stale{Note::Kind::Warning,
               {},
               {scene.t("The original has been updated since this translation was made."), {}, {}},
               {}};
    for (const Translation& other : languages)
      if (other.locale == edition.version.translates)
        stale.link = {scene.t("Read the original"),
                      content::document_path(other.locale, edition.document.section, other.slug, edition.document.id)};
    notes.push_back(std::move(stale));
  }
  return notes;
}

/// Every version that was public, newest first, with what was said about it; nothing of a page that never changed.
Result<std::vector<Note>> history(const Scene& scene, const VisibleEdition& edition) {
  const content::Edition& shown = edition.edition;
  const auto versions = SEN_TRY(scene.reading.versions(shown.id, shown.locale));
  std::vector<Note> entries;
  if (versions.size() < 2 && shown.notes.empty()) return entries;
  for (auto version = versions.rbegin(); version != versions.rend(); ++version) {
    Note entry{Note::Kind::Info,
               scene.tongue.format.short_date(version->published) + " · ",
               {},
               {scene.t("Version {n}", {{"n", std::to_string(version->number)}}),
                content::permanent_path(shown.id, version->number) + "?language=" + shown.locale.value}};
    if (std::next(version) != versions.rend())
      entry.more = {scene.t("What changed"),
                    content::changes_path(shown.id, version->number) + "?language=" + shown.locale.value};
    const auto note = std::find_if(shown.notes.rbegin(), shown.notes.rend(),
                                   [&](const content::PublicNote& one) { return one.version == version->number; });
    if (note != shown.notes.rend()) {
      entry.title += change_name(scene.tongue, note->kind);
      entry.text = make_words(scene, note->note, shown.locale);
    } else {
      entry.title += std::next(version) == versions.rend() ? scene.t("First published") : scene.t("Small changes");
    }
    entries.push_back(std::move(entry));
  }
  return entries;
}

std::vector<LanguageLink> language_links(const Scene& scene, const VisibleEdition& edition,
                                         const std::vector<Translation>& translations) {
  std::vector<LanguageLink> links;
  for (const Locale& locale : scene.site.languages) {
    const auto found = std::find_if(translations.begin(), translations.end(),
                                    [&](const Translation& entry) { return entry.locale == locale; });
    if (found == translations.end()) continue;
    const content::Language* language = scene.vocabulary.language(locale);
    links.push_back({locale, language->own_name,
                     content::document_path(locale, edition.document.section, found->slug, edition.document.id),
                     language->right_to_left, locale == scene.locale(),
                     found->provenance == Provenance::Machine ? scene.t("by machine") : std::string()});
  }
  return links;
}

std::string shown_value(const Scene& scene, const content::FieldType& type, const std::string& value) {
  using Kind = content::FieldType::Kind;
  if (type.kind == Kind::Code)
    for (const auto& [code, labels] : type.codes)
      if (code == value) return scene.name(labels);
  if (type.kind == Kind::DateTime)
    if (const auto at = parse_rfc3339(value)) return scene.tongue.format.date_time(*at);
  if (type.kind == Kind::Date)
    if (const auto at = parse_rfc3339(value)) return scene.tongue.format.date(*at);
  return value;
}

std::vector<Fact> fields(const Scene& scene, const content::Document& document) {
  std::vector<Fact> facts;
  const content::DocumentType* type = scene.vocabulary.type(document.type);
  if (!type) return facts;
  for (const content::FieldType& declared : type->fields) {
    if (!declared.shown || declared.name == "verdict") continue;
    for (const content::Field& field : document.fields) {
      if (field.name != declared.name || field.values.empty()) continue;
      Fact fact{scene.name(declared.labels), {}};
      const bool linked =
          declared.kind == content::FieldType::Kind::Url || declared.kind == content::FieldType::Kind::UrlList;
      for (const std::string& value : field.values)
        fact.values.push_back({shown_value(scene, declared, value), linked ? value : std::string()});
      facts.push_back(std::move(fact));
    }
  }
  return facts;
}

void add_verdict(const Scene& scene, const content::Document& document, Document& view) {
  const content::DocumentType* type = scene.vocabulary.type(document.type);
  const content::FieldType* declared = type ? type->field("verdict") : nullptr;
  if (!declared) return;
  for (const content::Field& field : document.fields)
    if (field.name == "verdict" && !field.values.empty()) {
      view.verdict = shown_value(scene, *declared, field.values.front());
      view.verdict_tone =
          field.values.front() == "true" ? "right" : (field.values.front() == "false" ? "wrong" : "doubt");
    }
}

Result<void> add_body(const Scene& scene, const VisibleEdition& edition, Document& view) {
  int charts = 0;
  for (const content::BodyPart& part : edition.version.parts) {
    switch (part.kind) {
      case content::BodyPart::Kind::Html:
        view.body.emplace_back(BodyHtml{part.value});
        break;
      case content::BodyPart::Kind::Figure:
        if (part.value == edition.document.image) break;  // It stands above the text already.
        for (const content::MediaUse& use : edition.document.media)
          if (use.file == part.value) {
            Picture picture = make_picture(scene, use, edition.edition.locale, PictureRole::Article);
            if (!picture.src.empty()) view.body.emplace_back(std::move(picture));
          }
        break;
      case content::BodyPart::Kind::Chart: {
        auto chart = make_chart(scene, content::DatasetCode(part.value), "chart-" + std::to_string(++charts));
        if (chart) {
          view.body.emplace_back(std::move(chart).value());
        } else if (chart.error().code() != ErrorCode::NotFound) {
          return chart.error();
        }
        break;
      }
    }
  }
  return {};
}

/// Links that need no script of others: they only open an address with this page's in it.
std::vector<Link> share_links(const Scene& scene, const VisibleEdition& edition) {
  if (scene.site.address.empty()) return {};  // Others could not follow a relative address.
  const std::string address = absolute(scene.site, content::permanent_path(edition.document.id));
  const std::string encoded = http::encode_query(address);
  const std::string title = http::encode_query(edition.version.title);
  return {{scene.t("E-mail"), "mailto:?subject=" + title + "&body=" + encoded},
          {"Facebook", "https://www.facebook.com/sharer/sharer.php?u=" + encoded},
          {"X", "https://x.com/intent/post?url=" + encoded + "&text=" + title}};
}

Result<Block> related(const Scene& scene, const content::Document& document) {
  Block block;
  block.title = scene.t("Read on");
  std::vector<content::ContentId> ids = document.related;
  const auto wanted = [&](const content::ContentId& id) {
    return id != document.id && std::find(ids.begin(), ids.end(), id) == ids.end();
  };
  const store::ListedPage same = SEN_TRY(scene.reading.list({store::Listing::By::Section, document.section, {}}, 0, 8));
  for (const store::Listed& entry : same.entries)
    if (ids.size() < 6 && wanted(entry.id)) ids.push_back(entry.id);
  for (const content::ContentId& id : ids) {
    if (block.teasers.size() == 3) break;
    if (const auto edition = scene.reading.find(id, scene.locale()))
      block.teasers.push_back(make_teaser(scene, *edition, PictureRole::Card));
  }
  return block;
}

void frame_document(const Scene& scene, const VisibleEdition& edition, const std::vector<Translation>& translations,
                    Document& view) {
  const content::Section* section = scene.vocabulary.section(edition.document.section);
  const std::string path = path_of(edition, edition.edition.locale);
  Frame frame = make_frame(scene, {.title = edition.version.title,
                                   .description = edition.version.summary,
                                   .path = path,
                                   .section = section ? section->code : std::string()});
  // Only the languages that there are, and the reader's own.
  frame.languages = view.languages;
  if (edition.is_fallback()) {
    const content::Language* own = scene.vocabulary.language(scene.locale());
    frame.languages.push_back(
        {scene.locale(), own->own_name, path_of(edition, scene.locale()), own->right_to_left, true, {}});
  }
  frame.links.erase(frame.links.begin() + 1, frame.links.end());
  const Translation* fallback = nullptr;
  for (const Translation& entry : translations) {
    const std::string href =
        content::document_path(entry.locale, edition.document.section, entry.slug, edition.document.id);
    frame.links.push_back({"alternate", {}, entry.locale.value, {}, absolute(scene.site, href)});
    if (!fallback || entry.locale.value == "en") fallback = &entry;
  }
  if (fallback)
    frame.links.push_back({"alternate",
                           {},
                           "x-default",
                           {},
                           absolute(scene.site, content::document_path(fallback->locale, edition.document.section,
                                                                       fallback->slug, edition.document.id))});
  for (const Link& format : view.formats)
    frame.links.push_back(
        {"alternate", format.text == "JSON" ? "application/json" : "text/markdown", {}, {}, format.href});
  frame.links.push_back({"shortlink", {}, {}, {}, absolute(scene.site, view.permanent.href)});
  for (Meta& meta : frame.meta)
    if (meta.property == "og:type") meta.content = "article";
  frame.meta.push_back({"article:published_time", view.published.machine});
  if (edition.edition.updated) frame.meta.push_back({"article:modified_time", machine_time(*edition.edition.updated)});
  // Those who show a shared page fetch its picture by an absolute address (https://ogp.me), or not at all.
  if (!view.picture.src.empty() && !scene.site.address.empty()) {
    frame.meta.push_back({"og:image", absolute(scene.site, view.picture.src)});
    frame.meta.push_back({"og:image:width", std::to_string(view.picture.width)});
    frame.meta.push_back({"og:image:height", std::to_string(view.picture.height)});
    frame.meta.push_back({"og:image:alt", view.picture.alt});
  }
  view.frame = std::move(frame);
  view.crumbs.links.push_back({scene.t("Home"), content::home_path(scene.locale())});
  if (section)
    view.crumbs.links.push_back({scene.name(section->labels), content::section_path(scene.locale(), section->code)});
}

}  // namespace

Result<Document> make_document(const Scene& scene, const VisibleEdition& edition) {
  const content::Document& document = edition.document;
  const Locale& shown = edition.edition.locale;
  std::vector<Translation> translations = SEN_TRY(scene.reading.translations(document.id));
  std::erase_if(translations, [&](const Translation& entry) {  // What the site does not offer has no address.
    return std::find(scene.site.languages.begin(), scene.site.languages.end(), entry.locale) ==
           scene.site.languages.end();
  });
  Document view;
  if (const content::DocumentType* type = scene.vocabulary.type(document.type)) view.type = scene.name(type->labels);
  view.tone = tone_of(scene, document.type);
  view.title = make_words(scene, edition.version.title, shown);
  view.summary = make_words(scene, edition.version.summary, shown);
  view.body_language = make_words(scene, {}, shown);
  view.organisation = make_badge(scene, document.organisation, document.organisation_name_vi);
  const Timestamp published = edition.edition.first_published.value_or(document.date);
  view.published = make_time(scene, document.date);
  if (edition.edition.updated && edition.edition.updated->milliseconds > published.milliseconds + 1000)
    view.updated = make_time(scene, *edition.edition.updated);
  view.reading_time = reading_time(scene, edition.version);
  view.languages = language_links(scene, edition, translations);
  view.notes = notes(scene, edition, translations);
  view.history = SEN_TRY(history(scene, edition));
  add_verdict(scene, document, view);
  for (const content::MediaUse& use : document.media)
    if (use.file == document.image) view.picture = make_picture(scene, use, shown, PictureRole::Article);
  view.picture.first = true;
  SEN_TRY(add_body(scene, edition, view));
  view.facts = fields(scene, document);
  for (const std::string& code : document.topics)
    if (const content::Topic* topic = scene.vocabulary.topic(code))
      view.topics.push_back({scene.name(topic->names), content::topic_path(scene.locale(), code)});
  for (const std::string& code : document.places)
    if (const content::Place* place = scene.vocabulary.place_now(code))
      view.places.push_back({scene.name(place->names), content::place_path(scene.locale(), place->code)});
  view.provenance = provenance_line(scene.tongue, scene.vocabulary, edition, view.organisation.name);
  view.licence = make_licence(document.licence);
  view.permanent = {"/" + document.id.value, content::permanent_path(document.id)};
  const std::string path = path_of(edition, shown);
  view.formats = {{"JSON", path + ".json"}, {"Markdown", path + ".md"}};
  view.share = share_links(scene, edition);
  view.related = SEN_TRY(related(scene, document));
  frame_document(scene, edition, translations, view);
  view.frame.json_ld = document_json_ld(scene, edition, view);
  return view;
}

Result<Document> make_version(const Scene& scene, const VisibleEdition& edition) {
  Document view = SEN_TRY(make_document(scene, edition));
  view.frame.index = false;
  view.updated = {};
  if (edition.version.number != edition.edition.live)
    view.notes.insert(view.notes.begin(),
                      {Note::Kind::Warning,
                       scene.t("This is version {n}.", {{"n", std::to_string(edition.version.number)}}),
                       {scene.t("The page has changed since."), {}, {}},
                       {scene.t("Read the present version"), content::permanent_path(edition.document.id)}});
  return view;
}

Result<Document> make_preview(const Scene& scene, const VisibleEdition& edition, Timestamp until) {
  Document view = SEN_TRY(make_document(scene, edition));
  view.frame.index = false;
  view.frame.links.clear();
  view.frame.meta.clear();
  view.frame.json_ld.clear();
  view.formats.clear();
  view.share.clear();
  for (Note& entry : view.history)  // Its own addresses are not there yet.
    if (entry.link.href.starts_with(content::permanent_path(edition.document.id, edition.version.number) + "?"))
      entry.link = entry.more = {};
  view.notes.insert(
      view.notes.begin(),
      {Note::Kind::Warning,
       scene.t("Preview."),
       {scene.t(
            "The public cannot read this page yet. It shows what would be published; this address works until {date}.",
            {{"date", scene.tongue.format.date_time(until)}}),
        {},
        {}},
       {}});
  return view;
}

}  // namespace sen::portal::views
