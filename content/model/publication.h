#pragma once

#include "content/model/document.h"

namespace sen::content {

/// Makes `version` what the public sees of `edition`, at `at`. A version that follows one that was
/// public leaves its note, unless it is a minor change.
void publish(Edition& edition, const Version& version, Timestamp at);

}  // namespace sen::content
