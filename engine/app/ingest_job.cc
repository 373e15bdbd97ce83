#include "engine/app/ingest_job.h"

#include "ingest/read_ahead.h"

namespace sen::app {
namespace {

void add(ingest::Counts& all, const ingest::Counts& one) {
  all.files += one.files;
  all.documents += one.documents;
  all.editions += one.editions;
  all.images += one.images;
  all.datasets += one.datasets;
  all.observations += one.observations;
  all.tables += one.tables;
  all.rows += one.rows;
}

}  // namespace

Result<IngestTotals> ingest_packages(Engine& engine, const std::vector<std::string>& packages,
                                     const ingest::Options& options, const IngestEvents& events) {
  IngestTotals totals;
  ingest::Options own = options;
  own.progress = events.progress;
  ingest::ReadAhead ahead(engine.publisher(), packages, own);
  for (const std::string& path : packages) {
    ingest::Prepared prepared = SEN_TRY(ahead.next().within(path));
    const ingest::Receipt receipt = SEN_TRY(engine.publisher().commit(std::move(prepared), own).within(path));
    switch (receipt.outcome) {
      case ingest::Outcome::Published:
        ++totals.published;
        break;
      case ingest::Outcome::Submitted:
        ++totals.submitted;
        break;
      case ingest::Outcome::AlreadyStored:
        ++totals.already_stored;
        break;
      case ingest::Outcome::Refused:
        ++totals.refused;
        break;
    }
    if (receipt.outcome == ingest::Outcome::Published || receipt.outcome == ingest::Outcome::Submitted)
      add(totals.counts, receipt.report.counts);
    events.receipt(path, receipt);
  }
  return totals;
}

}  // namespace sen::app
