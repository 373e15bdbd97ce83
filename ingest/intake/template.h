#pragma once

#include <string>

#include "content/model/ids.h"
#include "engine/base/result.h"

namespace sen::intake {

/// A small package of `organisation` as a zip, to begin with: it passes the check as it is. An article, a picture and a
/// table, which say that they are samples; its words say what to write where, in Vietnamese and English. Errors:
/// Storage if libarchive fails.
Result<std::string> package_template(const content::OrganisationCode& organisation);

}  // namespace sen::intake
