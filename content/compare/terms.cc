#include "content/compare/terms.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "content/compare/figures.h"
#include "engine/base/text.h"

namespace sen::compare {
namespace {

std::string fold(std::string_view text) {
  std::string folded;
  icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())))
      .foldCase()
      .toUTF8String(folded);
  return folded;
}

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

bool is_letter(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const char32_t c = next_code_point(text, at);
  return c != kMalformed && !is_spaceless(c) && u_isalnum(static_cast<UChar32>(c)) != 0;
}

bool is_letter_before(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  do --at;
  while (at > 0 && is_continuation(text[at]));
  return is_letter(text, at);
}

}  // namespace

FoldedText::FoldedText(std::string_view text) : folded_(fold(text)) {}

bool FoldedText::says(std::string_view term) const {
  const std::string sought = fold(term);
  if (sought.empty()) return false;
  for (std::size_t at = folded_.find(sought); at != std::string::npos; at = folded_.find(sought, at + 1))
    if (!is_letter_before(folded_, at) && !is_letter(folded_, at + sought.size())) return true;
  return false;
}

std::vector<TermHit> find_terms(std::string_view source, const content::Locale& from, const content::Locale& to,
                                const std::vector<content::TermEntry>& entries) {
  const FoldedText text(source);
  std::vector<TermHit> hits;
  for (const content::TermEntry& entry : entries) {
    if (entry.removed) continue;
    TermHit hit;
    for (const content::Term& term : entry.terms) {
      const bool is_sought = term.locale == from && term.status != content::TermStatus::Forbidden;
      if (is_sought && hit.term == nullptr && text.says(term.text)) hit.term = &term;
      if (term.locale != to) continue;
      (term.status == content::TermStatus::Forbidden ? hit.forbidden : hit.wanted).push_back(&term);
    }
    if (hit.term == nullptr || (hit.wanted.empty() && hit.forbidden.empty())) continue;
    hit.entry = &entry;
    hits.push_back(std::move(hit));
  }
  return hits;
}

}  // namespace sen::compare
