#include "tests/integration/canary/made.h"
#include "tests/integration/canary/secrets.h"
#include "tests/support/content.h"

namespace sen::canary {

using content::Column;
using content::Dataset;
using content::DatasetCode;
using content::Locale;
using content::Mutation;
using content::Role;
using content::State;

Column column(const std::string& id, Role role, const std::string& codelist) {
  Column column;
  column.id = column.name = id;
  column.role = role;
  column.codelist = codelist;
  return column;
}

Dataset dataset(const std::string& code, State state) {
  Dataset data;
  data.code = DatasetCode(code);
  data.organisation = content::OrganisationCode("mofa");
  data.licence = "CC-BY-4.0";
  data.topics = {"economy"};
  data.state = state;
  data.releases = {{.number = 1, .published = {5'000}, .note = {}, .observations = 1, .series = 1, .state = state}};
  return data;
}

content::Media picture(const std::string& of, Site& site) {
  content::Media media;
  media.digest = sha256(of);
  media.content_type = "image/jpeg";
  media.width = 320;
  media.height = 180;
  media.renditions = {{320, 180, "jpg", 7}, {320, 180, "webp", 7}};
  for (const char* name : {"320.jpg", "320.webp", "original"}) site.keep_picture(media.digest, name);
  return media;
}

void add_public(Site& site, const content::Vocabulary& vocabulary) {
  for (const char* id : {kPublicNews, kPublicStatement, kWithdrawn}) {
    content::Document document = test::document(id);
    if (id == kPublicStatement) document.type = "statement", document.section = "press";
    content::MediaUse use;
    const content::Media media = picture(id, site);
    use.digest = media.digest;
    use.file = document.image = "images/port.jpg";
    use.licence = "CC-BY-4.0";
    document.media = {use};
    std::vector<Mutation> mutations{media};
    for (const content::Language& language : vocabulary.languages()) {
      document.locales.push_back(language.code);
      content::Version words = test::version(id, language.code.value, 1, "Harbour " + language.code.value);
      if (id == kPublicNews) words.parts.push_back({content::BodyPart::Kind::Chart, "EXPORTS"});
      content::Edition edition = test::published(words, 2'000);
      if (id == kWithdrawn) {
        edition.state = State::Withdrawn;
        edition.reason = "It was wrong.";
        edition.notes = {{content::ChangeKind::Withdrawal, 1, {3'000}, edition.reason}};
      }
      mutations.emplace_back(words);
      mutations.emplace_back(edition);
    }
    mutations.insert(mutations.begin(), document);
    site.commit(std::move(mutations));
  }
  Dataset figures = dataset("EXPORTS", State::Published);
  figures.titles = {{Locale("en"), "Exports"}};
  figures.columns = {column("GOODS", Role::Dimension, "CL_GOODS"), column("TIME_PERIOD", Role::Time),
                     column("OBS_VALUE", Role::Measure), column("NOTE", Role::Attribute)};
  figures.codelists = {{"CL_GOODS", {{Locale("en"), "Goods"}}, {{"rice", {{Locale("en"), "Rice"}}}}}};
  Dataset table = dataset("HOLIDAYS", State::Published);
  table.structure = content::Structure::Table;
  table.titles = {{Locale("en"), "Holidays"}};
  table.columns = {column("day", Role::Text)};
  table.releases.front().rows = 1;
  content::TablePart part{.dataset = table.code, .number = 0, .release = 1, .columns = 1, .cells = {}};
  content::append_cell(part.cells, "New Year");
  site.commit({figures, content::Series{figures.code, {"rice"}, 1, {{"2024", "1.5", {"A"}}}}, table, part});
}

}  // namespace sen::canary
