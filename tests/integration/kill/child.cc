// Stores packages one after the other, acknowledges each on standard output, and waits to be killed. The search
// index follows beside it, as in the server. With the argument `worker` it is the worker of ingest::Publisher.
#include <unistd.h>

#include <cstdio>
#include <string>

#include "content/model/vocabulary.h"
#include "engine/base/log.h"
#include "engine/follow/runner.h"
#include "engine/store/visible_content.h"
#include "ingest/publisher.h"
#include "search/search.h"
#include "tests/integration/kill/packages.h"

namespace sen {
namespace {

// Unbuffered: what is acknowledged has left this process.
bool say(const std::string& line) {
  return write(STDOUT_FILENO, line.data(), line.size()) > 0;
}

Result<void> run(const std::string& folder, const std::string& scratch) {
  const SystemClock clock;
  const content::Vocabulary vocabulary = SEN_TRY(content::load_built_in_vocabulary());
  const std::unique_ptr<store::Store> store =
      SEN_TRY(store::open_rocks_store(folder, clock, {.block_cache_bytes = 1024 * 1024, .ballast_bytes = 0}));
  const store::Library library(*store, vocabulary.fallbacks());
  const std::unique_ptr<search::Index> index = SEN_TRY(search::open_index(folder + "/search", vocabulary));
  const follow::Runner runner(*store, library, {index.get()}, {});
  say("ready\n");
  for (;;) {
    const std::uint64_t number = store->log().head().sequence.value + 1;
    const content::Sequence sequence =
        SEN_TRY(test::store_package(*store, vocabulary, number, scratch, "/proc/self/exe"));
    if (!say("stored " + std::to_string(number) + " " + std::to_string(sequence.value) + "\n")) return {};
  }
}

}  // namespace
}  // namespace sen

int main(int count, char** arguments) {
  if (count == 2 && std::string(arguments[1]) == "worker") return sen::ingest::run_worker();
  if (count != 3) return 2;
  sen::log::set_quiet(true);
  const sen::Result<void> done = sen::run(arguments[1], arguments[2]);
  if (done.has_value()) return 0;
  std::fprintf(stderr, "%s\n", done.error().message().c_str());
  return 4;
}
