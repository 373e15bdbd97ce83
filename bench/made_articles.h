#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "content/model/change.h"
#include "content/model/vocabulary.h"

namespace sen::bench {

struct MadeEdition {
  std::string language, title, text;  ///< Text: about 2 KB, 300 words.
};

/// Articles made of sentences that people wrote, every 25th word replaced by a made-up one out of a tail of `tail`
/// words, the n-th of which is 1/n as frequent as the first: so frequent words are frequent and rare ones rare. Half of
/// the articles exist in several languages; of all editions, nine in ten are vi or en. Immutable, thread-safe.
class ArticleMaker {
 public:
  /// Sentences of `language`, one a line, from `files`; lines that are short, or of a table or picture, are left out.
  static std::vector<std::string> read_sentences(const std::vector<std::filesystem::path>& files);

  /// `sentences` by language; vi and en must be among them.
  ArticleMaker(std::map<std::string, std::vector<std::string>> sentences, const content::Vocabulary& vocabulary,
               std::uint64_t tail = 500'000);

  /// The editions of article `number`, the same at every call.
  std::vector<MadeEdition> editions(std::uint64_t number) const;
  /// What a store takes to publish it.
  std::vector<content::Mutation> mutations(std::uint64_t number) const;

  /// `count` words that follow each other in some text in vi or en of the first `articles`, drawn by `seed`.
  std::string words(std::size_t count, std::uint64_t articles, std::uint64_t seed) const;

 private:
  std::map<std::string, std::vector<std::string>> sentences_;
  std::vector<std::string> others_;  ///< Languages but vi and en.
  const content::Vocabulary& vocabulary_;
  std::uint64_t tail_;
};

}  // namespace sen::bench
