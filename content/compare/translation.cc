#include "content/compare/translation.h"

#include <algorithm>

#include "content/compare/facts.h"
#include "content/compare/terms.h"

namespace sen::compare {
namespace {

using content::Difference;
using content::DifferenceKind;
using content::Version;

std::string words_of(const Version& version) {
  return version.title + "\n\n" + version.summary + "\n\n" + version.body;
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

void add_facts(const std::vector<Fact>& facts, bool in_source, std::vector<Difference>& out) {
  for (const Fact& fact : facts)
    out.push_back({kind_of(fact.kind), in_source, fact.text, fact.kind == FactKind::Name ? fact.value : std::string()});
}

void add_terms(const std::string& source, const Version& from, const std::string& translation, const Version& to,
               const std::vector<content::TermEntry>& entries, std::vector<Difference>& out) {
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

std::vector<Difference> differences_of(const Version& source, const Version& translation, const ProtectedNames& names,
                                       const std::vector<content::TermEntry>& terms) {
  const std::string before = words_of(source), after = words_of(translation);
  const FactDifferences facts = differing_facts({source.locale, before}, {translation.locale, after}, names);
  std::vector<Difference> out;
  add_facts(facts.only_in_source, true, out);
  add_facts(facts.only_in_translation, false, out);
  add_terms(before, source, after, translation, terms, out);
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
