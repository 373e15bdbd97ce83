#include "content/compare/translation.h"

#include <algorithm>

#include "content/compare/terms.h"

namespace sen::compare {
namespace {

using content::DifferenceKind;
using content::Version;

using Kept = std::vector<content::Difference>;

EditionText words_of(const Version& version) {
  return {version.locale, version.title, version.summary, version.body};
}

std::string joined(const EditionText& words) {
  std::string all;
  for (const std::string_view part : {words.title, words.summary, words.body}) (all += part) += "\n\n";
  return all;
}

DifferenceKind kind_of(FactKind kind) {
  switch (kind) {
    case FactKind::Number:
      return DifferenceKind::Number;
    case FactKind::Date:
      return DifferenceKind::Date;
    case FactKind::DocumentNumber:
      return DifferenceKind::DocumentNumber;
    case FactKind::Name:
      return DifferenceKind::Name;
  }
  return DifferenceKind::Number;
}

/// What both say otherwise is kept as two: each is to be found in its own text.
void add_facts(const std::vector<Difference>& facts, Kept& out) {
  for (const Difference& fact : facts) {
    if (!fact.source_words.empty()) out.push_back({kind_of(fact.kind), true, fact.source_words, fact.expected});
    if (!fact.translation_words.empty()) out.push_back({kind_of(fact.kind), false, fact.translation_words, {}});
  }
}

void add_terms(const std::string& source, const Version& from, const std::string& translation, const Version& to,
               const std::vector<content::TermEntry>& entries, Kept& out) {
  const FoldedText said(translation);
  for (const TermHit& hit : find_terms(source, from.locale, to.locale, entries)) {
    if (!hit.entry->locked) continue;
    const std::string wanted = hit.wanted.empty() ? std::string() : hit.wanted.front()->text;
    const bool is_said =
        hit.wanted.empty() || std::any_of(hit.wanted.begin(), hit.wanted.end(),
                                          [&](const content::Term* term) { return said.says(term->text); });
    if (!is_said) out.push_back({DifferenceKind::Term, true, hit.term->text, wanted});
    for (const content::Term* term : hit.forbidden)
      if (said.says(term->text)) out.push_back({DifferenceKind::Forbidden, false, term->text, wanted});
  }
}

int rank(content::Provenance provenance) {
  switch (provenance) {
    case content::Provenance::Machine:
      return 0;
    case content::Provenance::MachineReviewed:
      return 1;
    case content::Provenance::Human:
      return 2;
  }
  return 2;
}

}  // namespace

std::vector<content::Difference> differences_of(const Version& source, const Version& translation,
                                                const ProtectedNames& names,
                                                const std::vector<content::TermEntry>& terms) {
  const EditionText before = words_of(source), after = words_of(translation);
  Kept out;
  add_facts(differences(before, after, names, LoneNames::Tell), out);
  add_terms(joined(before), source, joined(after), translation, terms, out);
  if (out.size() > kMostDifferences) out.resize(kMostDifferences);
  return out;
}

bool is_unlabelled(content::Provenance now, std::span<const content::Provenance> former) {
  return std::any_of(former.begin(), former.end(), [&](content::Provenance one) { return rank(one) < rank(now); });
}

bool needs_sign_off(const Version& version, const content::DocumentType* type, const content::Vocabulary& vocabulary) {
  if (version.translates.empty()) return false;
  if (type != nullptr && type->sign_off) return true;
  const content::Language* language = vocabulary.language(version.locale);
  return language != nullptr && language->sign_off && version.provenance != content::Provenance::Machine;
}

}  // namespace sen::compare
