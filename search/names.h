#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/model/vocabulary.h"
#include "search/phrases.h"
#include "search/search.h"

namespace sen::search {

/// What the vocabulary's names, in every language, with aliases and former names, stand for. Marks may be left out.
/// Immutable after it is built, thread-safe.
class Names {
 public:
  explicit Names(const content::Vocabulary& vocabulary);

  /// The code of `facet` that `text` is, or is a name of; empty: none.
  std::string find(std::string_view facet, std::string_view text) const;

  /// What `text` names, in its order; of names that overlap the longest. One name may stand for several things.
  std::vector<Named> in(std::string_view text) const;

 private:
  struct Meaning {
    std::string_view facet;
    std::string code;
  };
  void add(std::string_view name);
  void add(const content::Texts& names);
  void add(const std::vector<std::string>& names);

  PhraseTable phrases_;
  std::vector<Meaning> meanings_;  ///< By the table's values.
};

}  // namespace sen::search
