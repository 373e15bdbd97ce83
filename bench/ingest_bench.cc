// Packages of 100 articles of 300 words: read, checked, committed with a sync, and searchable.
//   build/release/bench/ingest_bench
// SEN_PACKAGES=FOLDER takes the packages in FOLDER (scripts/convert-articles) instead of made-up ones.
// Markdown is rendered by worker processes, as `sen ingest` does; `peak_MB` is the highest resident memory of this
// process, `grown_MB` how much of it came after the first half, `worker_MB` the highest of any worker; `cpu_ms/article`
// counts the processor time of both, and says on a busy machine what articles/s does not.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <cstdlib>
#include <fstream>

#include "bench/made_packages.h"
#include "content/model/vocabulary.h"
#include "engine/follow/runner.h"
#include "engine/store/store.h"
#include "engine/store/visible_content.h"
#include "ingest/publisher.h"
#include "search/search.h"

namespace sen {
namespace {

namespace fs = std::filesystem;

constexpr double kMegabyte = 1024.0 * 1024.0;

/// A new folder that goes with it.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "sen-bench-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

/// Lets VmHWM begin again (proc(5), clear_refs).
void forget_peak() {
  std::ofstream("/proc/self/clear_refs") << 5;
}

/// Processor time of this process and of the workers that have ended.
double cpu_seconds() {
  double seconds = 0;
  for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage used{};
    getrusage(who, &used);
    for (const timeval& time : {used.ru_utime, used.ru_stime})
      seconds += static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  }
  return seconds;
}

/// A line such as `VmHWM:  1234 kB` of /proc/self/status, in bytes.
double memory(std::string_view name) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with(name)) return std::strtod(line.c_str() + name.size() + 1, nullptr) * 1024;
  return 0;
}

std::vector<std::string> packages_of(const fs::path& folder, std::size_t count) {
  const char* given = std::getenv("SEN_PACKAGES");
  if (given == nullptr) return bench::make_packages(folder, {.packages = count});
  std::vector<std::string> paths;
  for (const fs::directory_entry& entry : fs::directory_iterator(given))
    if (fs::exists(entry.path() / "datapackage.json")) paths.push_back(entry.path().string());
  std::sort(paths.begin(), paths.end());
  return paths;
}

/// A data directory as `sen serve` has it: store, index, and the index's own thread along the log.
class Site {
 public:
  explicit Site(const fs::path& folder)
      : vocabulary_(content::load_built_in_vocabulary().value()),
        store_(store::open_rocks_store(folder.string(), clock_).value()),
        library_(*store_, vocabulary_.fallbacks()),
        index_(search::open_index((folder / "index").string(), vocabulary_).value()),
        publisher_(*store_, vocabulary_, clock_),
        runner_(*store_, library_, {index_.get()}, {}) {
    options_.publish = true;
    options_.worker = SEN_PROGRAM;
  }

  /// Publishes `packages` by as many threads as there are cores; the number of editions.
  std::size_t publish(const std::vector<std::string>& packages) {
    std::atomic<std::size_t> next = 0, editions = 0;
    const auto work = [&] {
      for (std::size_t i = next++; i < packages.size(); i = next++) {
        const auto receipt = publisher_.publish(packages[i], options_);
        if (receipt && receipt->outcome == ingest::Outcome::Published) editions += receipt->report.counts.editions;
      }
    };
    std::vector<std::jthread> threads;
    for (unsigned i = 1; i < std::thread::hardware_concurrency(); ++i) threads.emplace_back(work);
    work();
    threads.clear();
    return editions;
  }

  bool wait_until_searchable() const {
    return runner_.wait_for(store_->log().head().sequence, std::chrono::minutes(10));
  }

 private:
  SystemClock clock_;
  content::Vocabulary vocabulary_;
  std::unique_ptr<store::Store> store_;
  store::Library library_;
  std::unique_ptr<search::Index> index_;
  ingest::Publisher publisher_;
  ingest::Options options_;
  follow::Runner runner_;
};

void ingest_packages(benchmark::State& state) {
  const Folder made;
  const auto packages = packages_of(made.path(), static_cast<std::size_t>(state.range(0)));
  const auto half = packages.begin() + static_cast<std::ptrdiff_t>(packages.size() / 2);
  std::size_t editions = 0;
  double first_peak = 0;
  forget_peak();
  const double before = cpu_seconds();
  for (auto _ : state) {
    const Folder data;
    Site site(data.path());
    editions += site.publish({packages.begin(), half});
    first_peak = memory("VmHWM:");
    editions += site.publish({half, packages.end()});
    if (!site.wait_until_searchable()) state.SkipWithError("the index does not catch up");
  }
  if (editions == 0) state.SkipWithError("no package was published");
  const auto articles = static_cast<double>(editions);
  rusage workers{};
  getrusage(RUSAGE_CHILDREN, &workers);
  state.counters["articles/s"] = benchmark::Counter(articles, benchmark::Counter::kIsRate);
  state.counters["cpu_ms/article"] = (cpu_seconds() - before) * 1000 / articles;
  state.counters["peak_MB"] = memory("VmHWM:") / kMegabyte;
  state.counters["grown_MB"] = (memory("VmHWM:") - first_peak) / kMegabyte;
  state.counters["worker_MB"] = static_cast<double>(workers.ru_maxrss) * 1024 / kMegabyte;
}
BENCHMARK(ingest_packages)->Arg(20)->Iterations(1)->UseRealTime()->Unit(benchmark::kSecond);
BENCHMARK(ingest_packages)->Arg(60)->Iterations(1)->UseRealTime()->Unit(benchmark::kSecond);

}  // namespace
}  // namespace sen
