#pragma once

#include <string>

#include "content/model/vocabulary.h"
#include "engine/portal/tongue.h"
#include "engine/store/visible_content.h"

namespace sen::portal::views {

/// Who supplied an edition, and whether a person or a machine wrote or translated it, as a sentence in the words of
/// `tongue`. `organisation` is its name.
std::string provenance_line(const Tongue& tongue, const content::Vocabulary& vocabulary,
                            const store::VisibleEdition& edition, const std::string& organisation);

}  // namespace sen::portal::views
