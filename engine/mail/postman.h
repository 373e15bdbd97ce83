#pragma once

#include <thread>

#include "engine/base/clock.h"
#include "engine/mail/outbox.h"
#include "engine/mail/relay.h"

namespace sen::mail {

/// Carries letters from the outbox to the relay, one at a time, on a thread of its own, until destroyed; a letter that
/// is on its way is then finished or tried again after the next start. What goes wrong is an event of the log without
/// address, subject or text. All references must outlive it.
class Postman {
 public:
  Postman(Outbox& outbox, Relay& relay, const Clock& clock);

 private:
  void run(const std::stop_token& stop);
  /// Whether there was one.
  bool carry_one(const std::stop_token& stop);

  Outbox& outbox_;
  Relay& relay_;
  const Clock& clock_;
  std::jthread thread_;
};

}  // namespace sen::mail
