#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "content/model/vocabulary.h"
#include "search/search.h"

namespace sen::search {

/// The words of `text` by which names are compared: lower case without marks, every character of writings without
/// spaces a word of its own.
std::vector<std::string> name_words(std::string_view text);

/// What the vocabulary's names, in every language, with aliases and former names, stand for. Immutable after it is
/// built, thread-safe.
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
  void add(std::string_view facet, const std::string& code, std::string_view name);
  void add(std::string_view facet, const std::string& code, const content::Texts& names);
  void add(std::string_view facet, const std::string& code, const std::vector<std::string>& names);

  std::unordered_map<std::string, std::vector<Meaning>> meanings_;  ///< By name_words() joined by blanks.
  std::size_t longest_ = 0;                                         ///< Words of the longest name.
};

}  // namespace sen::search
