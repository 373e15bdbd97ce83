#include "ingest/xliff/termbase.h"

#include <algorithm>
#include <tuple>

#include "engine/base/text.h"

namespace sen::xliff {
namespace {

using content::Term;
using content::TermEntry;

Error invalid(std::string message) {
  return Error(ErrorCode::InvalidInput, std::move(message));
}

Result<void> settle_id(content::TermId& id) {
  for (char& c : id.value)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  const bool plain = !id.empty() && id.value.size() <= 64 &&
                     id.value.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
  if (plain) return {};
  return invalid("id: 1 to 64 of a-z, 0-9 and hyphen");
}

Result<void> settle_text(std::string_view field, std::string& text, std::size_t most) {
  text = SEN_TRY(to_nfc(trim(text)).within(field));
  if (text.size() > most) return invalid(std::string(field) + ": it is longer than " + std::to_string(most) + " bytes");
  return {};
}

Result<void> settle_word(Term& term, const content::Vocabulary& vocabulary) {
  term.text = SEN_TRY(to_nfc(trim(term.text)).within("term"));
  const std::size_t length = count_code_points(term.text);
  if (length < 1 || length > 200) return invalid("term: it has 1 to 200 characters");
  if (std::any_of(term.text.begin(), term.text.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; }))
    return invalid("term: it stands in one line");
  if (vocabulary.language(term.locale) == nullptr)
    return invalid("language: the site has no language " + term.locale.value);
  return settle_text("note", term.note, 2'000);
}

}  // namespace

Result<void> settle_term(TermEntry& entry, const content::Vocabulary& vocabulary) {
  SEN_TRY(settle_id(entry.id));
  SEN_TRY(settle_text("subject", entry.subject, 200));
  SEN_TRY(settle_text("note", entry.note, 2'000));
  std::erase_if(entry.definitions, [](const auto& one) { return one.second.empty(); });
  for (auto& [locale, text] : entry.definitions) {
    if (vocabulary.language(locale) == nullptr) return invalid("definition: the site has no language " + locale.value);
    SEN_TRY(settle_text("definition", text, 2'000));
  }
  constexpr std::size_t kMostWords = 200;
  if (entry.terms.empty()) return invalid("term: the entry has none");
  if (entry.terms.size() > kMostWords) return invalid("term: an entry has at most 200");
  for (Term& term : entry.terms) SEN_TRY(settle_word(term, vocabulary));
  std::sort(entry.terms.begin(), entry.terms.end(), [](const Term& a, const Term& b) {
    return std::tie(a.locale, a.status, a.text) < std::tie(b.locale, b.status, b.text);
  });
  for (std::size_t at = 0; at < entry.terms.size(); ++at)
    for (std::size_t other = at + 1; other < entry.terms.size(); ++other)
      if (entry.terms[at].locale == entry.terms[other].locale && entry.terms[at].text == entry.terms[other].text)
        return invalid("term: \"" + entry.terms[at].text + "\" stands twice");
  return {};
}

}  // namespace sen::xliff
