#pragma once

#include <chrono>
#include <memory>
#include <stop_token>
#include <string>

#include "engine/base/result.h"
#include "engine/mail/outbox.h"

namespace sen::mail {

/// The mail server of the operator that takes mails to others.
struct RelayOptions {
  enum class Security {
    StartTls,  ///< The connection must become TLS (RFC 3207) before anything is said.
    Tls,       ///< TLS from the first byte (RFC 8314).
    None,      ///< Only within one machine or a network that is trusted.
  };
  std::string host;  ///< Empty: no mail is sent.
  int port = 587;
  Security security = Security::StartTls;
  std::string login_file;                                        ///< Two lines, name and password; empty: no sign-in.
  std::string ca_file;                                           ///< Certificates to trust in place of the system's.
  std::chrono::milliseconds timeout = std::chrono::seconds(30);  ///< Of one mail.
};

/// What became of one attempt.
struct Delivery {
  bool taken = false;
  bool for_good = false;  ///< Refused with a 5yz answer (RFC 5321, section 4.2.1): trying again is of no use.
  std::string failure;    ///< In words, without secrets.
};

/// Hands mails to a relay. Called by one thread.
class Relay {
 public:
  virtual ~Relay() = default;
  /// Gives up soon when `stop` is asked for.
  virtual Delivery deliver(const Letter& letter, const std::stop_token& stop) = 0;
};

/// Over SMTP (RFC 5321), by libcurl. Errors: NotFound or InvalidInput if the file with the login cannot be used.
Result<std::unique_ptr<Relay>> open_smtp_relay(const RelayOptions& options);

}  // namespace sen::mail
