#include "content/compare/words.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <cassert>
#include <memory>

namespace sen::compare {
namespace {

struct Close {
  void operator()(UBreakIterator* iterator) const { ubrk_close(iterator); }
  void operator()(UText* text) const { utext_close(text); }
};

/// One a thread: opening reads rules and dictionaries.
UBreakIterator* word_iterator() {
  thread_local std::unique_ptr<UBreakIterator, Close> iterator = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<UBreakIterator, Close>(ubrk_open(UBRK_WORD, "", nullptr, 0, &status));
  }();
  assert(iterator != nullptr && "ICU's data holds the rules of the root locale");
  return iterator.get();
}

}  // namespace

std::vector<Piece> cut_words(std::string_view text) {
  std::vector<Piece> pieces;
  if (text.empty()) return pieces;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UText, Close> source(
      utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status));
  UBreakIterator* iterator = word_iterator();
  ubrk_setUText(iterator, source.get(), &status);
  if (U_FAILURE(status) != 0) return {{0, text.size(), true}};

  std::size_t begin = 0;
  ubrk_first(iterator);
  for (std::int32_t at = ubrk_next(iterator); at != UBRK_DONE; at = ubrk_next(iterator)) {
    const auto end = static_cast<std::size_t>(at);
    pieces.push_back({begin, end, ubrk_getRuleStatus(iterator) >= UBRK_WORD_NUMBER});
    begin = end;
  }
  if (begin < text.size()) pieces.push_back({begin, text.size(), true});
  return pieces;
}

}  // namespace sen::compare
