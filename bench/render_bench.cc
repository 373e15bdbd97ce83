// What a page costs: made from the content, and answered from the cache.
//   build/release/bench/render_bench --benchmark_min_time=0.5
#include <benchmark/benchmark.h>

#include "engine/portal/html/writer.h"
#include "tests/unit/engine/portal/world.h"

namespace sen::portal {
namespace {

test::World& world() {
  static test::World* const kWorld = [] {
    auto* made = new test::World();
    made->add_exports();
    made->add_by_province();
    made->add_article();
    made->add_fact_check();
    return made;
  }();
  return *kWorld;
}

/// The page is made anew each time, from records to compressed bytes.
void render(benchmark::State& state, const char* path) {
  std::size_t bytes = 0;
  for (auto _ : state) {
    state.PauseTiming();
    const store::Library library(world().store(), world().vocabulary().fallbacks());
    (void)world().portal().page_cache().rebuild(library.visible_to(store::Audience::Public).value());
    state.ResumeTiming();
    bytes = world().get(path).body.size();
  }
  state.counters["bytes"] = static_cast<double>(bytes);
}
BENCHMARK_CAPTURE(render, document, "/en/news/exports-rise-aaaaaaaaaa")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(render, home, "/en")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(render, provinces, "/en/provinces")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(render, dataset_with_map, "/en/data/POPULATION")->Unit(benchmark::kMicrosecond);

/// The fast path: one look into the cache and the headers of the answer.
void cached(benchmark::State& state) {
  (void)world().get("/en/news");
  const http::Request request = test::World::request("/en/news", {{"Accept-Encoding", "gzip, br"}});
  for (auto _ : state) benchmark::DoNotOptimize(world().portal().cached(request));
}
BENCHMARK(cached);

/// The writer alone: a listing of sixty entries, 27 KB.
void writer(benchmark::State& state) {
  std::size_t bytes = 0;
  for (auto _ : state) {
    html::Writer w(32 * 1024);
    w << "<ul class=\"rows\">";
    for (int i = 0; i < 60; ++i)
      w << "<li class=\"row\"><div><span class=\"badge\"><i aria-hidden=\"true\">NG</i><span>"
        << html::Text{"Bộ Ngoại giao"} << "</span></span><h3><a href=\""
        << html::Url{"/vi/news/xuat-khau-qua-cang-hai-phong-tang-a2b3c4d5e6"} << "\">"
        << html::Text{"Xuất khẩu qua cảng Hải Phòng tăng trong quý ba & quý tư"} << "</a></h3><p>"
        << html::Text{"Kim ngạch tăng so với cùng kỳ, nhờ hàng điện tử và dệt may."}
        << "</p><p class=\"meta\"><time datetime=\"" << html::Attr{"2026-11-20"} << "\">" << html::Text{"20/11/2026"}
        << "</time></p></div></li>";
    w << "</ul>";
    bytes = w.view().size();
    benchmark::DoNotOptimize(bytes);
  }
  state.counters["bytes"] = static_cast<double>(bytes);
}
BENCHMARK(writer)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace sen::portal
