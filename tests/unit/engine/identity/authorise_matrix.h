#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "engine/identity/authorise.h"

namespace sen::test {

using identity::Actor;
using identity::Grant;
using identity::Resource;

inline const std::map<std::string, content::State> kStates = {
    {"draft", content::State::Draft},         {"submitted", content::State::Submitted},
    {"in-review", content::State::InReview},  {"approved", content::State::Approved},
    {"scheduled", content::State::Scheduled}, {"published", content::State::Published},
    {"withdrawn", content::State::Withdrawn}, {"retracted", content::State::Retracted},
    {"expired", content::State::Expired},     {"archived", content::State::Archived},
};

/// tests/data/authorise.csv: what is allowed, as people agreed on it, apart from the code that decides.
struct Agreed {
  std::set<std::string> states;  ///< Empty: any.
  bool second_factor = false;
  std::string decides;
  std::map<std::string, std::string> cells;  ///< By role: `-`, `own`, `below`, `own below`, `all`.
};
using Matrix = std::multimap<std::string, Agreed>;

inline std::vector<std::string> cells(const std::string& line, char separator) {
  std::vector<std::string> out;
  std::istringstream in(line);
  for (std::string cell; std::getline(in, cell, separator);) out.push_back(cell);
  return out;
}

inline Matrix read_matrix() {
  std::ifstream in(std::string(SEN_SOURCE_DIR) + "/tests/data/authorise.csv");
  std::string line;
  std::getline(in, line);
  const std::vector<std::string> heads = cells(line, ',');
  Matrix matrix;
  while (std::getline(in, line)) {
    const std::vector<std::string> row = cells(line, ',');
    EXPECT_EQ(row.size(), heads.size()) << line;
    Agreed agreed;
    if (row[1] != "any")
      for (const std::string& state : cells(row[1], ' ')) agreed.states.insert(state);
    agreed.second_factor = row[2] == "two";
    agreed.decides = row[3];
    for (std::size_t i = 4; i < row.size(); ++i) agreed.cells[heads[i]] = row[i];
    matrix.emplace(row[0], agreed);
  }
  return matrix;
}

/// Whether a cell covers a place that is `where`: `own`, `below`, `elsewhere`.
inline bool covers(const std::string& cell, const std::string& where) {
  return cell == "all" || (cell != "-" && cell.find(where) != std::string::npos);
}

/// Someone whom nothing but the table stops.
inline Actor officer(std::vector<Grant> grants) {
  return {.account = content::AccountName("officer"),
          .grants = std::move(grants),
          .languages = {content::Locale("en")},
          .active = true,
          .sandbox = false,
          .second_factor = true,
          .scopes = std::nullopt};
}

/// Something that was written and approved by others, about an account of somebody else.
inline Resource matter(const std::string& organisation, std::optional<content::State> state = std::nullopt) {
  return {.organisation = content::OrganisationCode(organisation),
          .state = state,
          .sensitivity = identity::Sensitivity::Sensitive,
          .authors = {content::AccountName("author")},
          .approvers = {content::AccountName("first"), content::AccountName("second")},
          .sandbox = false,
          .language = content::Locale("en"),
          .account = content::AccountName("colleague"),
          .grants = {{identity::Role::Contributor, content::OrganisationCode(organisation)}}};
}

}  // namespace sen::test
