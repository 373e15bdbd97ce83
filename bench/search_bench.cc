// Index rate and query latency at 20,000 editions (or SEN_BENCH_EDITIONS), beside SQLite FTS5 on the same texts in the
// same run. Texts are made of the sentences of examples/ (half Vietnamese, half English), every 25th word replaced by
// one from a long tail of made-up words, so that frequent words are frequent and rare ones rare.
#include <benchmark/benchmark.h>
#include <sqlite3.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <stdexcept>

#include "content/model/publication.h"
#include "engine/follow/runner.h"
#include "engine/store/store.h"
#include "engine/store/visible_content.h"
#include "search/search.h"

namespace sen {
namespace {

const std::size_t kEditions = [] {
  const char* const asked = std::getenv("SEN_BENCH_EDITIONS");
  return asked == nullptr ? std::size_t{20'000} : static_cast<std::size_t>(std::strtoull(asked, nullptr, 10));
}();
constexpr std::size_t kQueries = 300;
constexpr std::size_t kPackage = 100;

struct Text {
  std::string language, title, body;
};

/// Sentences of the sample documents in one language.
std::vector<std::string> sentences(const std::string& language) {
  std::vector<std::string> found;
  for (const auto& file : std::filesystem::recursive_directory_iterator(SEN_SOURCE_DIR "/examples")) {
    if (file.path().filename() != language + ".md") continue;
    std::ifstream in(file.path());
    for (std::string line; std::getline(in, line);)
      if (line.size() > 40 && line[0] != '|' && line[0] != '!') found.push_back(line);
  }
  std::sort(found.begin(), found.end());
  return found;
}

class Texts {
 public:
  Texts() : pools_{sentences("vi"), sentences("en")} {
    for (std::size_t i = 0; i < kEditions; ++i) texts_.push_back(make(i % 2));
  }
  const std::vector<Text>& all() const { return texts_; }

  /// `count` words that follow each other in some text.
  std::string words(std::size_t count) {
    for (;;) {
      const std::string& body = texts_[random_() % texts_.size()].body;
      std::size_t at = body.find(' ', random_() % body.size());
      std::string out;
      for (std::size_t taken = 0; taken < count && at != std::string::npos; ++taken) {
        const std::size_t end = body.find(' ', at + 1);
        if (end == std::string::npos) break;
        const std::string word = body.substr(at + 1, end - at - 1);
        if (word.find_first_of("\"'()[]*#.,:;-/0123456789") != std::string::npos || word.size() < 2) break;
        out += (out.empty() ? "" : " ") + word;
        at = end;
        if (taken + 1 == count) return out;
      }
    }
  }

 private:
  Text make(std::size_t language) {
    const std::vector<std::string>& pool = pools_[language];
    Text text{language == 0 ? "vi" : "en", changed(pool[random_() % pool.size()]), ""};
    while (text.body.size() < 2'000) text.body += changed(pool[random_() % pool.size()]) + " ";
    text.title.resize(std::min<std::size_t>(text.title.size(), text.title.find(' ', 60)));
    return text;
  }

  std::string changed(const std::string& sentence) {
    std::string out;
    std::istringstream words(sentence);
    for (std::string word; words >> word;) {
      if (random_() % 25 == 0) word = rare_word();
      out += (out.empty() ? "" : " ") + word;
    }
    return out;
  }

  /// The n-th made-up word about n times as rarely as the first.
  std::string rare_word() {
    const double u = static_cast<double>(random_()) / static_cast<double>(std::mt19937::max());
    auto rank = static_cast<std::uint64_t>(std::pow(50'000.0, u));
    std::string word;
    for (rank += 20; rank > 0; rank /= 20) word += "bdghklmnrt"[rank % 10], word += "aeiou"[rank / 2 % 5];
    return word;
  }

  std::mt19937 random_{42};
  std::array<std::vector<std::string>, 2> pools_;
  std::vector<Text> texts_;
};

std::string id_of(std::size_t number) {
  std::string id(10, 'a');
  for (std::size_t at = id.size(); number > 0; number /= 26) id[--at] = static_cast<char>('a' + number % 26);
  return id;
}

[[noreturn]] void fail(const std::string& why) {
  throw std::runtime_error(why);
}

class Sen {
 public:
  explicit Sen(const Texts& texts) : vocabulary_(*content::load_built_in_vocabulary()) {
    std::filesystem::remove_all(folder_);
    const std::vector<Text>& all = texts.all();
    for (std::size_t first = 0; first < all.size(); first += kPackage)
      commit(std::span(all).subspan(first, std::min(kPackage, all.size() - first)), first);
    const auto begin = std::chrono::steady_clock::now();
    index_ = std::move(*search::open_index(folder_, vocabulary_));
    const store::Library library(*store_, vocabulary_.fallbacks());
    if (const auto done = follow::catch_up(*store_, library, *index_); !done) fail(done.error().message());
    seconds_ = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  }
  Sen(const Sen&) = delete;
  Sen& operator=(const Sen&) = delete;
  ~Sen() {
    index_ = nullptr;
    std::filesystem::remove_all(folder_);
  }

  double indexing_seconds() const { return seconds_; }
  double bytes() const {
    std::uintmax_t sum = 0;
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder_))
      if (file.is_regular_file()) sum += file.file_size();
    return static_cast<double>(sum);
  }
  const search::Index& index() const { return *index_; }

  /// A new document, from commit until a search finds it.
  void change_one(std::size_t round) {
    const std::string word = "thaydoi" + std::to_string(round);
    const Text text{"vi", word, "nội dung " + word};
    commit(std::span(&text, 1), kEditions + round);
    const store::Library library(*store_, vocabulary_.fallbacks());
    (void)follow::catch_up(*store_, library, *index_);
    search::Query query;
    query.text = word;
    query.reader = content::Locale("vi");
    if (const auto answer = index_->search(query); !answer || answer->hits.empty()) fail("not found after its commit");
  }

 private:
  void commit(std::span<const Text> texts, std::size_t first) {
    content::Change change;
    change.based_on = store_->log().head().sequence;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      content::Document document;
      document.id = content::ContentId(id_of(first + i));
      document.folder = document.id.value;
      document.organisation = content::OrganisationCode("mofa");
      document.type = "news";
      document.section = "news";
      document.date = {static_cast<std::int64_t>(first + i) * 86'400'000};
      document.topics = {(first + i) % 3 == 0 ? "economy" : "culture"};
      document.places = {"31"};
      document.locales = {content::Locale(texts[i].language)};
      content::Version version;
      version.id = document.id;
      version.locale = document.locales[0];
      version.number = 1;
      version.title = texts[i].title;
      version.text = texts[i].body;
      content::Edition edition;
      edition.id = document.id;
      edition.locale = version.locale;
      edition.latest = 1;
      content::publish(edition, version, {0});
      change.mutations.emplace_back(document);
      change.mutations.emplace_back(version);
      change.mutations.emplace_back(edition);
    }
    if (const auto done = store_->commit(std::move(change)); !done) fail(done.error().message());
  }

  content::Vocabulary vocabulary_;
  SystemClock clock_;
  std::string folder_ = (std::filesystem::temp_directory_path() / "sen-search-bench").string();
  std::unique_ptr<store::Store> store_ = store::open_memory_store(clock_);
  std::unique_ptr<search::Index> index_;
  double seconds_ = 0;
};

class Fts5 {
 public:
  explicit Fts5(const Texts& texts) {
    std::filesystem::remove(file_);
    sqlite3_open(file_.c_str(), &database_);
    run("CREATE VIRTUAL TABLE t USING fts5(title, body, tokenize=\"unicode61 remove_diacritics 2\")");
    const auto begin = std::chrono::steady_clock::now();
    run("BEGIN");
    sqlite3_stmt* insert = prepare("INSERT INTO t VALUES (?, ?)");
    for (const Text& text : texts.all()) {
      bind(insert, 1, text.title);
      bind(insert, 2, text.body);
      sqlite3_step(insert);
      sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    run("COMMIT");
    seconds_ = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    select_ = prepare(
        "SELECT title, snippet(t, 1, '<mark>', '</mark>', '…', 40) FROM t WHERE t MATCH ? ORDER BY bm25(t) LIMIT 10");
  }
  Fts5(const Fts5&) = delete;
  Fts5& operator=(const Fts5&) = delete;
  ~Fts5() {
    sqlite3_finalize(select_);
    sqlite3_close(database_);
    std::filesystem::remove(file_);
  }

  double indexing_seconds() const { return seconds_; }
  double bytes() const { return static_cast<double>(std::filesystem::file_size(file_)); }

  std::size_t ask(const std::string& match) {
    bind(select_, 1, match);
    std::size_t rows = 0;
    while (sqlite3_step(select_) == SQLITE_ROW) rows += sqlite3_column_bytes(select_, 1) > 0 ? 1 : 0;
    sqlite3_reset(select_);
    return rows;
  }

 private:
  void run(const char* sql) { sqlite3_exec(database_, sql, nullptr, nullptr, nullptr); }
  sqlite3_stmt* prepare(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr) != SQLITE_OK) fail(sqlite3_errmsg(database_));
    return statement;
  }
  static void bind(sqlite3_stmt* statement, int at, const std::string& text) {
    sqlite3_bind_text(statement, at, text.c_str(), static_cast<int>(text.size()), nullptr);
  }

  std::string file_ = (std::filesystem::temp_directory_path() / "sen-search-bench.sqlite").string();
  sqlite3* database_ = nullptr;
  sqlite3_stmt* select_ = nullptr;
  double seconds_ = 0;
};

Texts& texts() {
  static Texts made;
  return made;
}
Sen& sen_index() {
  static Sen made(texts());
  return made;
}
Fts5& fts5() {
  static Fts5 made(texts());
  return made;
}

void report_indexing(benchmark::State& state, double seconds, double bytes) {
  for (auto _ : state) state.SetIterationTime(seconds);
  state.counters["editions_per_second"] = static_cast<double>(kEditions) / seconds;
  state.counters["bytes_per_edition"] = bytes / static_cast<double>(kEditions);
}

void index_sen(benchmark::State& state) {
  report_indexing(state, sen_index().indexing_seconds(), sen_index().bytes());
}
void index_fts5(benchmark::State& state) {
  report_indexing(state, fts5().indexing_seconds(), fts5().bytes());
}

/// Times `ask` on kQueries questions, each once.
void time_each(benchmark::State& state, const std::vector<std::string>& questions,
               const std::function<std::size_t(const std::string&)>& ask) {
  std::vector<double> times;
  std::size_t next = 0, hits = 0;
  for (auto _ : state) {
    const auto begin = std::chrono::steady_clock::now();
    hits += ask(questions[next++ % questions.size()]);
    times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    state.SetIterationTime(times.back() / 1'000);
  }
  std::sort(times.begin(), times.end());
  state.counters["p50_ms"] = times[times.size() / 2];
  state.counters["p99_ms"] = times[times.size() * 99 / 100];
  state.counters["hits"] = static_cast<double>(hits) / static_cast<double>(times.size());
}

std::vector<std::string> questions(std::size_t words) {
  std::vector<std::string> made;
  for (std::size_t i = 0; i < kQueries; ++i) made.push_back(texts().words(words));
  return made;
}

/// FTS5's own syntax: quoted words joined by `how`.
std::string match(const std::string& question, const std::string& how) {
  std::string out;
  std::istringstream words(question);
  for (std::string word; words >> word;) out += (out.empty() ? "\"" : " " + how + " \"") + word + "\"";
  return out;
}

std::size_t ask_sen(const std::string& question) {
  search::Query query;
  query.text = question;
  query.reader = content::Locale("vi");
  const auto answer = sen_index().index().search(query);
  return answer ? answer->hits.size() : 0;
}

void query_sen(benchmark::State& state) {
  sen_index();
  time_each(state, questions(static_cast<std::size_t>(state.range(0))), ask_sen);
}
void query_fts5(benchmark::State& state) {
  const bool all = state.range(0) <= 3;
  time_each(state, questions(static_cast<std::size_t>(state.range(0))),
            [&](const std::string& question) { return fts5().ask(match(question, all ? "AND" : "OR")); });
}
void phrase_sen(benchmark::State& state) {
  time_each(state, questions(2), [](const std::string& question) { return ask_sen('"' + question + '"'); });
}
void phrase_fts5(benchmark::State& state) {
  time_each(state, questions(2), [](const std::string& question) { return fts5().ask('"' + question + '"'); });
}
void suggest_sen(benchmark::State& state) {
  std::vector<std::string> typed = questions(1);
  for (std::string& word : typed) word.resize(std::min<std::size_t>(word.size(), 3));
  time_each(state, typed, [](const std::string& begin) {
    const auto found = sen_index().index().suggest(begin, content::Locale("vi"), 10);
    return found ? found->size() : 0;
  });
}
void change_sen(benchmark::State& state) {
  std::size_t round = 0;
  std::vector<std::string> rounds(30);
  time_each(state, rounds, [&](const std::string&) {
    sen_index().change_one(round++);
    return std::size_t{1};
  });
}

BENCHMARK(index_sen)->Iterations(1)->UseManualTime()->Unit(benchmark::kSecond);
BENCHMARK(index_fts5)->Iterations(1)->UseManualTime()->Unit(benchmark::kSecond);
BENCHMARK(query_sen)->Arg(1)->Arg(2)->Arg(3)->Arg(10)->Iterations(kQueries)->UseManualTime()->Unit(
    benchmark::kMillisecond);
BENCHMARK(query_fts5)
    ->Arg(1)
    ->Arg(2)
    ->Arg(3)
    ->Arg(10)
    ->Iterations(kQueries)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(phrase_sen)->Iterations(kQueries)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK(phrase_fts5)->Iterations(kQueries)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK(suggest_sen)->Iterations(kQueries)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK(change_sen)->Iterations(30)->UseManualTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace sen
