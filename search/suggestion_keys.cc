#include "search/suggestion_keys.h"

#include "search/tokens.h"

namespace sen::search {
namespace {

constexpr std::size_t kMostStarts = 12;
constexpr std::size_t kLongestKey = 64;

bool is_inside_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// The key of a text, and where in it a reader may begin to type.
struct Keyed {
  std::string key;
  std::vector<std::size_t> starts;
};

Keyed keyed(std::string_view text) {
  Keyed out;
  for (const Token& token : tokenise(text)) {
    if (!out.key.empty()) out.key += ' ';
    out.starts.push_back(out.key.size());
    const std::string form =
        token.forms == nullptr ? fold_case(text.substr(token.begin, token.end - token.begin)) : token.forms->folded();
    for (std::size_t i = 0; i < form.size(); ++i) {
      // Nothing parts Chinese or Japanese words, so every character may begin one.
      if (i > 0 && token.writing == Writing::Cjk && !is_inside_character(form[i])) out.starts.push_back(out.key.size());
      out.key += form[i];
    }
  }
  return out;
}

std::string cut(std::string_view key) {
  std::size_t end = std::min(key.size(), kLongestKey);
  while (end < key.size() && end > 0 && is_inside_character(key[end])) --end;
  return std::string(key.substr(0, end));
}

}  // namespace

std::string suggestion_key(std::string_view text) {
  return cut(keyed(text).key);
}

std::vector<std::string> suggestion_keys(std::string_view title) {
  const Keyed whole = keyed(title);
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < whole.starts.size() && i < kMostStarts; ++i)
    keys.push_back(cut(std::string_view(whole.key).substr(whole.starts[i])));
  return keys;
}

}  // namespace sen::search
