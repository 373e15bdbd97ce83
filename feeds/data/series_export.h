#pragma once

#include <string>
#include <vector>

#include "feeds/data/export.h"

namespace sen::feeds {

/// What the streamed formats share: walks the series that a query asks for and lets the format
/// write each. Called by one thread.
class SeriesExport : public Export {
 public:
  SeriesExport(store::VisibleContent content, content::Dataset dataset, DataQuery query)
      : dataset_(std::move(dataset)), query_(std::move(query)), content_(std::move(content)) {}

  Result<std::string> read() final;

 protected:
  virtual void begin(std::string& out) = 0;
  virtual void write(const content::Series& series, const std::vector<content::Observation>& chosen,
                     std::string& out) = 0;
  virtual void end(std::string& out) = 0;

  const content::Dataset dataset_;
  const DataQuery query_;

 private:
  static constexpr std::size_t kPiece = 64 * 1024;
  store::VisibleContent content_;
  std::string next_key_;  ///< Where to go on; the series of this key is written next.
  enum class Stage { Begin, Series, End, Done } stage_ = Stage::Begin;
};

}  // namespace sen::feeds
