#include <cstdio>

#include "bench/searched_engine.h"

#ifdef SEN_WITH_LIBPQ
#include <libpq-fe.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <sstream>
#include <stdexcept>

namespace sen::bench {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPort = "54399";  ///< Names the socket only.

void run(const std::string& command) {
  if (std::system(command.c_str()) != 0) throw std::runtime_error("failed: " + command);
}

/// The folder of the server's programs; empty if there is none.
std::string programs() {
  for (const char* version : {"15", "16", "17"}) {
    const std::string folder = std::string("/usr/lib/postgresql/") + version + "/bin";
    if (fs::exists(folder + "/initdb")) return folder;
  }
  return {};
}

/// One connection. Used by one thread at a time.
class Connection {
 public:
  explicit Connection(const std::string& folder)
      : connection_(PQconnectdb(("host=" + folder + " port=" + kPort + " user=postgres dbname=postgres").c_str())) {
    if (PQstatus(connection_) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(connection_));
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() { PQfinish(connection_); }

  /// How many rows it gives.
  std::size_t run(const std::string& sql, const std::vector<std::string>& values = {}) {
    std::vector<const char*> texts;
    for (const std::string& value : values) texts.push_back(value.c_str());
    PGresult* result = PQexecParams(connection_, sql.c_str(), static_cast<int>(texts.size()), nullptr, texts.data(),
                                    nullptr, nullptr, 0);
    const ExecStatusType status = PQresultStatus(result);
    const auto rows = static_cast<std::size_t>(PQntuples(result));
    PQclear(result);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) throw std::runtime_error(PQerrorMessage(connection_));
    return rows;
  }

  void begin_copy(const char* sql) {
    PGresult* result = PQexec(connection_, sql);
    const bool copying = PQresultStatus(result) == PGRES_COPY_IN;
    PQclear(result);
    if (!copying) throw std::runtime_error(PQerrorMessage(connection_));
  }
  void put(const std::string& lines) { PQputCopyData(connection_, lines.data(), static_cast<int>(lines.size())); }
  void end_copy() {
    PQputCopyEnd(connection_, nullptr);
    while (PGresult* result = PQgetResult(connection_)) PQclear(result);
  }

 private:
  PGconn* connection_;
};

/// A field of COPY's text format.
std::string field(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == '\t' || c == '\n' || c == '\r') out += '\\';
    out += c;
  }
  return out;
}

class PostgreSql final : public SearchedEngine {
 public:
  PostgreSql(std::string folder, std::string programs, const ArticleMaker& articles, std::uint64_t count)
      : folder_(std::move(folder)), programs_(std::move(programs)) {
    start();
    Connection writer(folder_);
    writer.run("CREATE EXTENSION unaccent");
    writer.run("CREATE TEXT SEARCH CONFIGURATION plain (COPY = simple)");
    writer.run("ALTER TEXT SEARCH CONFIGURATION plain ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple");
    writer.run("CREATE UNLOGGED TABLE t (title text, body text, type text, date bigint, words tsvector)");
    fill(writer, articles, count);
    const auto begin = std::chrono::steady_clock::now();
    writer.run("SET maintenance_work_mem = '1GB'");
    writer.run("UPDATE t SET words = setweight(to_tsvector('plain', title), 'A') || to_tsvector('plain', body)");
    writer.run("CREATE INDEX ON t USING gin (words)");
    writer.run("CREATE INDEX ON t (date)");
    cost_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    writer.run("VACUUM FULL ANALYZE t");
    for (const auto& file : fs::recursive_directory_iterator(folder_ + "/data/base"))
      if (file.is_regular_file()) cost_.bytes += file.file_size();
  }
  PostgreSql(const PostgreSql&) = delete;
  PostgreSql& operator=(const PostgreSql&) = delete;
  ~PostgreSql() override {
    idle_.clear();
    if (std::system(as_server("pg_ctl -D " + folder_ + "/data -m immediate stop >/dev/null").c_str()) != 0)
      std::fputs("the PostgreSQL server was not stopped\n", stderr);
  }

  /// CPU is the server's, in processes of its own, and not known here.
  IndexingCost cost() const override { return cost_; }

  std::size_t ask(const Question& question) const override {
    std::unique_ptr<Connection> connection = take();
    const bool any = question.kind == Question::Kind::AnyWord;
    // A disjunction has no function of its own: its words are plain, so they can stand in the query language.
    std::string words = question.text;
    if (any)
      for (std::size_t at = 0; (at = words.find(' ', at)) != std::string::npos; at += 3) words.replace(at, 1, " | ");
    const std::string query = question.kind == Question::Kind::Phrase ? "phraseto_tsquery('plain', $1)"
                              : any                                   ? "to_tsquery('plain', $1)"
                                                                      : "plainto_tsquery('plain', $1)";
    const std::string order = question.kind == Question::Kind::Newest ? "date" : "ts_rank(words, q)";
    if (question.kind == Question::Kind::Faceted)
      connection->run("SELECT type, count(*) FROM t, " + query + " q WHERE words @@ q GROUP BY type", {words});
    const std::size_t rows =
        connection->run("SELECT ts_headline('plain', body, q) FROM (SELECT body, q FROM t, " + query +
                            " q WHERE words @@ q ORDER BY " + order + " DESC LIMIT 10) best",
                        {words});
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(connection));
    return rows;
  }

 private:
  /// The server refuses to run as root, and then runs as its own user.
  std::string as_server(const std::string& program) const {
    const std::string command = programs_ + "/" + program;
    return ::geteuid() == 0 ? "cd / && setpriv --reuid postgres --regid postgres --init-groups " + command : command;
  }

  void start() {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    if (::geteuid() == 0) run("chown postgres " + folder_);
    run(as_server("initdb -A trust -U postgres --no-sync -E UTF8 --locale=C.UTF-8 -D " + folder_ + "/data >/dev/null"));
    run(as_server("pg_ctl -w -D " + folder_ + "/data -l " + folder_ + "/log -o \"-c listen_addresses='' -c fsync=off " +
                  "-c shared_buffers=2GB -c jit=off -c unix_socket_directories=" + folder_ + " -p " + kPort +
                  "\" start >/dev/null"));
  }

  static void fill(Connection& writer, const ArticleMaker& articles, std::uint64_t count) {
    writer.begin_copy("COPY t (title, body, type, date) FROM STDIN");
    for (std::uint64_t number = 0; number < count; ++number) {
      const std::vector<content::Mutation> mutations = articles.mutations(number);
      const auto& document = std::get<content::Document>(mutations[0]);
      for (const content::Mutation& mutation : mutations)
        if (const auto* version = std::get_if<content::Version>(&mutation))
          writer.put(field(version->title) + '\t' + field(version->text) + '\t' + field(document.type) + '\t' +
                     std::to_string(document.date.milliseconds) + '\n');
    }
    writer.end_copy();
  }

  std::unique_ptr<Connection> take() const {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return std::make_unique<Connection>(folder_);
    std::unique_ptr<Connection> connection = std::move(idle_.back());
    idle_.pop_back();
    return connection;
  }

  const std::string folder_, programs_;
  IndexingCost cost_;
  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace

std::unique_ptr<SearchedEngine> make_postgresql(const std::string& folder, const ArticleMaker& articles,
                                                std::uint64_t count) {
  std::string found = programs();
  if (found.empty()) {
    std::fputs("no PostgreSQL server on this machine: it is left out\n", stderr);
    return nullptr;
  }
  return std::make_unique<PostgreSql>(folder, std::move(found), articles, count);
}

}  // namespace sen::bench

#else

namespace sen::bench {

std::unique_ptr<SearchedEngine> make_postgresql(const std::string&, const ArticleMaker&, std::uint64_t) {
  std::fputs("built without libpq: PostgreSQL is left out\n", stderr);
  return nullptr;
}

}  // namespace sen::bench

#endif
