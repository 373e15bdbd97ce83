#pragma once

#include <memory>
#include <string>

#include "engine/app/config.h"
#include "engine/app/engine.h"
#include "engine/desk/notices/notice_runner.h"
#include "engine/desk/notices/notifier.h"
#include "engine/mail/outbox.h"
#include "engine/mail/postman.h"
#include "engine/mail/relay.h"

namespace sen::app {

/// All that sends mails, in the order it is built; nothing of it where the configuration names no relay. The engine,
/// the configuration and the clock must outlive it.
class PostOffice {
 public:
  /// Errors: Storage; InvalidInput or NotFound of what the configuration names.
  static Result<std::unique_ptr<PostOffice>> open(Engine& engine, const Config& config, const Clock& clock);

  /// Null: this site sends no mails.
  desk::Notifier* notifier() { return notifier_.get(); }
  /// Begins to follow the log and to send. Once.
  void start();
  /// What /metrics says of mails, in the text format of Prometheus; empty without a relay.
  std::string metrics() const;

 private:
  PostOffice(Engine& engine, const Clock& clock) : engine_(engine), clock_(clock) {}

  Engine& engine_;
  const Clock& clock_;
  std::unique_ptr<mail::Outbox> outbox_;
  std::unique_ptr<mail::Relay> relay_;
  std::unique_ptr<desk::Notifier> notifier_;
  std::unique_ptr<mail::Postman> postman_;
  std::unique_ptr<desk::NoticeRunner> runner_;
};

}  // namespace sen::app
