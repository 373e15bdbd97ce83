#include "engine/app/post_office.h"

namespace sen::app {

Result<std::unique_ptr<PostOffice>> PostOffice::open(Engine& engine, const Config& config, const Clock& clock) {
  std::unique_ptr<PostOffice> post(new PostOffice(engine, clock));
  if (config.relay.host.empty()) return post;
  post->outbox_ = SEN_TRY(mail::Outbox::open(engine.folder() + "/mail"));
  post->relay_ = SEN_TRY(mail::open_smtp_relay(config.relay));
  post->notifier_ =
      SEN_TRY(desk::Notifier::make(*post->outbox_, config.sender, engine.vocabulary(), config.site, clock));
  return post;
}

void PostOffice::start() {
  if (!notifier_) return;
  postman_ = std::make_unique<mail::Postman>(*outbox_, *relay_, clock_);
  desk::NoticeOptions options;
  options.folder = engine_.folder() + "/mail";
  runner_ = std::make_unique<desk::NoticeRunner>(engine_.store(), engine_.vocabulary(), *notifier_, clock_,
                                                 std::move(options));
}

std::string PostOffice::metrics() const {
  if (!outbox_) return {};
  const auto metric = [](const std::string& name, const char* type, const char* help, std::uint64_t value) {
    return "# HELP " + name + " " + help + "\n# TYPE " + name + " " + type + "\n" + name + " " + std::to_string(value) +
           "\n";
  };
  return metric("sen_mail_waiting", "gauge", "Mails that wait to be sent.", outbox_->waiting()) +
         metric("sen_mail_dead", "gauge", "Mails that could not be delivered.", outbox_->dead_count()) +
         metric("sen_mail_sent_total", "counter", "Mails that the relay took since the start.", outbox_->sent_count());
}

}  // namespace sen::app
