#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "content/model/vocabulary.h"
#include "engine/store/visible_content.h"
#include "search/stored_edition.h"

namespace sen::search {

/// One edition as the index takes it in: plain data, worked out without the index.
struct Entry {
  std::string identity;                                  ///< identity_term(): one entry of the index bears it.
  std::unordered_map<std::string, std::uint32_t> words;  ///< Stored forms with their weight in counts.
  std::vector<std::string> filters;                      ///< Terms that are there or not, and weigh nothing.
  StoredEdition stored;
  FacetCodes facets;
  Timestamp date;           ///< The document's own.
  std::string fingerprint;  ///< Of all that the entry is made from: equal means nothing to do.
};

/// The entry's fingerprint alone, without analysing anything. `registered`: as make_entry() has it.
std::string fingerprint_of(const store::VisibleEdition& edition, const std::vector<std::string>& registered = {});

/// `registered`: registered_names() of the edition.
Entry make_entry(const store::VisibleEdition& edition, const content::Vocabulary& vocabulary,
                 const std::vector<std::string>& registered = {});

/// `QID/LOCALE`: one edition. `DID`: all editions of a document.
std::string identity_term(const content::ContentId& id, const content::Locale& locale);
std::string document_term(const content::ContentId& id);
/// `XL`, `XT`, `XO`, `XC`, `XP`, `XY` and the code, for the facet of that name (kFacets).
std::string filter_term(std::string_view facet, std::string_view code);
/// Whether another spelling may be offered from the word of this term: a folded Latin or Cyrillic word.
bool is_spelled_term(std::string_view stored_form);
/// The beginning of the terms by which titles in `locale` are suggested; a suggestion_key() follows.
std::string title_prefix(const content::Locale& locale);

}  // namespace sen::search
