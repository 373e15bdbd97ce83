#include "search/words.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

namespace sen::search {
namespace {

/// One a thread: a break iterator holds a place in a text.
icu::BreakIterator* word_breaks() {
  thread_local const std::unique_ptr<icu::BreakIterator> kBreaks = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<icu::BreakIterator>(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  }();
  return kBreaks.get();
}

}  // namespace

std::vector<Span> words_of(std::string_view text, const Token& run) {
  std::vector<Span> words;
  icu::BreakIterator* const breaks = word_breaks();
  UErrorCode status = U_ZERO_ERROR;
  UText utext = UTEXT_INITIALIZER;
  utext_openUTF8(&utext, text.data() + run.begin, static_cast<std::int64_t>(run.end - run.begin), &status);
  if (breaks == nullptr || U_FAILURE(status)) return words;
  breaks->setText(&utext, status);
  for (std::int32_t begin = breaks->first(), end = breaks->next(); end != icu::BreakIterator::DONE;
       begin = end, end = breaks->next())
    words.push_back({run.begin + static_cast<std::size_t>(begin), run.begin + static_cast<std::size_t>(end)});
  utext_close(&utext);
  return words;
}

}  // namespace sen::search
