#pragma once

#include <memory>
#include <string>

#include "content/model/vocabulary.h"
#include "engine/http/router.h"
#include "engine/portal/page_cache.h"
#include "engine/portal/portal.h"
#include "engine/store/store.h"

namespace sen::portal::test {

/// A portal over a memory store with a handful of documents, asked through its routes as the server would.
class World {
 public:
  /// `address`: the site's own; empty: none.
  explicit World(std::string address = "https://sen.example");

  /// Commits, and lets the page cache follow.
  void commit(std::vector<content::Mutation> mutations);
  /// Commits without the page cache hearing of it.
  content::Change commit_unheard(std::vector<content::Mutation> mutations);
  void hear(const content::Change& change);

  /// `vi`: original; `en`: by hand; `ar`: by machine. With a picture, a topic and a place.
  void add_article();
  /// A fact check in vi and en.
  void add_fact_check();
  /// Exports by year, one series.
  void add_exports();
  /// A plain table of 130 rows.
  void add_table();
  /// A figure for each province.
  void add_by_province();

  struct Answer {
    int status = 0;
    std::string body;
    http::Pairs headers;
    std::string header(std::string_view name) const;
  };
  Answer get(const std::string& target, http::Pairs headers = {});
  static http::Request request(const std::string& target, http::Pairs headers = {});

  store::Store& store() { return *store_; }
  Portal& portal() { return *portal_; }
  const content::Vocabulary& vocabulary() const { return vocabulary_; }

 private:
  ManualClock clock_{{1'795'000'000'000}};
  content::Vocabulary vocabulary_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<store::Library> library_;
  std::unique_ptr<Portal> portal_;
  http::Router router_;
};

inline constexpr const char* kArticle = "aaaaaaaaaa";
inline constexpr const char* kFactCheck = "bbbbbbbbbb";

}  // namespace sen::portal::test
