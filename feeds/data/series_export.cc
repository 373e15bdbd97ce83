#include "feeds/data/series_export.h"

#include "feeds/data/series_walk.h"

namespace sen::feeds {

Result<std::string> SeriesExport::read() {
  std::string out;
  if (stage_ == Stage::Begin) {
    begin(out);
    stage_ = Stage::Series;
  }
  if (stage_ == Stage::Series) {
    bool stopped = false;
    SEN_TRY(each_series(content_, dataset_.code, query_, next_key_, [&](const content::Series& series) {
      if (out.size() >= kPiece) {
        next_key_ = content::series_key(series.key);
        stopped = true;
        return false;
      }
      const std::vector<content::Observation> chosen = select(query_, series);
      const bool keys_only =
          query_.detail == DataQuery::Detail::SeriesKeysOnly || query_.detail == DataQuery::Detail::NoData;
      if (keys_only || !chosen.empty()) write(series, chosen, out);
      return true;
    }));
    if (stopped) return out;
    stage_ = Stage::End;
  }
  if (stage_ == Stage::End) {
    end(out);
    stage_ = Stage::Done;
  }
  return out;
}

}  // namespace sen::feeds
