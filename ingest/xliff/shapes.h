#pragma once

#include "engine/base/result.h"
#include "ingest/xliff/xml_tree.h"

namespace sen::xliff {

/// Whether `element` of the core and all that it holds have the children, attributes and values that the core gives
/// them (XLIFF 2.1, sections 4.2 and 4.3). Errors: InvalidInput, by fault().
Result<void> check_shape(const Element& element);

/// InvalidInput with the line and name of `element`.
Error fault(const Element& element, const std::string& message);
bool is_code(const Element& element);
/// How many children of `element` are of the core's `name`.
std::size_t count(const Element& element, std::string_view name);

}  // namespace sen::xliff
