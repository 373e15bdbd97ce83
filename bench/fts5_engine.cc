#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <mutex>
#include <sstream>
#include <stdexcept>

#include "bench/searched_engine.h"

namespace sen::bench {
namespace {

double cpu_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

/// FTS5's own syntax: quoted words joined by `how`.
std::string joined(const std::string& words, const std::string& how) {
  std::string out;
  std::istringstream in(words);
  for (std::string word; in >> word;) out += (out.empty() ? "\"" : " " + how + " \"") + word + "\"";
  return out;
}

/// A connection with its prepared questions. Used by one thread at a time.
class Connection {
 public:
  explicit Connection(const std::string& file) {
    if (sqlite3_open(file.c_str(), &database_) != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(database_));
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() {
    for (sqlite3_stmt* statement : {best_, newest_, counts_}) sqlite3_finalize(statement);
    sqlite3_close(database_);
  }

  void run(const char* sql) {
    if (sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
      throw std::runtime_error(sqlite3_errmsg(database_));
  }
  sqlite3_stmt* prepare(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr) != SQLITE_OK)
      throw std::runtime_error(sqlite3_errmsg(database_));
    return statement;
  }
  static void bind(sqlite3_stmt* statement, int at, const std::string& text) {
    sqlite3_bind_text(statement, at, text.c_str(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
  }

  std::size_t ask(const std::string& match, Question::Kind kind) {
    if (best_ == nullptr) prepare_questions();
    if (kind == Question::Kind::Faceted) rows_of(counts_, match);
    return rows_of(kind == Question::Kind::Newest ? newest_ : best_, match);
  }

 private:
  void prepare_questions() {
    best_ = prepare("SELECT snippet(t, 1, '<mark>', '</mark>', '…', 40) FROM t WHERE t MATCH ? ORDER BY rank LIMIT 10");
    newest_ = prepare(
        "SELECT snippet(t, 1, '<mark>', '</mark>', '…', 40) FROM t WHERE t MATCH ? ORDER BY date DESC LIMIT 10");
    counts_ = prepare("SELECT type, count(*) FROM t WHERE t MATCH ? GROUP BY type");
  }
  static std::size_t rows_of(sqlite3_stmt* statement, const std::string& match) {
    bind(statement, 1, match);
    std::size_t rows = 0;
    while (sqlite3_step(statement) == SQLITE_ROW) rows += sqlite3_column_bytes(statement, 0) > 0 ? 1 : 0;
    sqlite3_reset(statement);
    return rows;
  }

  sqlite3* database_ = nullptr;
  sqlite3_stmt *best_ = nullptr, *newest_ = nullptr, *counts_ = nullptr;
};

class Fts5 final : public SearchedEngine {
 public:
  Fts5(const std::string& folder, const ArticleMaker& articles, std::uint64_t count) : file_(folder + "/fts5.sqlite") {
    std::filesystem::remove(file_);
    const auto begin = std::chrono::steady_clock::now();
    const double cpu = cpu_seconds();
    double making = 0;
    Connection writer(file_);
    writer.run(
        "CREATE VIRTUAL TABLE t USING fts5(title, body, type UNINDEXED, date UNINDEXED, "
        "tokenize=\"unicode61 remove_diacritics 2\")");
    writer.run("BEGIN");
    sqlite3_stmt* insert = writer.prepare("INSERT INTO t VALUES (?, ?, ?, ?)");
    for (std::uint64_t number = 0; number < count; ++number) {
      const double before = cpu_seconds();
      const std::vector<content::Mutation> mutations = articles.mutations(number);
      making += cpu_seconds() - before;
      const auto& document = std::get<content::Document>(mutations[0]);
      for (const content::Mutation& mutation : mutations)
        if (const auto* version = std::get_if<content::Version>(&mutation)) {
          Connection::bind(insert, 1, version->title);
          Connection::bind(insert, 2, version->text);
          Connection::bind(insert, 3, document.type);
          sqlite3_bind_int64(insert, 4, document.date.milliseconds);
          sqlite3_step(insert);
          sqlite3_reset(insert);
        }
    }
    sqlite3_finalize(insert);
    writer.run("COMMIT");
    cost_.cpu_seconds = cpu_seconds() - cpu - making;
    cost_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count() - making;
    cost_.bytes = std::filesystem::file_size(file_);
  }

  IndexingCost cost() const override { return cost_; }

  std::size_t ask(const Question& question) const override {
    std::unique_ptr<Connection> connection = take();
    const std::string match = question.kind == Question::Kind::Phrase    ? '"' + question.text + '"'
                              : question.kind == Question::Kind::AnyWord ? joined(question.text, "OR")
                                                                         : joined(question.text, "AND");
    const std::size_t rows = connection->ask(match, question.kind);
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(connection));
    return rows;
  }

 private:
  std::unique_ptr<Connection> take() const {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return std::make_unique<Connection>(file_);
    std::unique_ptr<Connection> connection = std::move(idle_.back());
    idle_.pop_back();
    return connection;
  }

  const std::string file_;
  IndexingCost cost_;
  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace

std::unique_ptr<SearchedEngine> make_fts5(const std::string& folder, const ArticleMaker& articles,
                                          std::uint64_t count) {
  return std::make_unique<Fts5>(folder, articles, count);
}

}  // namespace sen::bench
