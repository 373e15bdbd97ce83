#include "search/cjk.h"

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "engine/base/text.h"

namespace sen::search {
namespace {

constexpr char32_t kHanBegin = 0x4E00, kHanEnd = 0xA000;

/// For each Han character its simplified one (ICU's Traditional-Simplified), as UTF-8.
const std::vector<std::string>& simplified() {
  static const std::vector<std::string> kTable = [] {
    std::vector<std::string> table(kHanEnd - kHanBegin);
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::Transliterator> rules(
        icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, status));
    for (char32_t c = kHanBegin; c < kHanEnd; ++c) {
      icu::UnicodeString character(static_cast<UChar32>(c));
      if (U_SUCCESS(status)) rules->transliterate(character);
      character.toUTF8String(table[c - kHanBegin]);
    }
    return table;
  }();
  return kTable;
}

std::string fold_character(std::string_view character) {
  std::string folded = fold_case(character);
  std::size_t at = 0;
  const char32_t c = folded.empty() ? 0 : next_code_point(folded, at);
  if (at == folded.size() && c >= kHanBegin && c < kHanEnd) return simplified()[c - kHanBegin];
  return folded;
}

/// Marks and half-width sound marks belong to the character before.
bool belongs_to_former(char32_t c) {
  return c == 0xFF9E || c == 0xFF9F || (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_M_MASK | U_GC_CF_MASK)) != 0;
}

struct Piece {
  std::string form;
  std::size_t begin = 0, end = 0;
};

}  // namespace

void analyse_cjk(std::string_view text, const Token& run, const TermSink& sink) {
  std::optional<Piece> former;
  bool alone = true;
  for (std::size_t at = run.begin; at < run.end;) {
    const std::size_t begin = at;
    next_code_point(text, at);
    for (std::size_t next = at; next < run.end && belongs_to_former(next_code_point(text, next));) at = next;
    Piece piece{fold_character(text.substr(begin, at - begin)), begin, at};
    if (piece.form.empty()) continue;
    if (former) {
      sink({Family::Unigram, former->form, former->begin, former->end});
      sink({Family::Bigram, former->form + piece.form, former->begin, piece.end, true});
      alone = false;
    }
    former = std::move(piece);
  }
  if (former) sink({Family::Unigram, former->form, former->begin, former->end, alone});
}

}  // namespace sen::search
