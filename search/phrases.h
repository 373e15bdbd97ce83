#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "search/words.h"

namespace sen::search {

/// A word of a text as phrases are compared by.
struct Piece {
  Span span;
  std::string exact;   ///< As written; of Latin letters in one spelling (WordForms::exact).
  std::string folded;  ///< Without marks.
  bool spaced = true;  ///< Of a writing that puts blanks between words.

  bool marked() const { return exact != folded; }
};

/// Writings without blanks are cut into words of ICU's dictionaries, or into characters.
enum class Cut { Words, Characters };
std::vector<Piece> pieces_of(std::string_view text, Cut cut);

/// Words side by side, by which something is found in a text. Called by one thread while it is filled, then immutable.
class PhraseTable {
 public:
  /// Whether words typed without marks may stand for words with marks.
  enum class Marks { MayBeLeftOut, AsWritten };

  void add(std::span<const Piece> phrase, std::uint32_t value, Marks marks);

  struct Found {
    std::size_t first = 0, last = 0;    ///< Pieces: [first, last).
    std::vector<std::uint32_t> values;  ///< Of all phrases that stand there, in the order they were added.
  };
  /// The longest phrases from left to right, apart from each other.
  std::vector<Found> find(std::span<const Piece> text) const;

 private:
  struct Entry {
    std::string exact;
    std::uint32_t value = 0;
    Marks marks = Marks::AsWritten;
  };
  std::unordered_map<std::string, std::vector<Entry>> entries_;  ///< By folded pieces.
  std::size_t longest_ = 0;                                      ///< Pieces.
};

}  // namespace sen::search
