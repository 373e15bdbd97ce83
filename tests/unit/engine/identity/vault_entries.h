#pragma once

#include <gtest/gtest.h>

#include "engine/identity/vault.h"

namespace sen::test {

/// All that `vault` holds.
inline std::vector<identity::VaultEntry> entries(const identity::Vault& vault) {
  return vault.list("").value();
}

}  // namespace sen::test
