#include "engine/workflow/transition.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

namespace sen::workflow {
namespace {

using content::State;

constexpr State kStates[] = {State::Draft,     State::Submitted, State::InReview,  State::Approved, State::Scheduled,
                             State::Published, State::Withdrawn, State::Retracted, State::Expired,  State::Archived};

TEST(Transition, GivesWhatTheTableSaysAndNothingElse) {
  std::set<std::pair<State, Step>> moves;
  for (const Transition& one : transitions()) {
    EXPECT_TRUE(moves.emplace(one.from, one.step).second) << state_name(one.from) << " " << step_name(one.step);
    EXPECT_EQ(transition(one.from, one.step), one.to);
  }
  for (const State state : kStates)
    for (int step = 0; step <= static_cast<int>(Step::Archive); ++step)
      EXPECT_EQ(transition(state, static_cast<Step>(step)).has_value(),
                moves.contains({state, static_cast<Step>(step)}));
}

TEST(Transition, LetsNothingOutButByPublicationOrEmergency) {
  for (const Transition& one : transitions())
    if (one.to == State::Published) {
      const bool is_approved = one.from == State::Approved || one.from == State::Scheduled;
      EXPECT_TRUE(one.step == Step::Emergency || (one.step == Step::Publish && is_approved));
    }
}

TEST(Transition, IsDocumentedMoveByMove) {
  std::ifstream in(SEN_SOURCE_DIR "/docs/workflow.md");
  std::set<std::string> rows;
  for (std::string line; std::getline(in, line);) rows.insert(line);

  for (const Transition& one : transitions()) {
    std::ostringstream row;
    row << "| " << state_name(one.from) << " | " << step_name(one.step) << " | " << state_name(one.to) << " |";
    EXPECT_TRUE(rows.contains(row.str())) << row.str();
  }
}

}  // namespace
}  // namespace sen::workflow
