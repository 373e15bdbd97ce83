#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/document.h"
#include "content/model/document_type.h"
#include "content/model/locale.h"
#include "engine/base/embedded.h"
#include "engine/base/result.h"

namespace sen::content {

struct Language {
  Locale code;
  std::string own_name;  ///< `Tiếng Việt`
  bool right_to_left = false;
  bool sign_off = false;  ///< A translation into it waits for a language reviewer's sign-off.
  std::string script;     ///< ISO 15924: `Latn`
  Texts names;
};

/// What a unit was for a time. Dates are `YYYY-MM-DD`.
struct PlaceKind {
  std::string kind;        ///< `city`, `province`
  std::string from;        ///< First day; empty: since the unit exists.
  std::string until;       ///< Last day; empty: still.
  std::string instrument;  ///< The resolution that made it so, or empty.
};

/// One of the provinces and cities of today.
struct Place {
  std::string code;                       ///< National two-digit code.
  std::string kind;                       ///< `city`, `province`: what it is now.
  std::vector<PlaceKind> kinds;           ///< Oldest first, the last is `kind`.
  Texts names;                            ///< `Cao Bằng`
  Texts full_names;                       ///< `Tỉnh Cao Bằng`
  std::vector<std::string> predecessors;  ///< Codes of former places, its own included if it bears one's name.
  std::vector<std::string> aliases;       ///< For search only.
  std::string region;
  double area_km2 = 0;
  int tile_column = 0;  ///< On the schematic tile map.
  int tile_row = 0;
};

/// One of the 63 units before 2025-07-01, the eleven that went on unchanged included.
struct FormerPlace {
  std::string code;  ///< Its national code until then.
  std::string iso;   ///< ISO 3166-2, an alias only.
  Texts names;
  std::vector<std::string> aliases;  ///< For search only.
  std::string successor;             ///< Code of a Place.
  std::string until;                 ///< Its last day, `YYYY-MM-DD`.
  std::string instrument;            ///< The resolution that merged it.
  bool unchanged = false;            ///< It went on as it was; its successor is itself.
  bool redirects = false;            ///< Its code is no longer in use, so its address redirects.
};

/// A socio-economic region.
struct Region {
  std::string code;  ///< `mekong-delta`
  Texts names;
};

/// An archipelago and the place it belongs to.
struct Archipelago {
  std::string code;  ///< `hoang-sa`
  Texts names;
  std::vector<std::string> aliases;  ///< For search only.
  std::string place;
  int tile_column = 0;
  int tile_row = 0;
};

struct Organisation {
  OrganisationCode code;
  std::string kind;         ///< `ministry`, `agency`, `province`, `mission`
  OrganisationCode parent;  ///< May be empty.
  Texts names;
  std::vector<std::string> aliases;  ///< `MOFA`; for search only.
  std::string place;                 ///< Province code, or empty.
  std::string country;               ///< ISO 3166-1 alpha-2 in lower case, of a mission.
  Texts cities;
  std::string address;  ///< Web address, or empty.
  std::vector<OrganisationCode> predecessors;
  std::string until;                         ///< Last day of one that was merged, `YYYY-MM-DD`; empty: it stands.
  std::vector<OrganisationCode> successors;  ///< Of one that was merged, the main one first.
};

struct Topic {
  std::string code;
  std::string parent;  ///< Or empty.
  Texts names;
};

/// The names that Sen ships as data: languages, places, organisations, topics, sections, types.
/// Built once by the program and passed on. Immutable, thread-safe.
class Vocabulary {
 public:
  const std::vector<Language>& languages() const { return languages_; }
  const std::vector<Place>& places() const { return places_; }
  const std::vector<FormerPlace>& former_places() const { return former_places_; }
  const std::vector<Region>& regions() const { return regions_; }
  const std::vector<Archipelago>& archipelagos() const { return archipelagos_; }
  const std::vector<Organisation>& organisations() const { return organisations_; }
  /// Who hands in what names nobody, where the site's owner is no organisation.
  const OrganisationCode& default_organisation() const { return default_organisation_; }
  const std::vector<Topic>& topics() const { return topics_; }
  const std::vector<Section>& sections() const { return sections_; }
  const std::vector<DocumentType>& types() const { return types_; }
  const Fallbacks& fallbacks() const { return fallbacks_; }
  /// The East Sea, as it is labelled on a map.
  const Texts& sea() const { return sea_; }

  /// Null if there is none of that code.
  const Language* language(const Locale& code) const;
  const Place* place(std::string_view code) const;
  /// By its national code of that time or its ISO 3166-2 code.
  const FormerPlace* former_place(std::string_view code) const;
  /// The place of today that `code` means: its own, or the successor of a former
  /// place whose code is no longer in use. Null for any other code.
  const Place* place_now(std::string_view code) const;
  const Region* region(std::string_view code) const;
  /// What a kind of place is called: `Tỉnh`, `Thành phố`. Empty if there is no such kind.
  const Texts& kind_names(std::string_view kind) const;
  const Organisation* organisation(const OrganisationCode& code) const;
  const Topic* topic(std::string_view code) const;
  const Section* section(std::string_view code) const;
  const DocumentType* type(std::string_view code) const;

  /// Names that mean the same, for search: one group for each place, former place,
  /// archipelago, organisation and topic, in all languages and with aliases, no duplicates in a group.
  std::vector<std::vector<std::string>> synonyms() const;

 private:
  friend class VocabularyLoader;
  std::vector<Language> languages_;
  std::vector<Place> places_;
  std::vector<FormerPlace> former_places_;
  std::vector<Region> regions_;
  std::map<std::string, Texts, std::less<>> kind_names_;
  std::vector<Archipelago> archipelagos_;
  std::vector<Organisation> organisations_;
  OrganisationCode default_organisation_;
  std::vector<Topic> topics_;
  std::vector<Section> sections_;
  std::vector<DocumentType> types_;
  Texts sea_;
  Fallbacks fallbacks_;
};

/// Reads the YAML files of content/vocabulary and content/types.
/// Errors: InvalidInput names file and line.
Result<Vocabulary> load_vocabulary(std::span<const EmbeddedFile> vocabulary, std::span<const EmbeddedFile> types);

/// The vocabulary that is built into the program.
Result<Vocabulary> load_built_in_vocabulary();

}  // namespace sen::content
