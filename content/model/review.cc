#include "content/model/review.h"

#include <algorithm>

namespace sen::content {

bool is_open(const Review& review) {
  switch (review.state) {
    case State::Draft:
    case State::Submitted:
    case State::InReview:
    case State::Approved:
      return true;
    default:
      return review.review_due && !review.reviewed;
  }
}

Timestamp release_time(const Document& document, const Review* review) {
  const Timestamp embargo = document.embargo.value_or(Timestamp{});
  return review == nullptr ? embargo : std::max(embargo, review->release.value_or(embargo));
}

}  // namespace sen::content
