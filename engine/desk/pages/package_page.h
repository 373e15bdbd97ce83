#pragma once

#include <vector>

#include "engine/desk/components/form.h"
#include "engine/desk/components/report.h"
#include "engine/desk/guard.h"
#include "ingest/intake/upload.h"

namespace sen::desk::pages {

/// What was typed into the report and could not be taken.
struct Mending {
  std::map<std::string, std::string> typed, faults;  ///< By components::fix_name().
  std::vector<components::Mistake> mistakes;
};

/// The page of a package; with mistakes it is the answer to a form. Errors: Storage.
Result<http::Response> show_package(Visit& visit, const intake::Upload& upload, const Mending& mending);

/// Whether the report of `upload` has fields for this person.
bool may_mend(const Visit& visit, const intake::Upload& upload);

/// What is typed beside a package, and files that replace its own.
void add_mending_routes(Guard& guard);

}  // namespace sen::desk::pages
