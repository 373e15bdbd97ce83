#include "tests/unit/feeds/world.h"

#include <cstdlib>

namespace sen::feeds {
namespace {

using content::Locale;

const Locale kVi("vi"), kEn("en");

content::Document document(const content::ContentId& id, std::vector<Locale> locales) {
  content::Document made;
  made.id = id;
  made.organisation = content::OrganisationCode("mofa");
  made.folder = id.value;
  made.type = "news";
  made.section = "news";
  made.date = parse_rfc3339("2026-11-19T01:00:00Z").value();
  made.licence = "CC-BY-4.0";
  made.topics = {"economy"};
  made.places = {"31"};
  made.locales = std::move(locales);
  return made;
}

void add_edition(content::Change& change, const content::ContentId& id, const Locale& locale, const std::string& title,
                 content::State state, const char* published) {
  content::Version version;
  version.id = id;
  version.locale = locale;
  version.number = 1;
  version.title = title;
  version.summary = title + " & more";
  version.slug = "slug-" + locale.value;
  version.body = "Body <of> " + title;
  version.parts = {{content::BodyPart::Kind::Html, "<p>Body &lt;of&gt; <a href=\"/en\">home</a></p>\n"},
                   {content::BodyPart::Kind::Figure, "images/port.jpg"}};
  version.text = version.body;
  version.provenance = locale == kVi ? content::Provenance::Human : content::Provenance::Machine;
  content::Edition edition;
  edition.id = id;
  edition.locale = locale;
  edition.state = state;
  edition.latest = 1;
  if (state == content::State::Published) {
    edition.live = 1;
    edition.first_published = edition.updated = parse_rfc3339(published).value();
  }
  change.mutations.emplace_back(version);
  change.mutations.emplace_back(edition);
}

content::Dataset dataset(const std::string& code, content::State state) {
  content::Dataset made;
  made.code = content::DatasetCode(code);
  made.organisation = content::OrganisationCode("nso");
  made.titles = {{kEn, "Figures, \"sample\""}, {kVi, "Số liệu"}};
  made.licence = "CC-BY-4.0";
  made.sources = {{"A source", "https://example.org/"}};
  made.columns = {{"REF_AREA", "province", content::Role::Dimension, "CL_PROVINCE", {{kEn, "Province"}}, "", 0},
                  {"TIME_PERIOD", "year", content::Role::Time, "", {{kEn, "Year"}}, "", 0},
                  {"OBS_VALUE", "value", content::Role::Measure, "", {{kEn, "Value"}}, "USD", 6},
                  {"OBS_STATUS", "flag", content::Role::Attribute, "CL_OBS_STATUS", {{kEn, "Status"}}, "", 0}};
  made.codelists = {{"CL_PROVINCE", {{kEn, "Provinces"}}, {{"01", {{kEn, "Ha Noi"}}}, {"31", {{kEn, "Hai Phong"}}}}},
                    {"CL_OBS_STATUS", {{kEn, "Status"}}, {{"A", {{kEn, "Normal"}}}, {"E", {{kEn, "Estimate"}}}}}};
  made.state = state;
  if (state == content::State::Published)
    made.releases = {{1, parse_rfc3339("2026-11-20T01:00:00Z").value(), "", 3, 2}};
  return made;
}

[[noreturn]] void stop(const Error& error) {
  std::fprintf(stderr, "world: %s\n", error.message().c_str());
  std::abort();
}

}  // namespace

const content::ContentId World::kBoth("aaaaaaaaaa"), World::kEnglishOnly("bbbbbbbbbb"), World::kEmbargoed("cccccccccc");

World::World() : vocabulary_(content::load_built_in_vocabulary().value()), store_(store::open_memory_store(clock_)) {
  content::Change change;
  change.actor.name = "test";
  const Digest picture = sha256("picture");
  content::Document both = document(kBoth, {kEn, kVi});
  both.image = "images/port.jpg";
  both.media = {{picture,
                 "images/port.jpg",
                 "Sen sample artwork",
                 "CC-BY-4.0",
                 std::nullopt,
                 0.5,
                 0.5,
                 {{kVi, "Cảng"}, {kEn, "A port"}},
                 {}}};
  change.mutations.emplace_back(
      content::Media{picture,
                     "image/jpeg",
                     1600,
                     1067,
                     7,
                     "#123456",
                     {{320, 213, "jpg", 9}, {1200, 800, "jpg", 99}, {1600, 1067, "jpg", 100}}});
  change.mutations.emplace_back(both);
  add_edition(change, kBoth, kVi, "Cảng xuất khẩu", content::State::Published, "2026-11-19T02:00:00Z");
  add_edition(change, kBoth, kEn, "The port <exports>", content::State::Published, "2026-11-19T03:00:00Z");
  change.mutations.emplace_back(document(kEnglishOnly, {kEn}));
  add_edition(change, kEnglishOnly, kEn, "Later news", content::State::Published, "2026-11-20T01:00:00Z");
  content::Document embargoed = document(kEmbargoed, {kEn});
  embargoed.embargo = parse_rfc3339("2027-01-01").value();
  change.mutations.emplace_back(embargoed);
  add_edition(change, kEmbargoed, kEn, "CANARY", content::State::Scheduled, "");

  change.mutations.emplace_back(dataset("EXPORTS", content::State::Published));
  change.mutations.emplace_back(
      content::Series{content::DatasetCode("EXPORTS"), {"01"}, 1, {{"2023", "1.10", {"A"}}, {"2024", "2.50", {"E"}}}});
  change.mutations.emplace_back(content::Series{content::DatasetCode("EXPORTS"), {"31"}, 1, {{"2024", "3", {""}}}});
  change.mutations.emplace_back(dataset("CANARY", content::State::Scheduled));
  change.mutations.emplace_back(content::Series{content::DatasetCode("CANARY"), {"01"}, 1, {{"2024", "9", {"A"}}}});
  content::Dataset table = dataset("HOLIDAYS", content::State::Published);
  table.structure = content::Structure::Table;
  table.columns = {{"day", "day", content::Role::Text, "", {}, "", 0},
                   {"name_2", "name", content::Role::Text, "", {{kEn, "Name, in words"}}, "", 0},
                   {"days", "days", content::Role::Measure, "", {}, "", 0}};
  table.codelists.clear();
  table.releases = {{.number = 1, .published = parse_rfc3339("2026-11-20T01:00:00Z").value(), .note = {}, .rows = 2}};
  content::TablePart part{.dataset = table.code, .release = 1, .columns = 3, .cells = {}};
  for (const char* cell : {"1 January", "Tết, \"Dương\" lịch", "01.50", "", "", ""})
    content::append_cell(part.cells, cell);
  change.mutations.emplace_back(std::move(table));
  change.mutations.emplace_back(std::move(part));
  if (const auto committed = store_->commit(std::move(change)); !committed) stop(committed.error());
  library_ = std::make_unique<store::Library>(*store_, vocabulary_.fallbacks());
}

}  // namespace sen::feeds
