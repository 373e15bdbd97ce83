#include "engine/app/export_job.h"

#include "engine/base/clock.h"
#include "feeds/data/export.h"

namespace sen::app {

Result<void> export_dataset(Engine& engine, const ExportOptions& options, const Print& print) {
  const store::VisibleContent content = SEN_TRY(engine.library().visible_to(store::Audience::Public));
  const content::Dataset dataset =
      SEN_TRY(content.dataset(content::DatasetCode(options.dataset)).within(options.dataset));
  if (dataset.structure == content::Structure::Table && options.format.starts_with("sdmx"))
    return Error(ErrorCode::InvalidInput, options.dataset + " is a plain table and no dataflow; ask for csv or json");
  const Timestamp published = dataset.releases.empty() ? SystemClock().now() : dataset.releases.back().published;
  const std::unique_ptr<feeds::Export> source =
      options.format == "json"           ? feeds::export_json(content, dataset, {})
      : options.format == "sdmx-csv"     ? feeds::export_sdmx_csv(content, dataset, {})
      : options.format == "sdmx-generic" ? feeds::export_generic(content, dataset, {}, published)
                                         : feeds::export_csv(content, dataset, {});
  for (;;) {
    const auto piece = SEN_TRY(source->read());
    if (piece.empty()) return {};
    SEN_TRY(print(piece));
  }
}

}  // namespace sen::app
