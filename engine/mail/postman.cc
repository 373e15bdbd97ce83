#include "engine/mail/postman.h"

#include "engine/base/log.h"

namespace sen::mail {

Postman::Postman(Outbox& outbox, Relay& relay, const Clock& clock)
    : outbox_(outbox), relay_(relay), clock_(clock), thread_([this](const std::stop_token& stop) { run(stop); }) {}

bool Postman::carry_one(const std::stop_token& stop) {
  auto letter = outbox_.next(clock_.now());
  if (!letter) return false;
  const Delivery delivery = relay_.deliver(*letter, stop);
  // What was broken off by the end of the program is tried again at the next start.
  if (!delivery.taken && stop.stop_requested()) return false;
  const std::string id = letter->id;
  const Result<void> noted =
      delivery.taken ? outbox_.sent(*letter)
                     : outbox_.failed(std::move(*letter), delivery.failure, delivery.for_good, clock_.now());
  if (!noted) log::error("mail failed", {{"error", noted.error().message()}});
  if (delivery.taken) log::info("mail sent", {{"id", id}});
  if (!delivery.taken) log::warning("mail not taken", {{"id", id}, {"for-good", delivery.for_good ? "yes" : "no"}});
  return noted.has_value();
}

void Postman::run(const std::stop_token& stop) {
  // The clock can be set, so what is due is looked for at least this often.
  constexpr std::chrono::seconds kLongestWait{5};
  while (!stop.stop_requested()) {
    while (!stop.stop_requested() && carry_one(stop)) {
    }
    outbox_.wait_for_more(kLongestWait, stop);
  }
}

}  // namespace sen::mail
