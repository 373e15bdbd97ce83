#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/model/vocabulary.h"
#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/store/visible_content.h"

namespace sen::feeds {

/// The SDMX agency that publishes for an organisation: its code in capitals, `NSO`, `PROVINCE-31`.
std::string agency_of(const content::OrganisationCode& organisation);
/// The agency of a dataset's codelist: `SEN` for lists that all share (places, observation status), else the dataset's
/// own.
std::string codelist_agency(const content::Dataset& dataset, std::string_view codelist);

/// What a structure query asks for (SDMX REST 1.5, "Structural metadata queries").
struct StructureQuery {
  std::string resource;  ///< `dataflow`, `datastructure`, `codelist`, `conceptscheme`, `agencyscheme`, `structure`.
  std::string agency = "all";
  std::string id = "all";  ///< Several parted by `+`.
  std::string version = "latest";
  std::string detail = "full";      ///< `full`, or stubs: without items.
  std::string references = "none";  ///< `none`, `children`, `descendants`, `parents`, `all` …
};

/// An SDMX-ML 2.1 Structure message of what is visible. It says to be prepared at the time of the newest
/// release, so that the same content gives the same bytes.
/// Errors: NotFound if nothing fits; InvalidInput for a resource or parameter that the standard does not have.
Result<std::string> write_structure(const store::VisibleContent& content, const content::Vocabulary& vocabulary,
                                    const StructureQuery& query);

/// An SDMX-ML 2.1 Error message with a code of the standard: 100 no results, 140 syntax, 150 semantic, 500, 501.
std::string write_sdmx_error(int code, std::string_view message);

}  // namespace sen::feeds
