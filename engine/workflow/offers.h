#pragma once

#include <vector>

#include "content/model/ids.h"

namespace sen::workflow {

/// What one person may do now with one edition, or with the proposal of a document: exactly the actions that would not
/// be refused, but for what is typed into them.
struct Offers {
  bool start_review = false;
  bool remark = false;
  bool settle = false;  ///< Marks remarks as settled.
  bool give_back = false;
  bool approve = false;
  std::vector<content::OrganisationCode> cosign;  ///< Organisations for which the person may approve.
  bool publish = false;
  bool schedule = false;
  bool unschedule = false;
  bool write = false;     ///< Saves a draft: of what is new, waits, or is public (a correction).
  bool corrects = false;  ///< `write` makes a correction of what is public.
  bool withdraw = false;
  bool retract = false;
  bool archive = false;
  bool emergency_start = false;
  bool emergency_confirm = false;
  bool emergency_review = false;
  bool drop = false;         ///< Takes a proposal back for good.
  bool edit_fields = false;  ///< Changes what is said once for all languages, at once or by a proposal.
};

/// What one person may do now with the newest release of a dataset.
struct DatasetOffers {
  bool approve = false;
  bool give_back = false;
  bool embargo = false;  ///< Sets or lifts it.
};

}  // namespace sen::workflow
