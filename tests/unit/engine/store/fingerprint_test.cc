#include "engine/store/fingerprint.h"

#include <gtest/gtest.h>

#include <set>

namespace sen::store {
namespace {

content::Dataset exports() {
  content::Dataset dataset;
  dataset.code = content::DatasetCode("EXPORTS");
  dataset.organisation = content::OrganisationCode("nso");
  dataset.titles = {{content::Locale("en"), "Exports"}};
  dataset.licence = "CC-BY-4.0";
  dataset.sources = {{"Customs", "https://customs.example"}};
  dataset.columns = {{"REF_AREA", "province", content::Role::Dimension, "CL_PROVINCE", {}, {}, 0},
                     {"OBS_VALUE", "usd", content::Role::Measure, {}, {}, "USD", 6}};
  dataset.codelists = {{"CL_PROVINCE", {}, {{"31", {{content::Locale("en"), "Hai Phong"}}}}}};
  dataset.state = content::State::Published;
  dataset.releases = {{1, Timestamp{1'000}, "First", 3, 2, content::State::Published}};
  return dataset;
}

TEST(Fingerprint, IsTheSameForEqualDatasets) {
  EXPECT_EQ(fingerprint(exports()), fingerprint(exports()));
}

TEST(Fingerprint, ChangesWithEveryFieldThatAnExportShows) {
  using Change = void (*)(content::Dataset&);
  const std::vector<Change> changes = {
      [](content::Dataset& d) { d.code.value = "IMPORTS"; },
      [](content::Dataset& d) { d.organisation.value = "mof"; },
      [](content::Dataset& d) { d.version = "2.0"; },
      [](content::Dataset& d) { d.titles[content::Locale("vi")] = "Xuất khẩu"; },
      [](content::Dataset& d) { d.descriptions[content::Locale("en")] = "Goods"; },
      [](content::Dataset& d) { d.licence = "CC0-1.0"; },
      [](content::Dataset& d) { d.sources[0].title = "Customs of Viet Nam"; },
      [](content::Dataset& d) { d.sources[0].address.clear(); },
      [](content::Dataset& d) {
        d.sources.push_back({"Ports", ""});
      },
      [](content::Dataset& d) { d.columns[1].id = "VALUE"; },
      [](content::Dataset& d) { d.columns[1].titles[content::Locale("en")] = "Value"; },
      [](content::Dataset& d) { d.columns[1].unit = "VND"; },
      [](content::Dataset& d) { d.columns[1].multiplier = 9; },
      [](content::Dataset& d) { d.columns[0].codelist.clear(); },
      [](content::Dataset& d) { d.codelists[0].id = "CL_AREA"; },
      [](content::Dataset& d) { d.codelists[0].codes[0].names[content::Locale("en")] = "Haiphong"; },
      [](content::Dataset& d) { d.releases[0].note = "Second"; },
      [](content::Dataset& d) { d.releases[0].published = Timestamp{2'000}; },
      [](content::Dataset& d) {
        d.releases.push_back({2, Timestamp{3'000}, "", 4, 2, content::State::Published});
      }};
  std::set<Digest> seen = {fingerprint(exports())};

  for (std::size_t i = 0; i < changes.size(); ++i) {
    content::Dataset changed = exports();
    changes[i](changed);
    EXPECT_TRUE(seen.insert(fingerprint(changed)).second) << "change " << i;
  }
}

}  // namespace
}  // namespace sen::store
