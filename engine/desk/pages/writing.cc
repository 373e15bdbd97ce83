#include "engine/desk/pages/writing.h"

#include "engine/desk/refusals.h"

namespace sen::desk::pages {

components::Mistake explain_writing(const portal::Tongue& tongue, const Error& error) {
  Refusal refusal = explain_refusal(tongue, error.message());
  return {std::move(refusal.field), std::move(refusal.text)};
}

}  // namespace sen::desk::pages
