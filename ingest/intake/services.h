#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "engine/base/clock.h"
#include "ingest/publisher.h"

namespace sen::identity {
class SigningKeys;
}
namespace sen::store {
class Store;
}

namespace sen::intake {

/// What packages are checked and stored with. All of it must outlive the intake.
struct Services {
  ingest::Publisher& publisher;
  const store::Store& store;  ///< Says which organisations demand signatures.
  identity::SigningKeys& keys;
  const Clock& clock;
};

struct IntakeOptions {
  std::string folder;         ///< `DATA/uploads`; made if there is none. On the file system of the server's spool.
  std::string worker;         ///< As ingest::Options::worker.
  ingest::Limits limits;      ///< Of a package; what is changed in one later has as much as it may have packed.
  std::size_t queue = 64;     ///< Packages that wait to be checked or stored.
  std::size_t kept = 1000;    ///< Uploads in all.
  std::size_t kept_of = 200;  ///< Uploads of one organisation.
  const ingest::Neighbours* neighbours = nullptr;  ///< As ingest::Options::neighbours.
  std::chrono::hours keep{30 * 24};                ///< From the day that it was handed in; then it is removed.
};

}  // namespace sen::intake
