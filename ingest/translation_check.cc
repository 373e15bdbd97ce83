#include "ingest/translation_check.h"

#include <algorithm>
#include <optional>

#include "content/compare/differences.h"
#include "ingest/amendments.h"

namespace sen::ingest {
namespace {

using compare::Difference;
using compare::Passage;

Rule rule_of(compare::FactKind kind) {
  switch (kind) {
    case compare::FactKind::Number:
    case compare::FactKind::DocumentNumber:
      return Rule::FigureDiffers;
    case compare::FactKind::Date:
      return Rule::DateDiffers;
    case compare::FactKind::Name:
      return Rule::NameDiffers;
  }
  return Rule::FigureDiffers;
}

Reason in_words(const Difference& difference) {
  if (difference.source_words.empty()) return {Phrase::DifferAdded, {difference.translation_words}};
  if (!difference.translation_words.empty())
    return {Phrase::DifferBoth, {difference.source_words, difference.translation_words}};
  if (!difference.expected.empty()) return {Phrase::DifferExpected, {difference.source_words, difference.expected}};
  return {Phrase::DifferMissing, {difference.source_words}};
}

std::uint64_t line_in(const EditionDraft& edition, const Passage& passage) {
  return passage.part == Passage::Part::Body ? edition.body_line + passage.line - 1 : 0;
}

Quote quote_of(const EditionDraft& edition, const Passage& passage) {
  return {.file = edition.file,
          .line = line_in(edition, passage),
          .language = edition.locale.value,
          .text = passage.text,
          .begin = passage.begin,
          .end = passage.end};
}

std::string field_of(const Passage& passage) {
  switch (passage.part) {
    case Passage::Part::Title:
      return "title";
    case Passage::Part::Summary:
      return "summary";
    case Passage::Part::Body:
      return {};
  }
  return {};
}

void add(const EditionDraft& source, const EditionDraft& translation, const Difference& difference,
         Findings& findings) {
  Place place{.file = translation.file, .line = 0, .field = field_of(difference.translation)};
  if (!difference.translation.text.empty()) place.line = line_in(translation, difference.translation);
  place.fix = Fix{.file = translation.file, .field = std::string(kExplanation), .key = difference.key()};
  for (const auto& [edition, passage] :
       {std::pair(&source, &difference.source), std::pair(&translation, &difference.translation)})
    if (!passage->text.empty()) place.quotes.push_back(quote_of(*edition, *passage));
  findings.add(rule_of(difference.kind), place, {source.locale.value, in_words(difference)});
}

}  // namespace

void check_translations_of(const Package& package, const content::Vocabulary& vocabulary, Findings& findings) {
  std::optional<compare::ProtectedNames> names;
  const auto words = [](const EditionDraft& edition) {
    return compare::EditionText{edition.locale, edition.title, edition.summary, edition.body};
  };
  for (const DocumentDraft& document : package.documents)
    for (const EditionDraft& translation : document.editions) {
      const auto source = std::find_if(document.editions.begin(), document.editions.end(), [&](const auto& one) {
        return one.locale == translation.translates && one.locale != translation.locale;
      });
      if (source == document.editions.end()) continue;
      if (!names) names.emplace(vocabulary);
      for (const Difference& difference : compare::differences(words(*source), words(translation), *names))
        add(*source, translation, difference, findings);
    }
}

}  // namespace sen::ingest
