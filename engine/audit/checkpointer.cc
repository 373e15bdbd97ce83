#include "engine/audit/checkpointer.h"

#include <limits>

#include "engine/base/log.h"

namespace sen::audit {

Checkpointer::Checkpointer(const store::Store& store, const Clock& clock, CheckpointBook& book,
                           CheckpointOptions options)
    : store_(store), clock_(clock), book_(book), options_(options), thread_([this](const std::stop_token& stop) {
        run(stop);
      }) {}

Checkpointer::~Checkpointer() {
  thread_.request_stop();
  thread_.join();
  sign();
}

bool Checkpointer::sign() {
  const Result<bool> signed_one = book_.add(store_, clock_.now());
  if (!signed_one) {
    log::error("checkpoint failed", {{"error", signed_one.error().message()}});
    return false;
  }
  if (*signed_one) log::info("checkpoint", {{"sequence", std::to_string(book_.newest().value)}});
  return true;
}

void Checkpointer::run(const std::stop_token& stop) {
  constexpr content::Sequence kNever{std::numeric_limits<std::uint64_t>::max()};
  while (!stop.stop_requested()) {
    // What failed is not tried again before its time, however far the log has gone.
    const content::Sequence many = sign() ? content::Sequence{book_.newest().value + options_.changes - 1} : kNever;
    store_.log().wait_behind(many, options_.every, stop);
  }
}

}  // namespace sen::audit
