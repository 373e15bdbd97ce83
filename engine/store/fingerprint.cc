#include "engine/store/fingerprint.h"

#include "content/codec/codec.h"

namespace sen::store {

Digest fingerprint(const content::Dataset& dataset) {
  return sha256(codec::encode(dataset));
}

}  // namespace sen::store
