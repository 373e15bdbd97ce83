#include "ingest/licences.h"

#include <array>
#include <map>

#include "embedded/spdx_licences.h"
#include "engine/base/text.h"

namespace sen::ingest {
namespace {

/// Identifier by its lower-case form.
const std::map<std::string, std::string_view>& licences() {
  static const std::map<std::string, std::string_view> kAll = [] {
    std::map<std::string, std::string_view> all;
    for (const std::string_view line : split(embedded::spdx_licences().front().bytes, '\n'))
      if (!line.empty()) all.emplace(to_lower_ascii(line), line);
    return all;
  }();
  return kAll;
}

/// Names of the Open Definition, of CKAN and of daily use.
constexpr std::array<std::pair<std::string_view, std::string_view>, 16> kOthers = {{
    {"odc-pddl-1.0", "PDDL-1.0"},
    {"odc-pddl", "PDDL-1.0"},
    {"pddl", "PDDL-1.0"},
    {"public_domain_dedication_and_license", "PDDL-1.0"},
    {"public domain dedication and license", "PDDL-1.0"},
    {"odc-by", "ODC-By-1.0"},
    {"odc-odbl", "ODbL-1.0"},
    {"odbl", "ODbL-1.0"},
    {"cc0", "CC0-1.0"},
    {"cc-zero", "CC0-1.0"},
    {"cc-by", "CC-BY-4.0"},
    {"cc by 4.0", "CC-BY-4.0"},
    {"cc-by 4.0", "CC-BY-4.0"},
    {"cc-by-sa", "CC-BY-SA-4.0"},
    {"cc by-sa 4.0", "CC-BY-SA-4.0"},
    {"uk-ogl", "OGL-UK-3.0"},
}};

}  // namespace

bool is_spdx_licence(std::string_view identifier) {
  if (identifier == kNoLicence || identifier.starts_with("LicenseRef-")) return true;
  const auto found = licences().find(to_lower_ascii(identifier));
  return found != licences().end() && found->second == identifier;
}

std::string spdx_licence_for(std::string_view said) {
  const std::string lower = to_lower_ascii(said);
  if (const auto found = licences().find(lower); found != licences().end()) return std::string(found->second);
  for (const auto& [other, identifier] : kOthers)
    if (lower == other) return std::string(identifier);
  return {};
}

}  // namespace sen::ingest
