#pragma once

#include <memory>
#include <string>

#include "engine/store/store.h"
#include "engine/workflow/workflow.h"

namespace sen::app {

/// Renders what is written at the desk as packages are rendered: in a worker process, one at a time, started with the
/// first text. Pictures and charts are those that the document has: a figure names one of its pictures, a chart a
/// table that one of its editions shows already, or the code of a dataset. `worker`: path of this program; empty: in
/// this process. `store` must outlive the function, which is thread-safe.
/// Errors of what it gives: InvalidInput names what the document lacks; those of markup::render(); Unavailable if the
/// worker died.
workflow::RenderBody make_body_renderer(const store::Store& store, const std::string& worker);

}  // namespace sen::app
