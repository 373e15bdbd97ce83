#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/model/translation.h"
#include "content/model/vocabulary.h"
#include "engine/base/result.h"

/// Termbases from other tools and to them (docs/formats/termbase.md).
namespace sen::xliff {

inline constexpr std::size_t kMostTerms = 20'000;

/// TBX-Basic (ISO 30042:2019, DCA style). Removed entries are left out.
std::string write_tbx(const std::vector<content::TermEntry>& entries);
/// A row a term: `id,subject,locked,language,status,term,note,definition,entry_note` (RFC 4180).
std::string write_terms_csv(const std::vector<content::TermEntry>& entries);

/// Reads TBX-Basic of 2019, and the names that TBX had before (termEntry, langSet, tig). Languages of which only the
/// region differs are taken as the site's. Errors: InvalidInput names the line; TooLarge over 4 MiB or kMostTerms.
Result<std::vector<content::TermEntry>> read_tbx(std::string_view xml, const content::Vocabulary& vocabulary);
/// Errors: InvalidInput names row and column; TooLarge over kMostTerms.
Result<std::vector<content::TermEntry>> read_terms_csv(std::string_view csv, const content::Vocabulary& vocabulary);

/// Puts an entry into the order in which it is stored, and checks it: a number of `a-z`, `0-9`, `-` (letters made
/// small), at least one term, terms of 1 to 200 code points in one line of a language of the site, none twice, notes
/// and definitions of at most 2,000 bytes. Errors: InvalidInput names the field.
Result<void> settle_term(content::TermEntry& entry, const content::Vocabulary& vocabulary);

}  // namespace sen::xliff
