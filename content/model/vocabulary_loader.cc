// Reads content/vocabulary/*.yaml and content/types/*.yaml. The first lines of each
// file say what its keys mean.
#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "content/model/vocabulary.h"
#include "content/model/yaml_map.h"
#include "embedded/types.h"
#include "embedded/vocabulary.h"

namespace sen::content {
namespace {

/// How the names of a kind of place are made from its short name: `Tỉnh {name}`.
struct NamePatterns {
  std::string code;
  Texts names;
  Texts full;
  Texts committee;
};

Error broken(std::string_view message) {
  return {ErrorCode::InvalidInput, std::string(message)};
}

Result<YamlMap> open_file(std::span<const EmbeddedFile> files, std::string_view name) {
  for (const EmbeddedFile& file : files)
    if (file.name == name) return YamlMap::parse(file);
  return broken(std::string(name) + ": not there");
}

/// Refuses a code that appears twice in `entries`.
template <typename Entry, typename CodeOf>
Result<void> require_unique(const std::vector<Entry>& entries, std::string_view what, CodeOf code_of) {
  std::set<std::string> seen;
  for (const Entry& entry : entries)
    if (!seen.insert(code_of(entry)).second)
      return broken(std::string(what) + ": \"" + code_of(entry) + "\" appears twice");
  return {};
}

std::vector<OrganisationCode> organisation_codes(std::vector<std::string> texts) {
  std::vector<OrganisationCode> codes;
  for (std::string& text : texts) codes.emplace_back(std::move(text));
  return codes;
}

/// `patterns` with `{name}` replaced by the name in the same language; `given` names win.
Texts fill_patterns(const Texts& patterns, const Texts& names, Texts given) {
  static constexpr std::string_view kHole = "{name}";
  for (const auto& [locale, pattern] : patterns) {
    const auto name = names.find(locale);
    const std::size_t hole = pattern.find(kHole);
    if (name == names.end() || hole == std::string::npos) continue;
    given.emplace(locale, std::string(pattern).replace(hole, kHole.size(), name->second));
  }
  return given;
}

Result<std::pair<int, int>> read_tile(YamlMap& map) {
  std::array<int, 2> tile{};
  const std::vector<std::string> values = SEN_TRY(map.list("tile"));
  if (values.size() != tile.size()) return map.error("\"tile\" is not a column and a row");
  for (std::size_t i = 0; i < tile.size(); ++i) {
    const std::string& text = values[i];
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), tile[i]);
    if (failure != std::errc() || end != text.data() + text.size()) return map.error("\"tile\" is not two numbers");
  }
  return std::pair(tile[0], tile[1]);
}

Result<double> read_area(YamlMap& map) {
  const std::string text = SEN_TRY(map.text("area_km2"));
  double area = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), area);
  if (failure != std::errc() || end != text.data() + text.size()) return map.error("\"area_km2\" is not a number");
  return area;
}

Result<Region> read_region(YamlMap& map) {
  std::string code = SEN_TRY(map.text("code"));
  return Region{.code = std::move(code), .names = SEN_TRY(map.texts("names"))};
}

Result<Topic> read_topic(YamlMap& map) {
  Topic topic;
  topic.code = SEN_TRY(map.text("code"));
  topic.parent = SEN_TRY(map.text_or("parent", ""));
  topic.names = SEN_TRY(map.texts("names"));
  return topic;
}

Result<NamePatterns> read_patterns(YamlMap& map) {
  NamePatterns patterns;
  patterns.code = SEN_TRY(map.text("code"));
  patterns.names = SEN_TRY(map.texts("names"));
  patterns.full = SEN_TRY(map.texts("full"));
  patterns.committee = SEN_TRY(map.texts("committee"));
  return patterns;
}

Result<PlaceKind> read_place_kind(YamlMap& map) {
  PlaceKind kind;
  kind.kind = SEN_TRY(map.text("kind"));
  kind.from = SEN_TRY(map.text_or("from", ""));
  kind.until = SEN_TRY(map.text_or("until", ""));
  kind.instrument = SEN_TRY(map.text_or("instrument", ""));
  return kind;
}

/// A place and the organisation that governs it.
struct Province {
  Place place;
  Organisation committee;
};

Result<Province> read_province(YamlMap& map, const std::vector<NamePatterns>& patterns) {
  Place place;
  place.code = SEN_TRY(map.text("code"));
  place.kinds = SEN_TRY(read_each(map, "kinds", read_place_kind));
  if (place.kinds.empty()) return map.error("missing \"kinds\"");
  place.kind = place.kinds.back().kind;
  place.region = SEN_TRY(map.text("region"));
  place.area_km2 = SEN_TRY(read_area(map));
  place.predecessors = SEN_TRY(map.list("predecessors"));
  std::tie(place.tile_column, place.tile_row) = SEN_TRY(read_tile(map));
  place.names = SEN_TRY(map.texts("names"));
  place.aliases = SEN_TRY(map.list("aliases"));

  const auto pattern =
      std::find_if(patterns.begin(), patterns.end(), [&](const NamePatterns& one) { return one.code == place.kind; });
  if (pattern == patterns.end()) return map.error("unknown kind \"" + place.kind + "\"");
  place.full_names = fill_patterns(pattern->full, place.names, SEN_TRY(map.texts_or_none("full_names")));

  Organisation committee;
  committee.code = OrganisationCode("province-" + place.code);
  committee.kind = "province";
  committee.place = place.code;
  committee.names = fill_patterns(pattern->committee, place.names, SEN_TRY(map.texts_or_none("committee_names")));
  return Province{.place = std::move(place), .committee = std::move(committee)};
}

Result<FormerPlace> read_former(YamlMap& map) {
  FormerPlace former;
  former.code = SEN_TRY(map.text("code"));
  former.iso = SEN_TRY(map.text("iso_3166_2"));
  former.successor = SEN_TRY(map.text("successor"));
  former.unchanged = SEN_TRY(map.flag("unchanged"));
  former.names = SEN_TRY(map.texts("names"));
  former.aliases = SEN_TRY(map.list("aliases"));
  return former;
}

Result<Archipelago> read_archipelago(YamlMap& map) {
  Archipelago archipelago;
  archipelago.code = SEN_TRY(map.text("code"));
  archipelago.place = SEN_TRY(map.text("province"));
  std::tie(archipelago.tile_column, archipelago.tile_row) = SEN_TRY(read_tile(map));
  archipelago.names = SEN_TRY(map.texts("names"));
  archipelago.aliases = SEN_TRY(map.list("aliases"));
  return archipelago;
}

Result<Organisation> read_organisation(YamlMap& map) {
  Organisation organisation;
  organisation.code = OrganisationCode(SEN_TRY(map.text("code")));
  organisation.kind = SEN_TRY(map.text("kind"));
  organisation.parent = OrganisationCode(SEN_TRY(map.text_or("parent", "")));
  organisation.place = SEN_TRY(map.text_or("place", ""));
  organisation.country = SEN_TRY(map.text_or("country", ""));
  organisation.cities = SEN_TRY(map.texts_or_none("city"));
  organisation.address = SEN_TRY(map.text_or("web", ""));
  organisation.predecessors = organisation_codes(SEN_TRY(map.list("predecessors")));
  organisation.until = SEN_TRY(map.text_or("until", ""));
  organisation.successors = organisation_codes(SEN_TRY(map.list("successors")));
  organisation.names = SEN_TRY(map.texts("names"));
  organisation.aliases = SEN_TRY(map.list("aliases"));
  return organisation;
}

/// A language and its fallback chain, itself first.
struct LanguageEntry {
  Language language;
  std::vector<Locale> chain;
};

Result<LanguageEntry> read_language(YamlMap& map) {
  LanguageEntry entry;
  entry.language.code = Locale(SEN_TRY(map.text("code")));
  entry.language.own_name = SEN_TRY(map.text("own_name"));
  const std::string direction = SEN_TRY(map.text("direction"));
  if (direction != "ltr" && direction != "rtl") return map.error("\"direction\" is neither ltr nor rtl");
  entry.language.right_to_left = direction == "rtl";
  entry.language.script = SEN_TRY(map.text("script"));
  entry.language.names = SEN_TRY(map.texts("names"));
  entry.chain.push_back(entry.language.code);
  for (std::string& next : SEN_TRY(map.list("fallback"))) entry.chain.emplace_back(std::move(next));
  return entry;
}

/// The elements of the only list in the file `name`.
template <typename ReadOne>
auto read_file(std::span<const EmbeddedFile> files, std::string_view name, std::string_view key, ReadOne read_one)
    -> Result<std::vector<typename decltype(read_one(std::declval<YamlMap&>()))::Value>> {
  YamlMap map = SEN_TRY(open_file(files, name));
  auto entries = SEN_TRY(read_each(map, key, read_one));
  SEN_TRY(map.finish());
  return entries;
}

Result<std::vector<FormerPlace>> read_former_places(std::span<const EmbeddedFile> files) {
  YamlMap map = SEN_TRY(open_file(files, "former-provinces.yaml"));
  const std::string until = SEN_TRY(map.text("until"));
  const std::string instrument = SEN_TRY(map.text("instrument"));
  std::vector<FormerPlace> all = SEN_TRY(read_each(map, "former_provinces", read_former));
  SEN_TRY(map.finish());
  for (FormerPlace& former : all) {
    former.until = until;
    former.instrument = instrument;
  }
  return all;
}

}  // namespace

/// Fills a Vocabulary and checks that what its parts say of one another holds.
class VocabularyLoader {
 public:
  explicit VocabularyLoader(Vocabulary& into) : into_(into) {}

  Result<void> read(std::span<const EmbeddedFile> vocabulary, std::span<const EmbeddedFile> types) {
    SEN_TRY(read_languages(vocabulary));
    SEN_TRY(read_places(vocabulary));
    into_.topics_ = SEN_TRY(read_file(vocabulary, "topics.yaml", "topics", read_topic));
    SEN_TRY(read_types(types));
    SEN_TRY(check_codes());
    return check_references();
  }

 private:
  Result<void> read_languages(std::span<const EmbeddedFile> files) {
    std::map<Locale, std::vector<Locale>> chains;
    for (LanguageEntry& entry : SEN_TRY(read_file(files, "languages.yaml", "languages", read_language))) {
      chains[entry.language.code] = std::move(entry.chain);
      into_.languages_.push_back(std::move(entry.language));
    }
    into_.fallbacks_ = Fallbacks(std::move(chains));
    return {};
  }

  Result<void> read_places(std::span<const EmbeddedFile> files) {
    into_.organisations_ = SEN_TRY(read_file(files, "organisations.yaml", "organisations", read_organisation));

    YamlMap map = SEN_TRY(open_file(files, "provinces.yaml"));
    const std::vector<NamePatterns> patterns = SEN_TRY(read_each(map, "kinds", read_patterns));
    into_.regions_ = SEN_TRY(read_each(map, "regions", read_region));
    const auto read_one = [&](YamlMap& province) { return read_province(province, patterns); };
    for (Province& province : SEN_TRY(read_each(map, "provinces", read_one))) {
      into_.places_.push_back(std::move(province.place));
      into_.organisations_.push_back(std::move(province.committee));
    }
    SEN_TRY(map.finish());

    into_.former_places_ = SEN_TRY(read_former_places(files));
    for (FormerPlace& former : into_.former_places_) former.redirects = into_.place(former.code) == nullptr;
    return read_archipelagos(files);
  }

  Result<void> read_archipelagos(std::span<const EmbeddedFile> files) {
    YamlMap map = SEN_TRY(open_file(files, "archipelagos.yaml"));
    into_.sea_ = SEN_TRY(map.texts("sea"));
    into_.archipelagos_ = SEN_TRY(read_each(map, "archipelagos", read_archipelago));
    return map.finish();
  }

  Result<void> read_types(std::span<const EmbeddedFile> files) {
    static constexpr std::string_view kSections = "sections.yaml";
    for (const EmbeddedFile& file : files) {
      if (file.name == kSections)
        into_.sections_ = SEN_TRY(read_sections(file));
      else
        into_.types_.push_back(SEN_TRY(read_document_type(file)));
    }
    if (into_.sections_.empty()) return broken(std::string(kSections) + ": not there");
    return {};
  }

  Result<void> check_codes() const {
    const auto code = [](const auto& entry) { return entry.code; };
    const auto name = [](const auto& entry) { return entry.code.value; };
    SEN_TRY(require_unique(into_.languages_, "languages.yaml", name));
    SEN_TRY(require_unique(into_.places_, "provinces.yaml", code));
    SEN_TRY(require_unique(into_.regions_, "provinces.yaml", code));
    SEN_TRY(require_unique(into_.former_places_, "former-provinces.yaml", code));
    SEN_TRY(require_unique(into_.former_places_, "former-provinces.yaml", [](const auto& place) { return place.iso; }));
    SEN_TRY(require_unique(into_.organisations_, "organisations.yaml", name));
    SEN_TRY(require_unique(into_.topics_, "topics.yaml", code));
    SEN_TRY(require_unique(into_.sections_, "sections.yaml", code));
    return require_unique(into_.types_, "types", code);
  }

  Result<void> check_references() const {
    for (const Place& place : into_.places_) {
      SEN_TRY(require(into_.region(place.region), "provinces.yaml", place.region));
      for (const std::string& code : place.predecessors)
        SEN_TRY(require(into_.former_place(code), "provinces.yaml", code));
    }
    for (const FormerPlace& former : into_.former_places_)
      SEN_TRY(require(into_.place(former.successor), "former-provinces.yaml", former.successor));
    for (const Archipelago& archipelago : into_.archipelagos_)
      SEN_TRY(require(into_.place(archipelago.place), "archipelagos.yaml", archipelago.place));
    for (const Topic& topic : into_.topics_)
      if (!topic.parent.empty()) SEN_TRY(require(into_.topic(topic.parent), "topics.yaml", topic.parent));
    for (const DocumentType& type : into_.types_)
      SEN_TRY(require(into_.section(type.section), type.code + ".yaml", type.section));
    return check_organisations();
  }

  Result<void> check_organisations() const {
    for (const Organisation& organisation : into_.organisations_) {
      std::vector<OrganisationCode> named = organisation.predecessors;
      named.insert(named.end(), organisation.successors.begin(), organisation.successors.end());
      if (!organisation.parent.empty()) named.push_back(organisation.parent);
      for (const OrganisationCode& code : named)
        SEN_TRY(require(into_.organisation(code), "organisations.yaml", code.value));
      if (!organisation.place.empty())
        SEN_TRY(require(into_.place(organisation.place), "organisations.yaml", organisation.place));
    }
    return {};
  }

  static Result<void> require(const void* found, std::string_view file, std::string_view code) {
    if (found != nullptr) return {};
    return broken(std::string(file) + ": there is no \"" + std::string(code) + "\"");
  }

  Vocabulary& into_;
};

Result<Vocabulary> load_vocabulary(std::span<const EmbeddedFile> vocabulary, std::span<const EmbeddedFile> types) {
  Vocabulary loaded;
  SEN_TRY(VocabularyLoader(loaded).read(vocabulary, types));
  return loaded;
}

Result<Vocabulary> load_built_in_vocabulary() {
  return load_vocabulary(embedded::vocabulary(), embedded::types());
}

}  // namespace sen::content
