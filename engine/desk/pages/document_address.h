#pragma once

#include <string_view>

#include "engine/desk/visit.h"

/// What addresses under `/desk/documents` name.
namespace sen::desk::pages {

/// In the place of a language: what all languages of a document share.
inline constexpr std::string_view kProposal = "proposal";

/// `{id}` of the address. Errors: NotFound.
Result<content::ContentId> document_id(const Visit& visit);
/// `{language}` of the address. Errors: NotFound if the vocabulary has no such language.
Result<content::Locale> edition_language(const Visit& visit);

/// Whether `name` is one of the decisions that have an address: `approve`, `publish` …
bool is_decision(std::string_view name);

}  // namespace sen::desk::pages
