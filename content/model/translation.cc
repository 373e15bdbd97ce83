#include "content/model/translation.h"

namespace sen::content {

bool is_open(const TranslationRequest& request) {
  switch (request.state) {
    case RequestState::Open:
    case RequestState::Accepted:
    case RequestState::HandedIn:
      return true;
    case RequestState::Declined:
    case RequestState::Done:
    case RequestState::Cancelled:
      return false;
  }
  return false;
}

}  // namespace sen::content
