#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/model/translation.h"

namespace sen::compare {

/// A text made ready to look for terms in: case folded (Unicode, section 3.13). Immutable.
class FoldedText {
 public:
  explicit FoldedText(std::string_view text);
  /// Whether `term` stands in it as whole words; scripts without blanks: anywhere.
  bool says(std::string_view term) const;

 private:
  std::string folded_;
};

/// A term of the source and what a translation should say for it.
struct TermHit {
  const content::TermEntry* entry = nullptr;
  const content::Term* term = nullptr;            ///< Found in the source.
  std::vector<const content::Term*> wanted{};     ///< In the other language: preferred, then admitted.
  std::vector<const content::Term*> forbidden{};  ///< In the other language.
};

/// The entries of which `source` says a term that may be written, in order of `entries`; removed entries say nothing.
/// Cost: the length of the text for each term. The result points into `entries`.
std::vector<TermHit> find_terms(std::string_view source, const content::Locale& from, const content::Locale& to,
                                const std::vector<content::TermEntry>& entries);

}  // namespace sen::compare
