#include <algorithm>

#include "content/model/address.h"
#include "engine/base/text.h"
#include "engine/portal/views/listing.h"
#include "engine/portal/views/press.h"

namespace sen::portal::views {
namespace {

using store::VisibleEdition;

constexpr std::size_t kShown = 5;

std::string path_of(const Scene& scene, const VisibleEdition& edition) {
  return content::document_path(scene.locale(), edition.document.section, edition.version.slug, edition.document.id);
}

const content::FieldType* field_type(const Scene& scene, const content::Document& document, std::string_view name) {
  const content::DocumentType* type = scene.vocabulary.type(document.type);
  return type ? type->field(name) : nullptr;
}

std::string code_label(const Scene& scene, const content::Document& document, std::string_view name) {
  const std::string value = document.field(name);
  if (const content::FieldType* type = field_type(scene, document, name))
    for (const auto& [code, labels] : type->codes)
      if (code == value) return scene.name(labels);
  return value;
}

bool speaks(const content::Document& document, const content::Locale& language) {
  for (const content::Field& field : document.fields)
    if (field.name == "languages")
      return std::find(field.values.begin(), field.values.end(), language.value) != field.values.end();
  return false;
}

std::string languages_of(const Scene& scene, const content::Document& document) {
  std::string names;
  for (const content::Field& field : document.fields)
    if (field.name == "languages")
      for (const std::string& code : field.values)
        names += (names.empty() ? "" : ", ") + language_name(scene, content::Locale(code));
  return names;
}

PressContact make_contact(const Scene& scene, const VisibleEdition& edition) {
  const content::Document& document = edition.document;
  PressContact contact;
  contact.name = make_words(scene, edition.version.title, edition.edition.locale);
  contact.office = make_words(scene, edition.version.summary, edition.edition.locale);
  contact.duty = code_label(scene, document, "duty");
  contact.languages = languages_of(scene, document);
  if (const auto since = parse_rfc3339(document.field("since")))
    contact.since = scene.t("Since {date}", {{"date", scene.tongue.format.date(*since)}});
  if (const std::string email = document.field("email"); !email.empty())
    contact.ways.push_back({email, "mailto:" + email});
  if (const std::string telephone = document.field("telephone"); !telephone.empty()) {
    std::string digits;
    std::copy_if(telephone.begin(), telephone.end(), std::back_inserter(digits),
                 [](char c) { return (c >= '0' && c <= '9') || c == '+'; });
    contact.ways.push_back({telephone, "tel:" + digits});
  }
  contact.organisation = make_badge(scene, document.organisation, document.organisation_name_vi);
  contact.href = path_of(scene, edition);
  return contact;
}

/// When a briefing begins; the document's date if its field says nothing that can be read.
Timestamp begins(const content::Document& document) {
  return parse_rfc3339(document.field("starts")).value_or(document.date);
}

Result<std::vector<Briefing>> make_briefings(const Scene& scene) {
  std::vector<VisibleEdition> editions = SEN_TRY(editions_of_type(scene, "briefing", 4 * kShown));
  std::stable_sort(editions.begin(), editions.end(), [](const VisibleEdition& a, const VisibleEdition& b) {
    return begins(b.document) < begins(a.document);
  });
  std::vector<Briefing> briefings;
  for (const VisibleEdition& edition : editions) {
    if (briefings.size() == kShown) break;
    briefings.push_back({make_words(scene, edition.version.title, edition.edition.locale), path_of(scene, edition),
                         make_both_clocks(scene, begins(edition.document)), edition.document.field("venue"),
                         edition.document.field("spokesperson"),
                         make_badge(scene, edition.document.organisation, edition.document.organisation_name_vi)});
  }
  return briefings;
}

/// Every incident that is under way, then the newest of those that are closed while there is room.
Result<std::vector<IncidentLine>> make_incident_lines(const Scene& scene) {
  std::vector<VisibleEdition> editions = SEN_TRY(editions_of_type(scene, "incident"));
  const auto closed = std::stable_partition(editions.begin(), editions.end(), [](const VisibleEdition& edition) {
    return edition.document.field("closed").empty();
  });
  const auto open = static_cast<std::size_t>(closed - editions.begin());
  editions.resize(std::max(open, std::min(kShown, editions.size())));
  std::vector<IncidentLine> lines;
  for (const VisibleEdition& edition : editions) {
    IncidentLine line;
    line.title = make_words(scene, edition.version.title, edition.edition.locale);
    line.href = path_of(scene, edition);
    line.open = edition.document.field("closed").empty();
    line.state = line.open ? scene.tc("incident", "Under way") : scene.tc("incident", "Closed");
    Timestamp updated = edition.edition.updated.value_or(edition.document.date);
    for (const VisibleEdition& entry :
         SEN_TRY(scene.reading.relating(edition.document.id, "incident-entry", scene.locale())))
      updated = std::max(updated, entry.edition.updated.value_or(entry.document.date));
    line.updated = make_both_clocks(scene, updated);
    lines.push_back(std::move(line));
  }
  return lines;
}

Result<Block> make_block(const Scene& scene, const char* type) {
  Block block;
  if (const content::DocumentType* declared = scene.vocabulary.type(type)) block.title = scene.name(declared->plural);
  block.teasers = SEN_TRY(own_language_first(scene, {store::Listing::By::Type, type, {}}, 3, PictureRole::Card));
  return block;
}

std::vector<Link> services(const Scene& scene) {
  const std::string room = content::section_path(scene.locale(), "press");
  std::vector<Link> links{{scene.t("Ask a question"), room + "/ask"},
                          {scene.t("Questions and answers"), room + "/answers"},
                          {scene.t("Quotes"), room + "/quotes"},
                          {scene.t("Accreditation for embargoed material"), room + "/accreditation"},
                          {scene.t("Photos and films"), content::section_path(scene.locale(), "gallery")}};
  if (!scene.site.press_kit.empty()) links.push_back({scene.t("Media kit"), scene.site.press_kit});
  return links;
}

}  // namespace

Time make_both_clocks(const Scene& scene, Timestamp at) {
  constexpr std::chrono::hours kHanoi{7};
  const std::string local = machine_time(at);
  const std::string utc = format_rfc3339({at.milliseconds / 1000 * 1000});
  std::string utc_words = utc.substr(11, 5);
  // Early in the morning in Hanoi it is the day before in UTC. The format shows Hanoi's day of what it is given.
  if (utc.substr(0, 10) != local.substr(0, 10))
    utc_words = scene.tongue.format.short_date(
                    {at.milliseconds - std::chrono::duration_cast<std::chrono::milliseconds>(kHanoi).count()}) +
                ", " + utc_words;
  return {scene.t("{hanoi} Hanoi · {utc} UTC",
                  {{"hanoi", scene.tongue.format.date(at) + ", " + local.substr(11, 5)}, {"utc", utc_words}}),
          local};
}

Result<std::vector<VisibleEdition>> editions_of_type(const Scene& scene, const std::string& type, std::size_t limit) {
  constexpr std::size_t kStep = 100;
  std::vector<VisibleEdition> editions;
  for (std::size_t offset = 0; editions.size() < limit; offset += kStep) {
    const store::ListedPage page = SEN_TRY(scene.reading.list({store::Listing::By::Type, type, {}}, offset, kStep));
    for (const store::Listed& entry : page.entries) {
      if (editions.size() == limit) break;
      if (auto edition = scene.reading.find(entry.id, scene.locale())) editions.push_back(*std::move(edition));
    }
    if (page.entries.size() < kStep) break;
  }
  return editions;
}

Result<std::vector<ContactGroup>> make_contacts(const Scene& scene, const content::OrganisationCode& organisation) {
  ContactGroup own{scene.t("Answering in {language}", {{"language", language_name(scene, scene.locale())}}), {}};
  ContactGroup others{scene.t("Answering in other languages"), {}};
  for (const VisibleEdition& edition : SEN_TRY(editions_of_type(scene, "spokesperson"))) {
    if (!organisation.empty() && edition.document.organisation != organisation) continue;
    (speaks(edition.document, scene.locale()) ? own : others).contacts.push_back(make_contact(scene, edition));
  }
  std::vector<ContactGroup> groups;
  for (ContactGroup* group : {&own, &others}) {
    if (group->contacts.empty()) continue;
    std::stable_sort(group->contacts.begin(), group->contacts.end(), [](const PressContact& a, const PressContact& b) {
      return a.organisation.name < b.organisation.name;
    });
    groups.push_back(std::move(*group));
  }
  return groups;
}

Result<PressRoom> make_press_room(const Scene& scene, std::size_t page) {
  const content::Section* section = scene.vocabulary.section("press");
  PressRoom view;
  view.all = SEN_TRY(make_section(scene, *section, page));
  view.frame = std::move(view.all.frame);
  view.crumbs = std::move(view.all.crumbs);
  view.title = view.all.title;
  view.summary = scene.t("Statements, briefings, incidents, contacts and quotes for journalists.");
  view.all.title = scene.t("Everything from the press room");
  if (page > 1) return view;

  view.frame.description = view.summary;
  view.frame.index = scene.site.indexing;
  view.services = services(scene);
  view.incidents = SEN_TRY(make_incident_lines(scene));
  view.briefings = SEN_TRY(make_briefings(scene));
  view.statements = SEN_TRY(make_block(scene, "statement"));
  view.releases = SEN_TRY(make_block(scene, "press-release"));
  for (const VisibleEdition& edition : SEN_TRY(editions_of_type(scene, "quote", 3)))
    view.quotes.push_back(make_quote(scene, edition));
  view.all_quotes = {scene.t("All quotes"), content::section_path(scene.locale(), "press") + "/quotes"};
  view.contacts = SEN_TRY(make_contacts(scene, {}));
  return view;
}

Result<Listing> make_press_answers(const Scene& scene, std::size_t page) {
  const std::string room = content::section_path(scene.locale(), "press");
  Listing view = SEN_TRY(make_listing(scene,
                                      {.title = scene.t("Questions and answers"),
                                       .path = room + "/answers",
                                       .section = "press",
                                       .summary = scene.t("Questions that journalists asked, and what was answered."),
                                       .above = {{scene.name(scene.vocabulary.section("press")->labels), room}},
                                       .filters = {{scene.t("Ask a question"), room + "/ask"}}},
                                      {store::Listing::By::Type, "press-answer", {}}, page));
  view.empty = scene.t("No answer has been published yet.");
  return view;
}

}  // namespace sen::portal::views
