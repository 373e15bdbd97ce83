#pragma once

#include <functional>
#include <string_view>

#include "engine/app/commands.h"
#include "engine/app/engine.h"

namespace sen::app {

/// Takes the next piece of an answer. Errors: Storage if nobody takes it any more.
using Print = std::function<Result<void>(std::string_view piece)>;

/// Prints a dataset as its readers may see it, piece by piece: memory does not grow with it.
/// Errors: NotFound if there is no such dataset; Storage; what `print` gives.
Result<void> export_dataset(Engine& engine, const ExportOptions& options, const Print& print);

}  // namespace sen::app
