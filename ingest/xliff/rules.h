#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "ingest/report.h"

namespace sen::xliff {

/// What may be found in a translation that comes back. docs/formats/xliff.md lists the codes.
enum class Rule {
  OtherDocument,   ///< {0} what was ordered, {1} what came.
  OtherLanguages,  ///< {0} and {1} as above.
  SourceChanged,
  UnknownUnit,
  Untranslated,  ///< Also for a unit that is not there.
  MissingCode,   ///< {0} the mark.
  UnknownCode,   ///< {0} its id.
  CrossedCodes,
  LostMark,  ///< {0} the words written.
};

/// A finding of `rule` on `unit` (empty: on the file), its message filled with `values`.
ingest::Finding make_finding(Rule rule, ingest::MessageLanguage language, std::string_view file, int line,
                             std::string_view unit, std::initializer_list<std::string_view> values = {});

}  // namespace sen::xliff
