#include "feeds/feed_builder.h"

#include <algorithm>

#include "content/model/address.h"

namespace sen::feeds {
namespace {

using content::BodyPart;

std::string escape_html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

const content::MediaUse* find_use(const content::Document& document, std::string_view file) {
  for (const content::MediaUse& use : document.media)
    if (use.file == file) return &use;
  return nullptr;
}

/// The JPEG that suits a feed reader: the widest up to 1200 pixels.
const content::Rendition* pick(const content::Media& media) {
  const content::Rendition* best = nullptr;
  for (const content::Rendition& rendition : media.renditions) {
    if (rendition.format != "jpg" || rendition.width > 1200) continue;
    if (best == nullptr || rendition.width > best->width) best = &rendition;
  }
  return best;
}

std::optional<FeedImage> image_of(const store::VisibleContent& content, const FeedSite& site,
                                  const store::VisibleEdition& visible, std::string_view file) {
  const content::MediaUse* use = find_use(visible.document, file);
  if (use == nullptr) return std::nullopt;
  const auto media = content.media(use->digest);
  if (!media) return std::nullopt;
  const content::Rendition* rendition = pick(*media);
  if (rendition == nullptr) return std::nullopt;
  const auto alt = use->alt.find(visible.edition.locale);
  return FeedImage{site.address + content::media_path(use->digest, *rendition), "image/jpeg", rendition->bytes,
                   alt == use->alt.end() ? "" : alt->second};
}

/// Relative addresses of `html` (they begin with a slash) made absolute.
std::string absolute(std::string_view html, const std::string& address) {
  std::string out;
  for (std::size_t i = 0; i < html.size();) {
    bool found = false;
    for (const std::string_view attribute : {" href=\"/", " src=\"/"}) {
      if (!html.substr(i).starts_with(attribute)) continue;
      out.append(attribute.substr(0, attribute.size() - 1));
      out += address;
      i += attribute.size() - 1;
      found = true;
    }
    if (!found) out += html[i++];
  }
  return out;
}

std::string content_html(const store::VisibleContent& content, const FeedSite& site,
                         const store::VisibleEdition& visible) {
  std::string html;
  for (const BodyPart& part : visible.version.parts) {
    switch (part.kind) {
      case BodyPart::Kind::Html:
        html += absolute(part.value, site.address);
        break;
      case BodyPart::Kind::Figure:
        if (const auto image = image_of(content, site, visible, part.value))
          html += "<p><img src=\"" + escape_html(image->url) + "\" alt=\"" + escape_html(image->alt) + "\"></p>\n";
        break;
      case BodyPart::Kind::Chart: {
        const content::DatasetCode code(part.value);
        const auto dataset = content.dataset(code);
        if (dataset)
          html += "<p><a href=\"" + escape_html(site.address + content::dataset_path(visible.edition.locale, code)) +
                  "\">" + escape_html(content::text_in(dataset->titles, visible.edition.locale)) + "</a></p>\n";
        break;
      }
    }
  }
  return html;
}

/// A feed without entries. `title` and `home` as build_feed says.
Feed empty_feed(const FeedSite& site, const content::Locale& locale, std::string_view title, std::string_view home) {
  const std::string site_name(content::text_in(site.names, locale));
  Feed feed;
  feed.id = site.address + std::string(home);
  feed.home = feed.id;
  feed.title = title.empty() ? site_name : std::string(title) + " – " + site_name;
  feed.subtitle = site_name;
  feed.language = locale.value;
  feed.icon = site.address + "/favicon.svg";
  feed.generator_version = site.version;
  return feed;
}

ChangeWords words_in(const FeedSite& site, const content::Locale& locale) {
  return site.change_words ? site.change_words(locale) : ChangeWords();
}

std::string entry_id(const FeedSite& site, const content::ContentId& id, const content::Locale& locale) {
  return site.address + content::permanent_path(id) + "?language=" + locale.value;
}

/// Adds what was taken back, newest first; of a full feed, what is not older than its entries.
void add_removals(const std::vector<store::Removal>& removals, const FeedSite& site, const content::Locale& locale,
                  std::size_t limit, Feed& feed) {
  if (removals.empty()) return;
  const ChangeWords words = words_in(site, locale);
  for (const store::Removal& removal : removals) {
    if (feed.removals.size() == limit) break;
    if (feed.entries.size() >= limit && removal.at < feed.entries.back().published) break;
    const std::string id = entry_id(site, removal.id, removal.locale);
    feed.removals.push_back({.id = id,
                             .url = id,
                             .language = removal.locale.value,
                             .title = words.of(removal.kind),
                             .retracted = removal.kind == content::ChangeKind::Retraction,
                             .reason = removal.reason,
                             .at = removal.at});
    feed.updated = std::max(feed.updated, removal.at);
  }
}

/// The key of what was taken back of `listing`.
content::DependencyKey gone_key(store::Listing listing) {
  listing.gone = true;
  return {"list:" + store::to_string(listing)};
}

content::DependencyKey organisation_key(const content::OrganisationCode& code) {
  return {"organisation:" + code.value};
}

std::vector<std::string> topic_names(const content::Vocabulary& vocabulary, const std::vector<std::string>& codes,
                                     const content::Locale& locale) {
  std::vector<std::string> names;
  for (const std::string& code : codes) {
    const content::Topic* topic = vocabulary.topic(code);
    names.emplace_back(topic == nullptr ? std::string_view(code) : content::text_in(topic->names, locale));
  }
  return names;
}

/// An entry of one dataset. Its address has no slug: it is permanent.
Result<FeedEntry> make_dataset_entry(const store::VisibleContent& content, const content::Vocabulary& vocabulary,
                                     const FeedSite& site, const content::Locale& locale,
                                     const content::Dataset& dataset) {
  FeedEntry entry;
  entry.url = site.address + content::dataset_path(locale, dataset.code);
  entry.id = entry.url;
  entry.language = locale.value;
  entry.title = content::text_in(dataset.titles, locale);
  entry.summary = content::text_in(dataset.descriptions, locale);
  entry.content =
      "<p>" + escape_html(entry.summary) + "</p>\n<p><a href=\"" + escape_html(entry.url + ".csv") + "\">CSV</a></p>\n";
  entry.author = SEN_TRY(content.organisation_name(dataset.organisation, {}, locale, vocabulary));
  entry.licence = dataset.licence;
  entry.categories = topic_names(vocabulary, dataset.topics, locale);
  if (!dataset.releases.empty()) {
    entry.published = dataset.releases.front().published;
    entry.updated = dataset.releases.back().published;
  }
  return entry;
}

}  // namespace

const std::string& ChangeWords::of(content::ChangeKind kind) const {
  if (kind == content::ChangeKind::Withdrawal) return withdrawal;
  return kind == content::ChangeKind::Retraction ? retraction : correction;
}

void add_reads(const store::VisibleEdition& visible, std::vector<content::DependencyKey>& reads) {
  reads.push_back({"document:" + visible.document.id.value});
  reads.push_back(organisation_key(visible.document.organisation));
  for (const content::MediaUse& use : visible.document.media) reads.push_back({"media:" + to_hex(use.digest)});
  for (const BodyPart& part : visible.version.parts)
    if (part.kind == BodyPart::Kind::Chart) reads.push_back({"dataset:" + part.value});
}

Result<FeedEntry> make_entry(const store::VisibleContent& content, const content::Vocabulary& vocabulary,
                             const FeedSite& site, const store::VisibleEdition& visible) {
  const content::Locale& locale = visible.edition.locale;
  FeedEntry entry;
  entry.id = entry_id(site, visible.document.id, locale);
  entry.url = site.address +
              content::document_path(locale, visible.document.section, visible.version.slug, visible.document.id);
  entry.language = locale.value;
  entry.title = visible.version.title;
  entry.summary = visible.version.summary;
  entry.content = content_html(content, site, visible);
  entry.author = SEN_TRY(content.organisation_name(visible.document.organisation, visible.document.organisation_name_vi,
                                                   locale, vocabulary));
  entry.licence = visible.document.licence;
  if (visible.version.provenance != content::Provenance::Human)
    entry.provenance = to_string(visible.version.provenance);
  if (!entry.provenance.empty() && site.provenance_line)
    entry.notice = "<p><em>" + escape_html(site.provenance_line(visible, entry.author)) + "</em></p>\n";
  entry.categories = topic_names(vocabulary, visible.document.topics, locale);
  entry.image = image_of(content, site, visible, visible.document.image);
  entry.published = visible.edition.first_published.value_or(visible.document.date);
  entry.updated = visible.edition.updated.value_or(entry.published);
  return entry;
}

Result<BuiltFeed> build_feed(const store::VisibleContent& content, const content::Vocabulary& vocabulary,
                             const FeedSite& site, const store::Listing& listing, std::string_view title,
                             std::string_view home, std::size_t limit) {
  BuiltFeed built;
  Feed& feed = built.feed;
  feed = empty_feed(site, listing.locale, title, home);
  built.reads.push_back({"list:" + store::to_string(listing)});

  const store::ListedPage page = SEN_TRY(content.list(listing, 0, limit));
  for (const store::Listed& listed : page.entries) {
    const auto visible = content.find_exact(listed.id, listing.locale);
    if (!visible) {
      if (visible.error().code() == ErrorCode::NotFound || visible.error().code() == ErrorCode::Gone) continue;
      return visible.error();
    }
    FeedEntry entry = SEN_TRY(make_entry(content, vocabulary, site, *visible));
    if (feed.updated < entry.updated) feed.updated = entry.updated;
    add_reads(*visible, built.reads);
    feed.entries.push_back(std::move(entry));
  }
  built.reads.push_back(gone_key(listing));
  add_removals(SEN_TRY(content.removals(listing, limit)), site, listing.locale, limit, feed);
  return built;
}

Result<BuiltFeed> build_corrections_feed(const store::VisibleContent& content, const content::Vocabulary& vocabulary,
                                         const FeedSite& site, const content::Locale& locale, std::size_t limit) {
  const ChangeWords words = words_in(site, locale);
  const store::Listing listing{.by = store::Listing::By::Corrections, .code = {}, .locale = {}};
  BuiltFeed built{empty_feed(site, locale, words.corrections, content::corrections_path(locale)),
                  {{"list:" + store::to_string(listing)}}};
  Feed& feed = built.feed;
  const store::ListedPage page = SEN_TRY(content.list(listing, 0, limit));
  for (const store::Listed& listed : page.entries) {
    built.reads.push_back({"document:" + listed.id.value});
    const store::Told told = SEN_TRY(content.told(listed));
    const store::Told::Note& note = store::note_for(told, locale);
    const std::string permanent = entry_id(site, told.id, note.locale);
    FeedEntry entry;
    entry.id = permanent + "#" + std::to_string(note.note.at.milliseconds);
    entry.url = note.title.empty()
                    ? permanent
                    : site.address + content::document_path(note.locale, told.section, note.slug, told.id);
    entry.language = note.locale.value;
    entry.author = SEN_TRY(content.organisation_name(told.organisation, told.organisation_name_vi, locale, vocabulary));
    built.reads.push_back(organisation_key(told.organisation));
    entry.title = words.of(note.note.kind) + ": " + (note.title.empty() ? entry.author : note.title);
    entry.summary = note.note.note;
    entry.content = "<p>" + escape_html(note.note.note) + "</p>\n";
    entry.published = entry.updated = note.note.at;
    if (feed.updated < entry.updated) feed.updated = entry.updated;
    feed.entries.push_back(std::move(entry));
  }
  return built;
}

Result<BuiltFeed> build_incident_feed(const store::VisibleContent& content, const content::Vocabulary& vocabulary,
                                      const FeedSite& site, const content::ContentId& incident,
                                      const content::Locale& locale, std::size_t limit) {
  const store::VisibleEdition about = SEN_TRY(content.find(incident, locale));
  if (about.document.type != "incident") return Error(ErrorCode::NotFound, "there is no such incident");
  const std::string home = content::document_path(locale, about.document.section, about.version.slug, incident);
  BuiltFeed built{empty_feed(site, locale, about.version.title, home), {}};
  Feed& feed = built.feed;
  feed.updated = about.edition.updated.value_or(about.document.date);
  const std::string entry_type = "incident-entry";
  built.reads = {{"document:" + incident.value},
                 {"list:" + store::to_string({store::Listing::By::Type, entry_type, {}})},
                 gone_key({store::Listing::By::Type, entry_type, locale})};
  for (const content::ContentId& id : SEN_TRY(content.relating(incident))) {
    const auto visible = content.find_exact(id, locale);
    if (!visible && visible.error().code() != ErrorCode::NotFound && visible.error().code() != ErrorCode::Gone)
      return visible.error();
    if (!visible || visible->document.type != entry_type) continue;
    add_reads(*visible, built.reads);
    feed.entries.push_back(SEN_TRY(make_entry(content, vocabulary, site, *visible)));
    feed.updated = std::max(feed.updated, feed.entries.back().updated);
  }
  std::stable_sort(feed.entries.begin(), feed.entries.end(),
                   [](const FeedEntry& one, const FeedEntry& other) { return other.published < one.published; });
  if (feed.entries.size() > limit) feed.entries.resize(limit);
  add_removals(SEN_TRY(content.removals_relating(incident, entry_type, locale)), site, locale, limit, feed);
  return built;
}

Result<BuiltFeed> build_catalogue_feed(const store::VisibleContent& content, const content::Vocabulary& vocabulary,
                                       const FeedSite& site, const content::Locale& locale, std::string_view title,
                                       std::string_view home, std::size_t limit) {
  BuiltFeed built{empty_feed(site, locale, title, home), {{"datasets"}}};
  Feed& feed = built.feed;
  for (const content::Dataset& dataset : SEN_TRY(content.datasets())) {
    feed.entries.push_back(SEN_TRY(make_dataset_entry(content, vocabulary, site, locale, dataset)));
    built.reads.push_back({"dataset:" + dataset.code.value});
    built.reads.push_back(organisation_key(dataset.organisation));
  }
  std::stable_sort(feed.entries.begin(), feed.entries.end(),
                   [](const FeedEntry& one, const FeedEntry& other) { return other.updated < one.updated; });
  if (feed.entries.size() > limit) feed.entries.resize(limit);
  if (!feed.entries.empty()) feed.updated = feed.entries.front().updated;
  return built;
}

}  // namespace sen::feeds
