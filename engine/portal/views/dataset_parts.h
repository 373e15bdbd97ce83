#pragma once

#include "engine/portal/views/make.h"

namespace sen::portal::views {

// What the pages of statistics and of plain tables share.

/// `Source: …`; empty if none is named.
std::string source_line(const Scene& scene, const content::Dataset& dataset);
/// The whole dataset as files.
std::vector<Link> downloads_of(const Scene& scene, const content::Dataset& dataset);
/// When the newest release was published.
Time released(const Scene& scene, const content::Dataset& dataset);
/// All of a dataset's page but its figures: words, frame, sources, licence, releases, structure. `page` counts from 1.
Dataset make_dataset_head(const Scene& scene, const content::Dataset& dataset, std::size_t page);

}  // namespace sen::portal::views
