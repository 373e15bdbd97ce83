#pragma once

#include <string>
#include <string_view>

namespace sen::ingest {

/// Whether `identifier` is on the SPDX licence list, or is a LicenseRef-… or NOASSERTION.
bool is_spdx_licence(std::string_view identifier);

/// The SPDX identifier that `said` means: the same in other case, or as data portals write it
/// (`ODC-PDDL-1.0`, `odc-pddl`, `cc-by`). Empty if none is known.
std::string spdx_licence_for(std::string_view said);

/// What stands for a licence that nobody stated (SPDX 2.3, section 3.13).
inline constexpr std::string_view kNoLicence = "NOASSERTION";

}  // namespace sen::ingest
