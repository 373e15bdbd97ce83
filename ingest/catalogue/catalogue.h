#pragma once

#include <span>

#include "ingest/messages.h"
#include "ingest/phrases.h"

/// What a check says, as data: a row a rule or phrase, in the order of its enumeration, in English and Vietnamese.
/// tests/unit/ingest/messages_test.cc holds the rows against the enumerations and refuses an empty text.
namespace sen::ingest::catalogue {

std::span<const RuleText> package_rules();   ///< Rule::UnreadablePackage to the repairs.
std::span<const RuleText> document_rules();  ///< Documents and editions.
std::span<const RuleText> table_rules();     ///< Pictures, tables, datasets, and what only the store knows.
std::span<const WhyText> package_reasons();  ///< Why, in the same three parts.
std::span<const WhyText> document_reasons();
std::span<const WhyText> table_reasons();
std::span<const PhraseText> phrases();

}  // namespace sen::ingest::catalogue
