#pragma once

#include <optional>
#include <stop_token>

#include "ingest/intake/services.h"
#include "ingest/intake/shelf.h"

namespace sen::intake {

/// Checks and stores packages that lie on a shelf. Called by one thread.
class Examiner {
 public:
  /// References must outlive it.
  Examiner(const Services& services, const Shelf& shelf, const IntakeOptions& options)
      : services_(services), shelf_(shelf), options_(options) {}

  using Tell = std::function<void(const Upload::Progress& progress)>;
  /// Does what the state of `upload` asks for: checks it, or stores it in the name of its submitter, with `amendments`,
  /// which were typed beside it. Its report is kept beside it. Returns the upload as it is then; nothing if `stop` came
  /// before the end, and nothing has changed.
  std::optional<Upload> handle(Upload upload, Result<std::vector<content::Amendment>> amendments,
                               const std::stop_token& stop, const Tell& tell) const;

 private:
  Result<ingest::Receipt> run(Upload& upload, const ingest::Options& options) const;
  ingest::Options options_for(const Upload& upload, const std::stop_token& stop, const Tell& tell) const;
  Result<ingest::Receipt> refuse(const Upload& upload, const ingest::Finding& fault) const;
  void take_up(Upload& upload, ingest::Receipt& receipt, bool storing) const;

  const Services& services_;
  const Shelf& shelf_;
  const IntakeOptions& options_;
};

}  // namespace sen::intake
