#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/model/vocabulary.h"

namespace sen::compare {

/// Names that every edition says as the vocabulary does: provinces of today and before, organisations, missions,
/// the two archipelagos and the East Sea. Immutable, thread-safe.
class ProtectedNames {
 public:
  explicit ProtectedNames(const content::Vocabulary& vocabulary);

  /// A name found in a text.
  struct Found {
    std::size_t group = 0;  ///< Whose name it is.
    std::size_t begin = 0;  ///< Bytes of the text: [begin, end).
    std::size_t end = 0;
  };

  /// The first place of each name of `locale` in `text`: whole words, capitals as in the vocabulary.
  std::vector<Found> find(std::string_view text, const content::Locale& locale) const;

  /// Whether `text` says the name of `group` in any language or, for places and organisations, by an alias; the
  /// archipelagos and the sea go by their own names only. Case, marks and the endings of an inflected word do not
  /// count.
  bool says(std::string_view text, std::size_t group) const;

  /// Whether it is a province, an archipelago or the sea.
  bool is_place(std::size_t group) const { return groups_[group].place; }

  /// What the group is called in `locale`.
  std::string name_in(std::size_t group, const content::Locale& locale) const;

 private:
  struct Group {
    content::Texts names;
    bool place = true;
    std::vector<std::vector<std::string>> known;  ///< Each the folded words of a name.
    std::vector<std::pair<content::Locale, std::string>> sought;
  };
  void add(std::vector<const content::Texts*> names, const std::vector<std::string>& aliases);
  void add_archipelago(const content::Texts& names, const content::Texts& others);
  std::vector<Group> groups_;
};

}  // namespace sen::compare
