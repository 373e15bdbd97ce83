#pragma once

#include "engine/audit/checkpoint_book.h"
#include "engine/http/router.h"

namespace sen::api {

/// The signed heads of the log, for outsiders to keep: `/log/checkpoint` (the newest), `/log/checkpoints` (the
/// addresses of the newest 1,000), `/log/checkpoints/{n}`, `/log/keys` (public keys). `book` must outlive the router.
void add_log_routes(http::Router& router, const audit::CheckpointBook& book);

}  // namespace sen::api
