#include "search/word_forms.h"

#include <unicode/uchar.h>

#include "engine/base/text.h"
#include "search/arabic.h"
#include "search/latin.h"
#include "search/stems.h"
#include "search/tokens.h"
#include "search/vietnamese.h"

namespace sen::search {
namespace {

constexpr std::size_t kMostWords = 5'000;  // About a megabyte a thread.

/// The digits of every script as ASCII digits.
std::string ascii_digits(std::string_view digits) {
  std::string out;
  for (std::size_t at = 0; at < digits.size();) {
    const std::int32_t value = u_charDigitValue(static_cast<UChar32>(next_code_point(digits, at)));
    if (value >= 0) out += static_cast<char>('0' + value);
  }
  return out;
}

struct Hash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

/// A piece is of one writing only, so that it alone is the key.
using Memory = std::unordered_map<std::string, WordForms, Hash, std::equal_to<>>;

Memory& memory() {
  thread_local Memory words;
  return words;
}

}  // namespace

WordForms::WordForms(std::string_view piece, Writing writing) {
  form_ = writing == Writing::Number ? ascii_digits(piece) : fold_case(piece);
  if (writing == Writing::Arabic) {
    stemmed_ = plain_arabic(form_);
    folded_ = fold_arabic(stemmed_);
    return;
  }
  stemmed_ = form_;
  folded_ = fold_marks(form_);
  exact_ = exact_form(form_);
}

const std::vector<std::string>& WordForms::stems(std::string_view language) const {
  for (const auto& [known, stems] : stems_)
    if (known == language) return stems;
  std::vector<std::string> stems{fold_marks(stem(language, stemmed_))};
  if (language != "ar" && has_marks())
    if (std::string other = stem(language, folded_); other != stems[0]) stems.push_back(std::move(other));
  return stems_.emplace_back(language, std::move(stems)).second;
}

const WordForms& forms_of(std::string_view piece, Writing writing) {
  Memory& words = memory();
  if (const auto found = words.find(piece); found != words.end()) return found->second;
  return words.emplace(piece, WordForms(piece, writing)).first->second;
}

void forget_words() {
  if (memory().size() > kMostWords) memory().clear();
}

}  // namespace sen::search
