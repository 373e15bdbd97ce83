// `sen export` and `sen config`.

#include <cstdio>

#include "engine/app/commands.h"
#include "engine/app/config.h"
#include "engine/app/engine.h"
#include "engine/app/exit_code.h"
#include "feeds/data/export.h"

namespace sen::app {

int run_export(const ExportOptions& options) {
  const SystemClock clock;
  auto engine = Engine::open(options.data, clock);
  if (!engine) return fail(engine.error());
  const auto content = (*engine)->library().visible_to(store::Audience::Public);
  if (!content) return fail(content.error());
  const auto dataset = content->dataset(content::DatasetCode(options.dataset));
  if (!dataset) return fail(dataset.error().within(options.dataset));
  const Timestamp published = dataset->releases.empty() ? clock.now() : dataset->releases.back().published;
  std::unique_ptr<feeds::Export> source =
      options.format == "json"           ? feeds::export_json(*content, *dataset, {})
      : options.format == "sdmx-csv"     ? feeds::export_sdmx_csv(*content, *dataset, {})
      : options.format == "sdmx-generic" ? feeds::export_generic(*content, *dataset, {}, published)
                                         : feeds::export_csv(*content, *dataset, {});
  for (;;) {
    const auto piece = source->read();
    if (!piece) return fail(piece.error());
    if (piece->empty()) return kDone;
    if (std::fwrite(piece->data(), 1, piece->size(), stdout) != piece->size())
      return fail(Error(ErrorCode::Storage, "standard output cannot be written"));
  }
}

int run_config(const std::string& path) {
  const auto vocabulary = content::load_built_in_vocabulary();
  if (!vocabulary) return fail(vocabulary.error());
  const auto config = read_config(path, *vocabulary);
  if (!config) return fail(config.error());
  std::fputs(to_toml(*config).c_str(), stdout);
  return kDone;
}

}  // namespace sen::app
