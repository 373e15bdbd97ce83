#pragma once

#include "engine/base/result.h"
#include "ingest/xliff/xml_tree.h"

namespace sen::xliff {

/// Whether `root` is an XLIFF 2.0 or 2.1 document: elements and attributes of the core (section 4.2, 4.3), its values,
/// and the constraints stated in prose that a translation rests on: unique ids, references, pairs of codes, languages,
/// order. Modules are let through. Errors: InvalidInput names line, element and what is wrong.
Result<void> check_constraints(const Element& root);

}  // namespace sen::xliff
