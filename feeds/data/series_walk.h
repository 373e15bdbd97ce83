#pragma once

#include <functional>
#include <string_view>

#include "engine/base/result.h"
#include "engine/store/visible_content.h"
#include "feeds/data/data_query.h"

namespace sen::feeds {

/// The series of `dataset` that `query` asks for, in order of key from `from_key` on, until `visit` gives false. Reads
/// only the part of the dataset that shares the leading dimensions with one value: a whole key costs one series.
Result<void> each_series(const store::VisibleContent& content, const content::DatasetCode& dataset,
                         const DataQuery& query, std::string_view from_key,
                         const std::function<bool(const content::Series&)>& visit);

}  // namespace sen::feeds
