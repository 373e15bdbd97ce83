#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "content/model/document.h"

namespace sen::workflow {

/// What happens to the newest version of an edition, or to a proposal, on its way to the public and back.
enum class Step {
  Submit,  ///< Handed in, for the first time, after a return, or as a change of what is public.
  Revise,  ///< Other words take the place of those that wait: approvals are void.
  StartReview,
  Return,   ///< Back to the author with remarks.
  Approve,  ///< The last approval that was missing.
  Schedule,
  Unschedule,
  Publish,    ///< By hand, or by the scheduler at the set hour.
  Emergency,  ///< Published on the word of two people, to be reviewed afterwards.
  Expire,
  Withdraw,
  Retract,
  Archive,
};

struct Transition {
  content::State from;
  Step step;
  content::State to;
};

/// Every move that there is, in one table (docs/workflow.md shows it; a test compares the two).
std::span<const Transition> transitions();

/// Where `step` leads from `from`; nothing if it is no move. A version of an edition that is public already starts
/// from Draft, whatever the edition's own state is: the edition stays as it is until the version is published.
std::optional<content::State> transition(content::State from, Step step);

/// `submit`, `start-review` …
std::string_view step_name(Step step);
/// `in-review` …
std::string_view state_name(content::State state);

}  // namespace sen::workflow
