#pragma once

#include <string>

#include "ingest/report.h"

namespace sen::print {

/// The words of a printed check report in one language.
struct Words {
  const char* title;
  const char* accepted;
  const char* refused;
  const char *error, *errors, *warning, *warnings;
  const char *line, *row, *field, *column;
  const char *what, *where, *why, *how, *rule;
  const char* compared;
  const char* explained;  ///< {name} {time}
  const char* amended;    ///< What was typed beside the package.
  const char* whole_package;
  const char* checked;  ///< {time}
  const char* nothing;
  const char* page;       ///< {n} {of}
  const char* more;       ///< {n}
  const char* signed_by;  ///< {key} {label} {sequence}
  const char* counts;     ///< {files} {documents} {editions} {images} {datasets} {observations}
};

const Words& words_in(ingest::MessageLanguage language);

/// `pattern` with `{name}` replaced.
std::string filled(std::string pattern, const std::string& name, const std::string& value);

}  // namespace sen::print
