#pragma once

#include <string>

#include "content/model/vocabulary.h"
#include "engine/audit/checkpointer.h"
#include "engine/base/result.h"
#include "engine/http/server.h"
#include "engine/mail/message.h"
#include "engine/mail/relay.h"
#include "engine/portal/site.h"

namespace sen::app {

/// All that a configuration file says: its tables `[server]`, `[site]`, `[log]` and `[mail]` (docs/formats/config.md).
struct Config {
  http::ServerOptions server;
  portal::Site site;
  audit::CheckpointOptions checkpoints;
  mail::RelayOptions relay;
  mail::Mailbox sender;  ///< Who sends mails; there is one if `relay` has a host.
};

/// Reads `path`; empty: the sample site with the server's defaults.
/// Errors: InvalidInput names file and line, also for an unknown key; NotFound.
Result<Config> read_config(const std::string& path, const content::Vocabulary& vocabulary);

/// What is in force, as TOML that read_config() takes.
std::string to_toml(const Config& config);

}  // namespace sen::app
