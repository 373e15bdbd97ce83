#include "engine/workflow/transition.h"

#include <algorithm>
#include <array>

namespace sen::workflow {
namespace {

using content::State;

constexpr Transition kTransitions[] = {
    {State::Draft, Step::Submit, State::Submitted},        {State::Draft, Step::Emergency, State::Published},

    {State::Submitted, Step::Revise, State::Submitted},    {State::Submitted, Step::StartReview, State::InReview},
    {State::Submitted, Step::Return, State::Draft},        {State::Submitted, Step::Approve, State::Approved},
    {State::Submitted, Step::Emergency, State::Published},

    {State::InReview, Step::Revise, State::Submitted},     {State::InReview, Step::Return, State::Draft},
    {State::InReview, Step::Approve, State::Approved},     {State::InReview, Step::Emergency, State::Published},

    {State::Approved, Step::Revise, State::Submitted},     {State::Approved, Step::Return, State::Draft},
    {State::Approved, Step::Schedule, State::Scheduled},   {State::Approved, Step::Publish, State::Published},
    {State::Approved, Step::Emergency, State::Published},

    {State::Scheduled, Step::Revise, State::Submitted},    {State::Scheduled, Step::Return, State::Draft},
    {State::Scheduled, Step::Schedule, State::Scheduled},  {State::Scheduled, Step::Unschedule, State::Approved},
    {State::Scheduled, Step::Publish, State::Published},   {State::Scheduled, Step::Emergency, State::Published},
    {State::Scheduled, Step::Expire, State::Expired},

    {State::Published, Step::Expire, State::Expired},      {State::Published, Step::Withdraw, State::Withdrawn},
    {State::Published, Step::Retract, State::Retracted},   {State::Published, Step::Archive, State::Archived},

    {State::Withdrawn, Step::Retract, State::Retracted},   {State::Withdrawn, Step::Archive, State::Archived},

    {State::Archived, Step::Retract, State::Retracted},

    {State::Expired, Step::Retract, State::Retracted},     {State::Expired, Step::Archive, State::Archived},
};

constexpr std::array<std::string_view, 13> kStepNames = {
    "submit",  "revise",    "start-review", "return",   "approve", "schedule", "unschedule",
    "publish", "emergency", "expire",       "withdraw", "retract", "archive",
};
constexpr std::array<std::string_view, 10> kStateNames = {
    "draft",     "submitted", "in-review", "approved", "scheduled",
    "published", "withdrawn", "retracted", "expired",  "archived",
};

}  // namespace

std::span<const Transition> transitions() {
  return kTransitions;
}

std::optional<State> transition(State from, Step step) {
  const auto* const found = std::find_if(std::begin(kTransitions), std::end(kTransitions),
                                         [&](const Transition& one) { return one.from == from && one.step == step; });
  if (found == std::end(kTransitions)) return std::nullopt;
  return found->to;
}

std::string_view step_name(Step step) {
  return kStepNames[static_cast<std::size_t>(step)];
}

std::string_view state_name(State state) {
  return kStateNames[static_cast<std::size_t>(state) - 1];
}

}  // namespace sen::workflow
