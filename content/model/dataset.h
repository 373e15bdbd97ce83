#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "content/model/document.h"
#include "content/model/ids.h"

namespace sen::content {

/// What a dataset is made of. Stored by number.
enum class Structure {
  Statistics = 1,  ///< Series of observations: an SDMX dataflow.
  Table = 2,       ///< Rows of text as they were handed in (TablePart): shown and downloadable, no SDMX dataflow.
};

/// What a column of a dataset is in its SDMX data structure. Stored by number.
enum class Role {
  Dimension = 1,
  Time = 2,
  Measure = 3,  ///< In a plain table: a column of numbers.
  Attribute = 4,
  Text = 5,  ///< In a plain table: any other column.
};

/// A component of the data structure, or a column of a plain table.
struct Column {
  /// SDMX concept id: `REF_AREA`, `TIME_PERIOD`, `OBS_VALUE`, or the column's name in capitals. In a plain table the
  /// name, numbered if another column has it too.
  std::string id;
  std::string name;  ///< As in the submitted table's header.
  Role role = Role::Dimension;
  std::string codelist;  ///< Codelist id; empty for time, measure and free text.
  Texts titles;
  std::string unit;             ///< Of a measure: `USD`, `PERCENT`; empty: a number.
  std::int32_t multiplier = 0;  ///< Power of ten of a measure: 6 is millions.
};

struct Code {
  std::string id;
  Texts names;
  std::uint32_t since = 0;  ///< The release that brought it, which may wait; 0: it was there from the first.
};

struct Codelist {
  std::string id;  ///< `CL_PROVINCE`.
  Texts names;
  std::vector<Code> codes;  ///< In order of first use, or of the vocabulary.
};

struct Source {
  std::string title;
  std::string address;  ///< May be empty.
};

/// One publication of a dataset's figures. What was published then stays readable (vintage).
struct Release {
  std::uint32_t number = 0;  ///< From 1.
  Timestamp published;
  std::string note;
  std::uint64_t observations = 0;  ///< In the whole dataset after this release.
  std::uint64_t series = 0;
  /// Of this release: a dataset stays Published while its newest release waits (Submitted, Scheduled).
  State state = State::Published;
  std::uint64_t rows = 0;  ///< Of a plain table; it has neither observations nor series.
  std::string remark{};    ///< Of one that was returned (Draft): why. Not public.
  /// How often the public was told of its hour ahead: 1 when it was announced, one more each time the hour moved.
  std::uint32_t announced = 0;
};

/// A dataflow with its data structure, or a plain table.
struct Dataset {
  DatasetCode code;
  Structure structure = Structure::Statistics;
  OrganisationCode organisation;  ///< The SDMX agency.
  std::string version = "1.0";
  Texts titles;
  Texts descriptions;
  std::string licence;
  std::vector<std::string> topics;
  std::vector<Source> sources;
  /// Dimensions first, in key order; then time, one measure, attributes. Of a plain table: as they stand in it.
  std::vector<Column> columns;
  std::vector<Codelist> codelists;
  State state = State::Submitted;
  std::optional<Timestamp> embargo;
  /// From when the public may be told that a release comes at `embargo`; none: nothing is told ahead.
  std::optional<Timestamp> announce;
  std::vector<Release> releases;  ///< Oldest first.
};

struct Observation {
  std::string period;  ///< SDMX time period: `2024`, `2024-Q1`, `2024-11`; empty if the dataset has no time.
  std::string value;   ///< The text as submitted; never through a double. Empty: missing.
  std::vector<std::string> attributes;  ///< As many as the dataset's attribute columns.
};

/// The observations that share all dimensions but time, as one release has them.
struct Series {
  DatasetCode dataset;
  std::vector<std::string> key;           ///< Dimension values in key order; may be empty.
  std::uint32_t release = 0;              ///< The release that last changed it.
  std::vector<Observation> observations;  ///< By period, no duplicates.
};

/// The newest release that waits for the end of the embargo; null if none does.
const Release* scheduled_release(const Dataset& dataset);

/// Counts that the hour of what waits for it is another: whoever was told it ahead must hear so.
void count_move(Dataset& dataset);

/// `key` as SDMX writes it: values joined by `.`.
std::string series_key(const std::vector<std::string>& key);

}  // namespace sen::content
