// Commits of 100 documents and reads of a snapshot: build/release/bench/commit_bench
#include <benchmark/benchmark.h>
#include <stdlib.h>

#include <filesystem>

#include "content/model/publication.h"
#include "engine/store/store.h"
#include "engine/store/visible_content.h"

namespace sen::store {
namespace {

constexpr int kDocuments = 100;

/// A folder and a store in it, or a store in memory.
class Place {
 public:
  explicit Place(bool rocks) {
    if (!rocks) {
      store_ = open_memory_store(clock_);
      return;
    }
    folder_ = (std::filesystem::temp_directory_path() / "sen-bench-XXXXXX").string();
    if (mkdtemp(folder_.data()) != nullptr) store_ = open_rocks_store(folder_, clock_).value();
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  ~Place() {
    store_.reset();
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
  }
  Store& store() { return *store_; }

 private:
  SystemClock clock_;
  std::string folder_;
  std::unique_ptr<Store> store_;
};

/// Documents of 300 words in two languages, published.
content::Change documents(const Store& store, int first) {
  std::string text;
  for (int i = 0; i < 300; ++i) text += "word" + std::to_string(i * 7 % 97) + " ";
  content::Change change;
  change.based_on = store.log().head().sequence;
  for (int i = first; i < first + kDocuments; ++i) {
    content::Document document;
    document.organisation = content::OrganisationCode("mofa");
    document.folder = std::to_string(i);
    document.id = content::make_content_id(document.organisation, document.folder);
    document.type = document.section = "news";
    document.topics = {"economy"};
    document.places = {"31"};
    document.locales = {content::Locale("en"), content::Locale("vi")};
    change.mutations.emplace_back(document);
    for (const content::Locale& locale : document.locales) {
      content::Version version;
      version.id = document.id;
      version.locale = locale;
      version.number = 1;
      version.title = "Title " + document.folder;
      version.body = text;
      version.text = text;
      version.parts = {{content::BodyPart::Kind::Html, "<p>" + text + "</p>"}};
      content::Edition edition;
      edition.id = document.id;
      edition.locale = locale;
      edition.latest = 1;
      content::publish(edition, version, {1'000'000 + i});
      change.mutations.emplace_back(version);
      change.mutations.emplace_back(edition);
    }
  }
  return change;
}

void commit_100_documents(benchmark::State& state, bool rocks) {
  Place place(rocks);
  int next = 0;
  for (auto _ : state) {
    state.PauseTiming();
    content::Change change = documents(place.store(), next);
    next += kDocuments;
    state.ResumeTiming();
    if (!place.store().commit(std::move(change)).has_value()) state.SkipWithError("commit failed");
  }
  state.SetItemsProcessed(state.iterations() * kDocuments);
}

void commit_one_small_change(benchmark::State& state, bool rocks) {
  Place place(rocks);
  std::uint64_t next = 0;
  for (auto _ : state) {
    content::Change change;
    change.based_on = place.store().log().head().sequence;
    content::PackageReceipt receipt;
    receipt.digest = sha256(std::to_string(next++));
    change.mutations = {receipt};
    if (!place.store().commit(std::move(change)).has_value()) state.SkipWithError("commit failed");
  }
}

void read(benchmark::State& state, bool rocks) {
  Place place(rocks);
  for (int i = 0; i < 20; ++i)
    if (!place.store().commit(documents(place.store(), i * kDocuments)).has_value())
      state.SkipWithError("commit failed");
  const content::Fallbacks fallbacks;
  const VisibleContent visible = Library(place.store(), fallbacks).visible_to(Audience::Public).value();
  int i = 0;
  for (auto _ : state) {
    const auto id =
        content::make_content_id(content::OrganisationCode("mofa"), std::to_string(i++ % (20 * kDocuments)));
    benchmark::DoNotOptimize(visible.find(id, content::Locale("vi")));
  }
}

void list_20(benchmark::State& state, bool rocks) {
  Place place(rocks);
  for (int i = 0; i < 20; ++i)
    if (!place.store().commit(documents(place.store(), i * kDocuments)).has_value())
      state.SkipWithError("commit failed");
  const content::Fallbacks fallbacks;
  const VisibleContent visible = Library(place.store(), fallbacks).visible_to(Audience::Public).value();
  const Listing listing{.by = Listing::By::Section, .code = "news", .locale = content::Locale("vi")};
  for (auto _ : state) benchmark::DoNotOptimize(visible.list(listing, 0, 20));
}

BENCHMARK_CAPTURE(commit_100_documents, memory, false)->Unit(benchmark::kMillisecond)->Iterations(30);
BENCHMARK_CAPTURE(commit_100_documents, rocks, true)->Unit(benchmark::kMillisecond)->Iterations(30)->UseRealTime();
BENCHMARK_CAPTURE(commit_one_small_change, rocks, true)->Unit(benchmark::kMicrosecond)->UseRealTime();
BENCHMARK_CAPTURE(read, memory, false)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(read, rocks, true)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(list_20, rocks, true)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace sen::store
