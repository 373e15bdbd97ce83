#pragma once

#include <map>
#include <string>
#include <vector>

namespace sen::compare {

/// The bodies of the sample packages in examples/, by document and language: `mofa-samples/…` → `vi` → CommonMark
/// without front matter, title and summary before it.
std::map<std::string, std::map<std::string, std::string>> sample_editions();

}  // namespace sen::compare
