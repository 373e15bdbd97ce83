#pragma once

#include "engine/http/router.h"
#include "engine/portal/pages/context.h"
#include "engine/press/accreditations.h"
#include "engine/press/enquiries.h"
#include "engine/press/form_throttle.h"

namespace sen::press {

/// The pages on which journalists act: asking, applying, and the area of the accredited. Made for one person each, so
/// never kept by anybody. Thread-safe. References must outlive it.
class PressPages {
 public:
  PressPages(const portal::pages::Context& portal, Enquiries& enquiries, Accreditations& accreditations,
             const Clock& clock)
      : portal_(portal),
        enquiries_(enquiries),
        accreditations_(accreditations),
        clock_(clock),
        throttle_(clock, kFormsPerHour, std::chrono::hours(1)) {}

  /// `router` must not outlive the pages.
  void add_routes(http::Router& router);

  static constexpr std::uint32_t kFormsPerHour = 6;

  // For the pages' own files.
  const portal::pages::Context& portal() const { return portal_; }
  Enquiries& enquiries() { return enquiries_; }
  Accreditations& accreditations() { return accreditations_; }
  FormThrottle& throttle() { return throttle_; }
  const Clock& clock() const { return clock_; }

 private:
  const portal::pages::Context& portal_;
  Enquiries& enquiries_;
  Accreditations& accreditations_;
  const Clock& clock_;
  FormThrottle throttle_;
};

/// The cookie of the press area: bound to this host (RFC 6265bis, section 4.1.3.2).
inline constexpr std::string_view kPressCookie = "__Host-sen-press";
/// `Set-Cookie` of a session; with an empty token, of its end.
std::string press_cookie(std::string_view token);

}  // namespace sen::press
