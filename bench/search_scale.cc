// Search at size: how fast an index is made, how large it is, and how long questions take, beside SQLite FTS5 and
// PostgreSQL on the same articles in the same run.
//   search_scale [--editions 20000] [--questions 300] [--texts LANGUAGE=FILE]… [--alone] [--data DIR]
// Articles are made of the sentences of examples/ and of FILE (one a line; may be given several times). --alone leaves
// the other engines out. DIR is made, and kept: what a former run made there is asked again. Without it, a temporary
// folder that is removed. Times are of the clock and, behind them, of the asking thread's CPU.
#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <stdexcept>
#include <thread>

#include "bench/hostile_questions.h"
#include "bench/searched_engine.h"
#include "engine/follow/runner.h"
#include "engine/store/store.h"
#include "engine/store/visible_content.h"
#include "search/search.h"

namespace {

using namespace sen;
using bench::ArticleMaker;
using bench::Question;

namespace fs = std::filesystem;

struct Options {
  std::uint64_t editions = 20'000;
  std::size_t questions = 300;
  std::map<std::string, std::vector<fs::path>> texts;
  bool alone = false;
  std::string data;
};

constexpr double kEditionsAnArticle = 1.64;  ///< ArticleMaker's.

[[noreturn]] void fail(const std::string& why) {
  throw std::runtime_error(why);
}

Options read_options(std::span<char* const> arguments) {
  Options options;
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    const std::string name = arguments[i];
    if (name == "--alone") {
      options.alone = true;
      continue;
    }
    if (i + 1 == arguments.size()) fail("no such option, or no value: " + name);
    const std::string value = arguments[++i];
    if (name == "--editions")
      options.editions = std::stoull(value);
    else if (name == "--questions")
      options.questions = std::stoull(value);
    else if (name == "--data")
      options.data = value;
    else if (const std::size_t mark = value.find('='); name == "--texts" && mark != std::string::npos)
      options.texts[value.substr(0, mark)].emplace_back(value.substr(mark + 1));
    else
      fail("not understood: " + name + " " + value);
  }
  return options;
}

/// Sentences by language, of the samples and of what was named.
std::map<std::string, std::vector<std::string>> sentences(Options options) {
  for (const auto& file : fs::recursive_directory_iterator(SEN_SOURCE_DIR "/examples"))
    if (const fs::path& path = file.path(); path.extension() == ".md" && path.stem().string().size() == 2)
      options.texts[path.stem().string()].push_back(path);
  std::map<std::string, std::vector<std::string>> found;
  for (const auto& [language, files] : options.texts)
    if (auto list = ArticleMaker::read_sentences(files); !list.empty()) found[language] = std::move(list);
  return found;
}

double seconds_of(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

double peak_megabytes() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return static_cast<double>(used.ru_maxrss) / 1024;
}

std::uint64_t bytes_of(const std::string& folder) {
  std::uint64_t sum = 0;
  for (const auto& file : fs::recursive_directory_iterator(folder))
    if (file.is_regular_file()) sum += file.file_size();
  return sum;
}

class Sen final : public bench::SearchedEngine {
 public:
  Sen(const std::string& folder, const ArticleMaker& articles, std::uint64_t count, const content::Vocabulary& names)
      : folder_(folder), names_(names) {
    auto store = store::open_rocks_store(folder, clock_);
    if (!store) fail(store.error().message());
    store_ = std::move(*store);
    fill(articles, count);
    auto index = search::open_index(folder + "/index", names);
    if (!index) fail(index.error().message());
    index_ = std::move(*index);
    const double wall = seconds_of(CLOCK_MONOTONIC), cpu = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
    cost_.bytes = bytes_of(folder + "/index");
    if (index_->position().value_or({}) == store_->log().head().sequence) return;  // A former run made it.
    const store::Library library(*store_, names.fallbacks());
    if (const auto done = follow::catch_up(*store_, library, *index_); !done) fail(done.error().message());
    cost_ = {seconds_of(CLOCK_MONOTONIC) - wall, seconds_of(CLOCK_PROCESS_CPUTIME_ID) - cpu,
             bytes_of(folder + "/index")};
  }

  bench::IndexingCost cost() const override { return cost_; }

  std::size_t ask(const Question& question) const override {
    search::Query query;
    query.text = question.kind == Question::Kind::Phrase ? '"' + question.text + '"' : question.text;
    query.reader = content::Locale("vi");
    if (question.kind == Question::Kind::Newest) query.sort = search::Query::Sort::Date;
    if (question.kind == Question::Kind::Faceted) query.type = names_.types().front().code;
    const auto answer = index_->search(query);
    if (!answer && answer.error().code() != ErrorCode::InvalidInput) fail(answer.error().message());
    return answer ? answer->hits.size() : 0;
  }
  std::size_t suggest(const std::string& typed) const {
    const auto found = index_->suggest(typed, content::Locale("vi"), 10);
    return found ? found->size() : 0;
  }

 private:
  void fill(const ArticleMaker& articles, std::uint64_t count) {
    constexpr std::uint64_t kAtOnce = 200;
    std::uint64_t number = store_->log().head().sequence.value * kAtOnce;
    while (number < count) {
      content::Change change;
      change.based_on = store_->log().head().sequence;
      for (const std::uint64_t end = std::min(number + kAtOnce, count); number < end; ++number)
        for (content::Mutation& mutation : articles.mutations(number)) change.mutations.push_back(std::move(mutation));
      if (const auto done = store_->commit(std::move(change)); !done) fail(done.error().message());
    }
  }

  const std::string folder_;
  const content::Vocabulary& names_;
  SystemClock clock_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<search::Index> index_;
  bench::IndexingCost cost_;
};

struct Times {
  std::vector<double> clock, cpu;  ///< Milliseconds of each question.
  std::size_t shown = 0;
  double seconds = 0;  ///< Of all.

  static double at(std::vector<double> times, double share) {
    std::sort(times.begin(), times.end());
    const auto place = static_cast<std::size_t>(share * static_cast<double>(times.size()));
    return times.empty() ? 0 : times[std::min(times.size() - 1, place)];
  }
};

using Ask = std::function<std::size_t(const std::string&)>;

/// Asks each question once, as many at a time as there are clients.
Times time_each(const std::vector<std::string>& questions, std::size_t clients, const Ask& ask) {
  Times times;
  times.clock.resize(questions.size());
  times.cpu.resize(questions.size());
  std::atomic<std::size_t> next = 0, shown = 0;
  const double begin = seconds_of(CLOCK_MONOTONIC);
  const auto work = [&] {
    for (std::size_t i = next++; i < questions.size(); i = next++) {
      const double clock = seconds_of(CLOCK_MONOTONIC), cpu = seconds_of(CLOCK_THREAD_CPUTIME_ID);
      shown += ask(questions[i]);
      times.clock[i] = (seconds_of(CLOCK_MONOTONIC) - clock) * 1e3;
      times.cpu[i] = (seconds_of(CLOCK_THREAD_CPUTIME_ID) - cpu) * 1e3;
    }
  };
  std::vector<std::jthread> threads;
  for (std::size_t i = 1; i < clients; ++i) threads.emplace_back(work);
  work();
  threads.clear();
  times.seconds = seconds_of(CLOCK_MONOTONIC) - begin;
  times.shown = shown;
  return times;
}

void print(const std::string& engine, const std::string& what, std::size_t clients, const Times& times) {
  fmt::print(
      "{:11} {:22} {:2} clients  {:8.2f} / {:8.2f} ms  CPU {:8.2f} / {:8.2f} ms  {:7.0f} a second  {:4.1f} hits\n",
      engine, what, clients, Times::at(times.clock, .5), Times::at(times.clock, .99), Times::at(times.cpu, .5),
      Times::at(times.cpu, .99), static_cast<double>(times.clock.size()) / times.seconds,
      static_cast<double>(times.shown) / static_cast<double>(times.clock.size()));
  std::fflush(stdout);
}

void print_cost(const std::string& engine, const bench::SearchedEngine& asked, std::uint64_t editions) {
  const bench::IndexingCost cost = asked.cost();
  const auto count = static_cast<double>(editions);
  if (cost.seconds == 0)
    return fmt::print("{:11} asked as a former run made it, {:.0f} bytes an edition; peak {:.0f} MB\n", engine,
                      static_cast<double>(cost.bytes) / count, peak_megabytes());
  const std::string of_cpu = cost.cpu_seconds > 0 ? fmt::format("{:.0f}", count / cost.cpu_seconds) : "?";
  fmt::print("{:11} indexed {} editions: {:.0f} a second, {} a CPU second, {:.0f} bytes an edition; peak {:.0f} MB\n",
             engine, editions, count / cost.seconds, of_cpu, static_cast<double>(cost.bytes) / count, peak_megabytes());
  std::fflush(stdout);
}

struct Row {
  const char* name;
  Question::Kind kind;
  std::size_t words;
};
constexpr std::array<Row, 8> kRows{{{"1 word", Question::Kind::AllWords, 1},
                                    {"2 words", Question::Kind::AllWords, 2},
                                    {"3 words", Question::Kind::AllWords, 3},
                                    {"6 words", Question::Kind::AllWords, 6},
                                    {"10 words, any of them", Question::Kind::AnyWord, 10},
                                    {"phrase of 2", Question::Kind::Phrase, 2},
                                    {"2 words and facets", Question::Kind::Faceted, 2},
                                    {"2 words, newest", Question::Kind::Newest, 2}}};

std::vector<std::string> questions(const ArticleMaker& articles, std::uint64_t count, std::size_t words,
                                   std::size_t how_many) {
  std::vector<std::string> made;
  for (std::size_t i = 0; i < how_many; ++i) made.push_back(articles.words(words, count, words * 1'000'000 + i));
  return made;
}

void ask_all(const std::string& name, const bench::SearchedEngine& engine, const ArticleMaker& articles,
             std::uint64_t count, std::size_t how_many) {
  for (const std::size_t clients : {std::size_t{1}, std::size_t{16}})
    for (const Row& row : kRows)
      print(name, row.name, clients,
            time_each(questions(articles, count, row.words, how_many), clients, [&](const std::string& text) {
              return engine.ask({row.kind, text});
            }));
}

void ask_sen_alone(const Sen& sen, const ArticleMaker& articles, std::uint64_t count, std::size_t how_many) {
  std::vector<std::string> typed = questions(articles, count, 1, how_many);
  for (std::string& word : typed) word.resize(std::min<std::size_t>(word.size(), 3));
  for (const std::size_t clients : {std::size_t{1}, std::size_t{16}})
    print("sen", "suggestion", clients,
          time_each(typed, clients, [&](const std::string& t) { return sen.suggest(t); }));
  for (const auto& [name, asked] : bench::hostile_questions(articles, count))
    print("sen", name, 1, time_each(asked, 1, [&](const std::string& t) {
            return sen.ask({Question::Kind::AllWords, t});
          }));
}

void run(const Options& options) {
  const content::Vocabulary names = *content::load_built_in_vocabulary();
  const ArticleMaker articles(sentences(options), names);
  const auto count = static_cast<std::uint64_t>(static_cast<double>(options.editions) / kEditionsAnArticle);
  const std::string folder =
      options.data.empty() ? (fs::temp_directory_path() / "sen-search-scale").string() : options.data;
  if (options.data.empty()) fs::remove_all(folder);
  fs::create_directories(folder);
  {
    const Sen sen(folder + "/sen", articles, count, names);
    print_cost("sen", sen, options.editions);
    ask_sen_alone(sen, articles, count, options.questions);
    ask_all("sen", sen, articles, count, options.questions);
  }
  if (!options.alone) {
    for (const auto& [name, make] :
         {std::pair{"fts5", &bench::make_fts5}, std::pair{"postgresql", &bench::make_postgresql}}) {
      fs::create_directories(folder + "/" + name);
      if (const auto engine = make(folder + "/" + name, articles, count)) {
        print_cost(name, *engine, options.editions);
        ask_all(name, *engine, articles, count, options.questions);
      }
    }
  }
  if (options.data.empty()) fs::remove_all(folder);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    run(read_options(std::span(argv, static_cast<std::size_t>(argc))));
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "search_scale: {}\n", error.what());
    return 1;
  }
}
