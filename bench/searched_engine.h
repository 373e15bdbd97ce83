#pragma once

#include <memory>
#include <string>
#include <vector>

#include "bench/made_articles.h"

namespace sen::bench {

/// What is asked of every engine.
struct Question {
  enum class Kind { AllWords, AnyWord, Phrase, Faceted, Newest };
  Kind kind;
  std::string text;  ///< Words parted by blanks.
};

struct IndexingCost {
  double seconds = 0, cpu_seconds = 0;  ///< Of the indexing alone.
  std::uint64_t bytes = 0;              ///< On disk.
};

/// Something that finds articles: Sen or another engine, over the same ones. ask() by any number of threads.
class SearchedEngine {
 public:
  virtual ~SearchedEngine() = default;
  virtual IndexingCost cost() const = 0;
  /// The first ten with snippets, best first; for Faceted also how many match by type; for Newest the latest ten.
  /// Returns how many were shown.
  virtual std::size_t ask(const Question& question) const = 0;
};

/// SQLite's FTS5, without marks, in `folder`.
std::unique_ptr<SearchedEngine> make_fts5(const std::string& folder, const ArticleMaker& articles, std::uint64_t count);

/// PostgreSQL's tsvector with a GIN index, in a cluster of its own in `folder` that listens on a socket there. Null if
/// this machine has no server, or this build no client library; says so on stderr.
std::unique_ptr<SearchedEngine> make_postgresql(const std::string& folder, const ArticleMaker& articles,
                                                std::uint64_t count);

}  // namespace sen::bench
