#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "content/model/change.h"
#include "content/model/document.h"
#include "ingest/phrases.h"

/// What officers type beside a package so that it need not be handed in again: the package's bytes stay as they are,
/// and it is checked and stored as if it had said so itself.
namespace sen::ingest {

/// Amendment::field. Stored by name: never rename.
inline constexpr std::string_view kAlt = "alt";                  ///< Of a picture, for the language `key`.
inline constexpr std::string_view kCredit = "credit";            ///< Of a picture.
inline constexpr std::string_view kLicence = "licence";          ///< Of a picture or, without `file`, of the package.
inline constexpr std::string_view kExplanation = "explanation";  ///< Of an edition, why the difference `key` is right.

/// Null if there is none.
const content::Amendment* find_amendment(std::span<const content::Amendment> amendments, std::string_view file,
                                         std::string_view field, std::string_view key = {});

/// `said` as it is kept for `field`: NFC, without blanks around, a licence as SPDX writes it; or what is wrong with it.
std::variant<std::string, Reason> amended_value(std::string_view field, std::string_view said);

/// Puts `next` in the place of the amendment of the same thing; with an empty value that one is only taken away.
/// `all` stays sorted by file, field and key.
void put_amendment(std::vector<content::Amendment>& all, content::Amendment next);

/// Whether both say the same, whoever said it when.
bool same_amendments(std::span<const content::Amendment> a, std::span<const content::Amendment> b);

/// Gives the picture `use.file` the words that were typed for it.
void amend(content::MediaUse& use, std::span<const content::Amendment> amendments);

}  // namespace sen::ingest
