#pragma once

#include <atomic>
#include <filesystem>
#include <thread>

#include "content/model/vocabulary.h"
#include "engine/store/visible_content.h"
#include "search/index_writer.h"

namespace sen::search {

struct BuildOptions {
  std::size_t threads = std::max(1U, std::thread::hardware_concurrency());
  /// Of each part, which one thread makes; what a part holds in memory is bounded by it.
  std::size_t part_documents = 4'096;
  const std::atomic<bool>* stopped = nullptr;  ///< The build ends soon with Unavailable when it becomes true.
};

/// Makes the index of all that `from` shows in `folder`, an empty one, with the newest documents first: threads make
/// parts of it beside `folder`, which are then merged. The same content gives the same index. Returns its writer, at
/// `from.sequence()`. Errors: those of the content; Storage.
Result<std::unique_ptr<IndexWriter>> build_index(const std::filesystem::path& folder, const store::VisibleContent& from,
                                                 const content::Vocabulary& vocabulary, std::string_view names,
                                                 BuildOptions options = {});

}  // namespace sen::search
