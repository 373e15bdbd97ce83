#pragma once

#include <string>

#include "engine/desk/context.h"
#include "engine/store/store.h"

namespace sen::app {

/// Takes pictures that are handed in one by one at the desk as packages' are taken: their sizes are made in a worker
/// process, one at a time, started with the first picture, and kept beside the original. `worker`: path of this
/// program; empty: in this process. `store` must outlive the function, which is thread-safe.
/// Errors of what it gives: NotFound if it is no picture that we take; InvalidInput if it is damaged; TooLarge;
/// Unavailable if the worker died; Storage.
desk::TakePicture make_picture_taker(store::Store& store, const std::string& worker);

}  // namespace sen::app
