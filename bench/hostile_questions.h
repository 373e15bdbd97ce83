#pragma once

#include <string>
#include <utility>
#include <vector>

#include "bench/made_articles.h"

namespace sen::bench {

/// Questions that cost much to answer, by what is hostile about them; some are not valid UTF-8. The most frequent words
/// are those of the first of `count` articles.
std::vector<std::pair<std::string, std::vector<std::string>>> hostile_questions(const ArticleMaker& articles,
                                                                                std::uint64_t count);

}  // namespace sen::bench
