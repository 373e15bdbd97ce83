#pragma once

#include <cstdint>

namespace sen::search {

/// What each family of terms is worth (search/term.h); 0: it is not asked for.
struct Weights {
  double exact = 1, folded = 0.2, pair = 0.5, marked = 0.3, stem = 1;
  double stem_pair = 0.3, plain = 0.3;
  double unigram = 0.5, bigram = 1;
  double cluster = 0.3, cluster_pair = 1, cluster_triple = 0.5, word = 0.5;
  double whole = 2;
};

/// BM25+ (Lv and Zhai, Lower-bounding term frequency normalization, CIKM 2011).
struct Bm25Plus {
  double k1 = 1.2;
  double b = 0.75;
  double delta = 0.67;  ///< What one occurrence is worth at least, however long the text.
};

/// Every number that decides which of two matching texts stands first: one set for all languages. The defaults are
/// what Sen ships, chosen in coarse steps by cross-validation (bench/ranking; docs/decisions/0005-one-analyser.md).
struct Ranking {
  Bm25Plus bm25{};

  /// A question typed with marks trusts them.
  Weights with_marks{};
  /// One without can only be folded. Texts in Vietnamese have no stems, all others have: so what stems are worth beside
  /// folded words also weighs Vietnamese against the others.
  Weights without_marks{.exact = 0, .folded = 0.4, .pair = 0.2, .marked = 0};
  Weights without_marks_in_vietnamese{.exact = 0, .folded = 1.33, .pair = 0.5, .marked = 0};

  // Factors of words that say how something is asked, not what it is about (content/lexicon/function-words.yaml).
  double question_word = 0.27;
  double function_word = 0.4;
  double pair_with_function_word = 1;  ///< A pair of which one word is such a word.
  double pair_of_function_words = 1;
  /// Two or three characters of a writing without blanks that are not all of such words.
  double sequence_with_function_word = 1;

  /// In a question of few words, words side by side are what was meant: `Nam Định` is neither south nor settled.
  double pairs_of_short_question = 3;

  // Other names of a part of the question (search/expansions.h); all of them count as one word.
  double name = 0.5;
  double translation = 0.67;

  /// Of more matching editions those with a word in the title are ranked, and of more than that the newest, so that no
  /// more are weighed in a larger index.
  std::uint64_t most_ranked = 20'000;

  // Mild priors: what an edition gains whatever it says, where an occurrence of a word of every hundredth text is worth
  // seven.
  double reader_language = 2;      ///< In the language of the reader.
  double freshness = 0.5;          ///< Dated today; half of it for every freshness_half_life before.
  double freshness_half_life = 3;  ///< Years.
  double whole_text = 0.3;         ///< Of a type that stands for itself, unlike the parts of other pages.
};

}  // namespace sen::search
