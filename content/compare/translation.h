#pragma once

#include <span>
#include <string>
#include <vector>

#include "content/compare/differences.h"
#include "content/compare/protected_names.h"
#include "content/model/review.h"
#include "content/model/translation.h"
#include "content/model/vocabulary.h"

namespace sen::compare {

/// What `translation` says otherwise than the `source` it translates, words, title and summary alike: figures, dates,
/// document numbers and names (differing_facts), locked terms that it lacks, and forbidden ones of locked entries.
/// Cost: some milliseconds.
std::vector<content::Difference> differences_of(const content::Version& source, const content::Version& translation,
                                                const ProtectedNames& names,
                                                const std::vector<content::TermEntry>& terms);

/// Whether a text that was labelled as one of `former` is now said to be more of people's making: machine translated,
/// then reviewed, then human.
bool is_unlabelled(content::Provenance now, std::span<const content::Provenance> former);

/// Whether a translation waits for a language reviewer because its type asks for it, or its language does: that lets a
/// text go out that says itself that a machine wrote it.
bool needs_sign_off(const content::Version& version, const content::DocumentType* type,
                    const content::Vocabulary& vocabulary);

}  // namespace sen::compare
