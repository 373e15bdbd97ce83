#pragma once

#include "content/model/vocabulary.h"
#include "ingest/findings.h"
#include "ingest/package.h"

namespace sen::ingest {

/// Compares each translation of a package with its source there: figures, dates and protected names that are not the
/// same become findings, with both sentences (compare::differences). A translation whose source is not in the package
/// is compared at the desk, which has the source.
void check_translations_of(const Package& package, const content::Vocabulary& vocabulary, Findings& findings);

}  // namespace sen::ingest
