#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/model/translation.h"
#include "engine/desk/visit.h"

/// Which documents stand in which languages.
namespace sen::desk::views {

/// What of the documents is shown.
struct MatrixQuery {
  std::string organisation;  ///< Code; empty: all that the person may read.
  std::string type;          ///< Empty: every type.
  content::Locale language;  ///< Empty: a column for every language of the site.
  bool stale = false;        ///< Only with a translation (into `language`) that is older than its source.
  bool requested = false;    ///< Only with a translation (into `language`) that is asked for.
  bool missing = false;      ///< Only without a text in `language`, or in some language.
  std::size_t page = 1;
};

/// One language of one document.
struct MatrixCell {
  content::Locale locale;
  std::optional<content::EditionStatus> edition;       ///< Nothing: there is no text.
  bool writing = false;                                ///< Somebody is writing it.
  std::uint32_t behind = 0;                            ///< Versions of the source, but for minor ones, that it lacks.
  std::chrono::days behind_for{0};                     ///< So much later the source was changed.
  std::optional<content::TranslationRequest> request;  ///< That waits.
  bool late = false;
  bool source_changed = false;  ///< Since it was asked for.
};

struct MatrixRow {
  content::ContentId id;
  std::string title;
  content::Locale title_language;
  std::string organisation;
  std::string type;
  Timestamp date;
  std::vector<MatrixCell> cells;  ///< By the matrix's languages.
};

struct Matrix {
  std::vector<content::Locale> languages;
  std::vector<MatrixRow> rows;  ///< Newest date first; only with requests: what is due first.
  bool more = false;            ///< There is a page after this one.
};

inline constexpr std::size_t kMatrixPage = 20;

/// Cost: a walk over the store's rows of languages (few bytes each) up to the end of the page, and some reads for each
/// row that is shown; only with requests over all rows, and one read for each open request. Errors: Storage.
Result<Matrix> make_matrix(const Visit& visit, const MatrixQuery& query);

}  // namespace sen::desk::views
