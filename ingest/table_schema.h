#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/findings.h"
#include "ingest/key_set.h"
#include "ingest/value.h"

namespace sen::ingest {

/// How a column writes numbers.
struct NumberStyle {
  char decimal = '.';
  char group = '\0';  ///< None.
  bool bare = true;   ///< Nothing around the number, as `%` or `USD` would be.
};

/// `text` as a number with a `.` and without groups, its digits untouched: `1.234,50` becomes `1234.50`.
/// Nothing if it is no number in that style. `NaN` and `INF` are numbers too (Table Schema).
std::optional<std::string> plain_number(std::string_view text, const NumberStyle& style);

/// Whether `text` is an SDMX time period: year, half-year, quarter, month, week, day or minute.
bool is_period(std::string_view text);

/// A column of a Table Schema (v1 and v2) with the checks that it declares.
class FieldSchema {
 public:
  FieldSchema() = default;
  /// Reads a field's descriptor; an unusable pattern is a finding at `place`.
  FieldSchema(const Value& descriptor, const Place& place, Findings& findings);

  const std::string& name() const { return name_; }
  const std::string& type() const { return type_; }
  const std::string& title() const { return title_; }
  const NumberStyle& numbers() const { return numbers_; }
  void set_decimal_comma() { numbers_ = {.decimal = ',', .group = '.'}; }
  bool is_numeric() const { return type_ == "number" || type_ == "integer"; }

  /// Checks one cell that is not missing; findings go to `place`. Called row by row: unique columns remember.
  void check(const std::string& cell, const Place& place, Findings& findings);
  /// Checks that a missing cell may be missing.
  void check_missing(const Place& place, Findings& findings) const;

 private:
  bool fits_type(const std::string& cell) const;
  void check_constraints(const std::string& cell, const Place& place, Findings& findings);

  struct Pattern;
  std::string name_, title_, type_ = "any", format_ = "default";
  NumberStyle numbers_;
  std::vector<std::string> true_values_ = {"true", "True", "TRUE", "1"};
  std::vector<std::string> false_values_ = {"false", "False", "FALSE", "0"};
  bool required_ = false, unique_ = false;
  std::optional<std::size_t> min_length_, max_length_;
  std::string minimum_, maximum_, pattern_text_;
  std::set<std::string> enum_;
  std::shared_ptr<Pattern> pattern_;
  KeySet seen_;
};

}  // namespace sen::ingest
