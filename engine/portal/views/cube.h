#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "content/model/dataset.h"
#include "engine/portal/views/scene.h"

namespace sen::portal::views {

/// The figures of a dataset as one page shows them: series by row, periods by column. Values keep their text;
/// only drawings see numbers.
struct Cube {
  struct Row {
    std::string name;                           ///< The values of the dimensions that vary, in words.
    std::string province;                       ///< Code, where the row is one province's.
    std::map<std::string, std::string> values;  ///< Text by period; missing ones are left out.
    std::map<std::string, std::string> flags;   ///< Status by period, where it is not normal.
  };
  content::Dataset dataset;
  std::vector<std::string> periods;  ///< Oldest first; one empty period if the dataset has no time.
  std::vector<Row> rows;
  bool by_province = false;  ///< The rows are provinces and nothing else varies.
  bool cut = false;          ///< There is more than is shown.

  const content::Column* measure() const;
  const std::string& latest() const { return periods.back(); }
};

/// At most 400 series and the newest 60 periods. Errors: NotFound; also for a dataset without observations.
Result<Cube> read_cube(const Scene& scene, const content::DatasetCode& code);

/// A value's number for drawing; nothing for what is no number.
std::optional<double> number_of(const std::string& text);
std::optional<double> value_at(const Cube::Row& row, const std::string& period);

/// `US dollars, millions`; empty for a plain number.
std::string unit_text(const Scene& scene, const content::Column* measure);
/// A value with its unit, rounded for a headline: `405.53 billion US dollars`, `98 %`.
std::string with_unit(const Scene& scene, const content::Column* measure, const std::string& value);

}  // namespace sen::portal::views
