#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "content/model/account.h"
#include "content/model/vocabulary.h"
#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/desk/notices/notice.h"
#include "engine/mail/message.h"
#include "engine/mail/outbox.h"
#include "engine/portal/site.h"
#include "engine/portal/tongue.h"

namespace sen::desk {

/// Writes mails to people of the desk in their language and puts them into the outbox; it never waits for a relay.
/// Thread-safe. References must outlive it.
class Notifier {
 public:
  /// `sender`: who the mails are from. Errors: Storage if a built-in catalogue cannot be read.
  static Result<std::unique_ptr<Notifier>> make(mail::Outbox& outbox, mail::Mailbox sender,
                                                const content::Vocabulary& vocabulary, const portal::Site& site,
                                                const Clock& clock);

  /// `id`: names the occasion, so that what repeats is one mail: letters, digits, `-`, `.`. Nothing is sent to who does
  /// not want it. Errors: Unavailable if the outbox is full; Storage.
  Result<void> send(const Notice& notice, const content::Account& to, std::string_view id);

  /// A one-time link that an administrator asked for. Sent whatever the person declined; the address is checked.
  /// Errors: InvalidInput if the account has no address; as send().
  Result<void> send_link(const content::Account& to, const std::string& token, std::string_view by);

  mail::Outbox& outbox() { return outbox_; }

 private:
  Notifier(mail::Outbox& outbox, mail::Mailbox sender, portal::Tongues tongues, const content::Vocabulary& vocabulary,
           const portal::Site& site, const Clock& clock)
      : outbox_(outbox),
        sender_(std::move(sender)),
        tongues_(std::move(tongues)),
        vocabulary_(vocabulary),
        site_(site),
        clock_(clock) {}

  const portal::Tongue& tongue_of(const content::Account& account) const;
  /// Closes `body` as every mail ends, and puts it into the outbox.
  Result<void> put(const content::Account& to, std::string subject, const std::string& body, std::string id,
                   bool secret);

  mail::Outbox& outbox_;
  const mail::Mailbox sender_;
  const portal::Tongues tongues_;
  const content::Vocabulary& vocabulary_;
  const portal::Site& site_;
  const Clock& clock_;
};

}  // namespace sen::desk
