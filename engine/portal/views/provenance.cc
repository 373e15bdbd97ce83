#include "engine/portal/views/provenance.h"

namespace sen::portal::views {

using content::Provenance;

std::string provenance_line(const Tongue& tongue, const content::Vocabulary& vocabulary,
                            const store::VisibleEdition& edition, const std::string& organisation) {
  const content::Version& version = edition.version;
  if (version.translates.empty()) {
    if (version.provenance != Provenance::Human)
      return tongue.t("Supplied by {organisation}; written by machine.", {{"organisation", organisation}});
    return tongue.t("Written and supplied by {organisation}.", {{"organisation", organisation}});
  }
  const content::Language* source = vocabulary.language(version.translates);
  const std::string from = source ? source->own_name : version.translates.value;
  switch (version.provenance) {
    case Provenance::Machine:
      return tongue.t("Supplied by {organisation}. Translated from {language} by machine.",
                      {{"organisation", organisation}, {"language", from}});
    case Provenance::MachineReviewed:
      return tongue.t("Supplied by {organisation}. Translated from {language} by machine and checked by a person.",
                      {{"organisation", organisation}, {"language", from}});
    case Provenance::Human:
      break;
  }
  return tongue.t("Supplied by {organisation}. Translated from {language} by a person.",
                  {{"organisation", organisation}, {"language", from}});
}

}  // namespace sen::portal::views
