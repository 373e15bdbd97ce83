// Reads content/vocabulary/*.yaml and content/types/*.yaml. The first lines of each
// file say what its keys mean.
#include <algorithm>
#include <array>
#include <charconv>

#include "content/model/code_book.h"
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

/// A place and the organisation that governs it.
struct Province {
  Place place;
  Organisation committee;
};

/// A language and its fallback chain, itself first.
struct LanguageEntry {
  Language language;
  std::vector<Locale> chain;
};

Result<YamlMap> open_file(std::span<const EmbeddedFile> files, std::string_view name) {
  for (const EmbeddedFile& file : files)
    if (file.name == name) return YamlMap::parse(file);
  return Error(ErrorCode::InvalidInput, std::string(name) + ": not there");
}

/// The code of the `what` that `map` declares.
Result<std::string> read_code(YamlMap& map, std::string_view what, CodeBook& book) {
  const std::string code = SEN_TRY(map.text("code"));
  SEN_TRY(book.declare(what, code, map));
  return code;
}

/// The code at `key` of a `what` that is declared elsewhere.
Result<std::string> read_reference(YamlMap& map, std::string_view key, std::string_view what, CodeBook& book) {
  const std::string code = SEN_TRY(map.text_or(key, ""));
  if (!code.empty()) book.expect(what, code, map);
  return code;
}

Result<std::vector<std::string>> read_references(YamlMap& map, std::string_view key, std::string_view what,
                                                 CodeBook& book) {
  std::vector<std::string> codes = SEN_TRY(map.list(key));
  for (const std::string& code : codes) book.expect(what, code, map);
  return codes;
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

template <typename Number>
Result<Number> parse_number(const std::string& text, const YamlMap& at) {
  Number number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure == std::errc() && end == text.data() + text.size()) return number;
  return at.error("\"" + text + "\" is not a number");
}

Result<std::pair<int, int>> read_tile(YamlMap& map) {
  const std::vector<std::string> values = SEN_TRY(map.list("tile"));
  if (values.size() != 2) return map.error("\"tile\" is not a column and a row");
  const int column = SEN_TRY(parse_number<int>(values[0], map));
  return std::pair(column, SEN_TRY(parse_number<int>(values[1], map)));
}

Result<LanguageEntry> read_language(YamlMap& map, CodeBook& book) {
  LanguageEntry entry;
  entry.language.code = Locale(SEN_TRY(read_code(map, "language", book)));
  entry.language.own_name = SEN_TRY(map.text("own_name"));
  const std::string direction = SEN_TRY(map.text("direction"));
  if (direction != "ltr" && direction != "rtl") return map.error("\"direction\" is neither ltr nor rtl");
  entry.language.right_to_left = direction == "rtl";
  entry.language.script = SEN_TRY(map.text("script"));
  entry.language.sign_off = SEN_TRY(map.flag("sign_off"));
  entry.language.names = SEN_TRY(map.texts("names"));
  entry.chain.push_back(entry.language.code);
  for (std::string& next : SEN_TRY(map.list("fallback"))) entry.chain.emplace_back(std::move(next));
  return entry;
}

Result<Topic> read_topic(YamlMap& map, CodeBook& book) {
  Topic topic;
  topic.code = SEN_TRY(read_code(map, "topic", book));
  topic.parent = SEN_TRY(read_reference(map, "parent", "topic", book));
  topic.names = SEN_TRY(map.texts("names"));
  return topic;
}

Result<Region> read_region(YamlMap& map, CodeBook& book) {
  Region region;
  region.code = SEN_TRY(read_code(map, "region", book));
  region.names = SEN_TRY(map.texts("names"));
  return region;
}

Result<NamePatterns> read_patterns(YamlMap& map, CodeBook& book) {
  NamePatterns patterns;
  patterns.code = SEN_TRY(read_code(map, "kind", book));
  patterns.names = SEN_TRY(map.texts("names"));
  patterns.full = SEN_TRY(map.texts("full"));
  patterns.committee = SEN_TRY(map.texts("committee"));
  return patterns;
}

Result<PlaceKind> read_place_kind(YamlMap& map, CodeBook& book) {
  PlaceKind kind;
  kind.kind = SEN_TRY(map.text("kind"));
  book.expect("kind", kind.kind, map);
  kind.from = SEN_TRY(map.text_or("from", ""));
  kind.until = SEN_TRY(map.text_or("until", ""));
  kind.instrument = SEN_TRY(map.text_or("instrument", ""));
  return kind;
}

Result<Place> read_place(YamlMap& map, CodeBook& book) {
  Place place;
  place.code = SEN_TRY(read_code(map, "province", book));
  place.kinds = SEN_TRY(read_each(map, "kinds", [&](YamlMap& kind) { return read_place_kind(kind, book); }));
  if (place.kinds.empty()) return map.error("missing \"kinds\"");
  place.kind = place.kinds.back().kind;
  place.region = SEN_TRY(read_reference(map, "region", "region", book));
  const std::string area = SEN_TRY(map.text("area_km2"));
  place.area_km2 = SEN_TRY(parse_number<double>(area, map));
  place.predecessors = SEN_TRY(read_references(map, "predecessors", "former province", book));
  std::tie(place.tile_column, place.tile_row) = SEN_TRY(read_tile(map));
  place.names = SEN_TRY(map.texts("names"));
  place.aliases = SEN_TRY(map.list("aliases"));
  return place;
}

Result<Province> read_province(YamlMap& map, const std::vector<NamePatterns>& patterns, CodeBook& book) {
  Province province;
  Place& place = province.place;
  place = SEN_TRY(read_place(map, book));
  Organisation& committee = province.committee;
  committee.code = OrganisationCode("province-" + place.code);
  SEN_TRY(book.declare("organisation", committee.code.value, map));
  committee.kind = "province";
  committee.place = place.code;

  place.full_names = SEN_TRY(map.texts_or_none("full_names"));
  committee.names = SEN_TRY(map.texts_or_none("committee_names"));
  for (const NamePatterns& pattern : patterns) {
    if (pattern.code != place.kind) continue;
    place.full_names = fill_patterns(pattern.full, place.names, std::move(place.full_names));
    committee.names = fill_patterns(pattern.committee, place.names, std::move(committee.names));
  }
  return province;
}

Result<FormerPlace> read_former(YamlMap& map, CodeBook& book) {
  FormerPlace former;
  former.code = SEN_TRY(read_code(map, "former province", book));
  former.iso = SEN_TRY(map.text("iso_3166_2"));
  SEN_TRY(book.declare("ISO 3166-2 code", former.iso, map));
  former.successor = SEN_TRY(map.text("successor"));
  book.expect("province", former.successor, map);
  former.unchanged = SEN_TRY(map.flag("unchanged"));
  former.names = SEN_TRY(map.texts("names"));
  former.aliases = SEN_TRY(map.list("aliases"));
  return former;
}

Result<Archipelago> read_archipelago(YamlMap& map, CodeBook& book) {
  Archipelago archipelago;
  archipelago.code = SEN_TRY(read_code(map, "archipelago", book));
  archipelago.place = SEN_TRY(map.text("province"));
  book.expect("province", archipelago.place, map);
  std::tie(archipelago.tile_column, archipelago.tile_row) = SEN_TRY(read_tile(map));
  archipelago.names = SEN_TRY(map.texts("names"));
  archipelago.aliases = SEN_TRY(map.list("aliases"));
  return archipelago;
}

Result<Organisation> read_organisation(YamlMap& map, CodeBook& book) {
  static constexpr std::string_view kWhat = "organisation";
  Organisation organisation;
  organisation.code = OrganisationCode(SEN_TRY(read_code(map, kWhat, book)));
  organisation.kind = SEN_TRY(map.text("kind"));
  organisation.parent = OrganisationCode(SEN_TRY(read_reference(map, "parent", kWhat, book)));
  organisation.place = SEN_TRY(read_reference(map, "place", "province", book));
  organisation.country = SEN_TRY(map.text_or("country", ""));
  organisation.cities = SEN_TRY(map.texts_or_none("city"));
  organisation.address = SEN_TRY(map.text_or("web", ""));
  organisation.predecessors = organisation_codes(SEN_TRY(read_references(map, "predecessors", kWhat, book)));
  organisation.until = SEN_TRY(map.text_or("until", ""));
  organisation.successors = organisation_codes(SEN_TRY(read_references(map, "successors", kWhat, book)));
  organisation.names = SEN_TRY(map.texts("names"));
  organisation.aliases = SEN_TRY(map.list("aliases"));
  return organisation;
}

}  // namespace

/// Fills a Vocabulary from its files. Called by one thread.
class VocabularyLoader {
 public:
  VocabularyLoader(std::span<const EmbeddedFile> vocabulary, std::span<const EmbeddedFile> types, Vocabulary& into)
      : vocabulary_(vocabulary), types_(types), into_(into) {}

  Result<void> read() {
    SEN_TRY(read_languages());
    SEN_TRY(read_provinces());
    SEN_TRY(read_former_places());
    SEN_TRY(read_archipelagos());
    SEN_TRY(read_organisations());
    SEN_TRY(read_topics());
    SEN_TRY(read_types());
    return book_.settle();
  }

 private:
  /// As read_each(), with the code book handed to `read_one`.
  template <typename ReadOne>
  auto read_all(YamlMap& map, std::string_view key, ReadOne read_one) {
    return read_each(map, key, [&](YamlMap& element) { return read_one(element, book_); });
  }

  Result<void> read_languages() {
    YamlMap map = SEN_TRY(open_file(vocabulary_, "languages.yaml"));
    std::map<Locale, std::vector<Locale>> chains;
    for (LanguageEntry& entry : SEN_TRY(read_all(map, "languages", read_language))) {
      chains[entry.language.code] = std::move(entry.chain);
      into_.languages_.push_back(std::move(entry.language));
    }
    into_.fallbacks_ = Fallbacks(std::move(chains));
    return map.finish();
  }

  Result<void> read_provinces() {
    YamlMap map = SEN_TRY(open_file(vocabulary_, "provinces.yaml"));
    const std::vector<NamePatterns> patterns = SEN_TRY(read_all(map, "kinds", read_patterns));
    for (const NamePatterns& pattern : patterns) into_.kind_names_[pattern.code] = pattern.names;
    into_.regions_ = SEN_TRY(read_all(map, "regions", read_region));
    const auto read_one = [&](YamlMap& one, CodeBook& book) { return read_province(one, patterns, book); };
    for (Province& province : SEN_TRY(read_all(map, "provinces", read_one))) {
      into_.places_.push_back(std::move(province.place));
      into_.organisations_.push_back(std::move(province.committee));
    }
    return map.finish();
  }

  Result<void> read_former_places() {
    YamlMap map = SEN_TRY(open_file(vocabulary_, "former-provinces.yaml"));
    const std::string until = SEN_TRY(map.text("until"));
    const std::string instrument = SEN_TRY(map.text("instrument"));
    into_.former_places_ = SEN_TRY(read_all(map, "former_provinces", read_former));
    for (FormerPlace& former : into_.former_places_) {
      former.until = until;
      former.instrument = instrument;
      former.redirects = into_.place(former.code) == nullptr;
    }
    return map.finish();
  }

  Result<void> read_archipelagos() {
    YamlMap map = SEN_TRY(open_file(vocabulary_, "archipelagos.yaml"));
    into_.sea_ = SEN_TRY(map.texts("sea"));
    into_.archipelagos_ = SEN_TRY(read_all(map, "archipelagos", read_archipelago));
    return map.finish();
  }

  /// Puts the organisations of their own file before the committees of the provinces.
  Result<void> read_organisations() {
    YamlMap map = SEN_TRY(open_file(vocabulary_, "organisations.yaml"));
    into_.default_organisation_ = OrganisationCode(SEN_TRY(map.text("default")));
    book_.expect("organisation", into_.default_organisation_.value, map);
    std::vector<Organisation> listed = SEN_TRY(read_all(map, "organisations", read_organisation));
    into_.organisations_.insert(into_.organisations_.begin(), std::make_move_iterator(listed.begin()),
                                std::make_move_iterator(listed.end()));
    return map.finish();
  }

  Result<void> read_topics() {
    YamlMap map = SEN_TRY(open_file(vocabulary_, "topics.yaml"));
    into_.topics_ = SEN_TRY(read_all(map, "topics", read_topic));
    return map.finish();
  }

  Result<void> read_types() {
    static constexpr std::string_view kSections = "sections.yaml";
    for (const EmbeddedFile& file : types_) {
      if (file.name == kSections)
        into_.sections_ = SEN_TRY(read_sections(file));
      else
        into_.types_.push_back(SEN_TRY(read_document_type(file)));
    }
    for (const DocumentType& type : into_.types_)
      if (into_.section(type.section) == nullptr)
        return Error(ErrorCode::InvalidInput, type.code + ".yaml: there is no section \"" + type.section + "\"");
    return {};
  }

  std::span<const EmbeddedFile> vocabulary_;
  std::span<const EmbeddedFile> types_;
  Vocabulary& into_;
  CodeBook book_;
};

Result<Vocabulary> load_vocabulary(std::span<const EmbeddedFile> vocabulary, std::span<const EmbeddedFile> types) {
  Vocabulary loaded;
  SEN_TRY(VocabularyLoader(vocabulary, types, loaded).read());
  return loaded;
}

Result<Vocabulary> load_built_in_vocabulary() {
  return load_vocabulary(embedded::vocabulary(), embedded::types());
}

}  // namespace sen::content
