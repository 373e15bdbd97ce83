#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/bytes.h"
#include "engine/base/result.h"

namespace sen::content {

/// A name that is not mixed up with names of another kind. UTF-8, compared by bytes.
template <typename Kind>
struct Name {
  std::string value;

  Name() = default;
  explicit Name(std::string text) : value(std::move(text)) {}
  auto operator<=>(const Name&) const = default;
  bool empty() const { return value.empty(); }
};

/// A document, for all of its languages: ten characters of `a-z2-7`, made from
/// organisation and folder name, so that handing in again names the same document.
using ContentId = Name<struct ContentIdKind>;
/// A contributor's code: `mofa`, `province-31`; `a-z`, `0-9`, `-`.
using OrganisationCode = Name<struct OrganisationKind>;
/// A BCP 47 tag of one of the site's languages: `vi`, `zh`.
using Locale = Name<struct LocaleKind>;
/// A person who works at the desk: `a-z`, `0-9`, `.`, `-`; never given to another person.
using AccountName = Name<struct AccountKind>;
/// The code of an SDMX dataflow: `EXPORTS`; `A-Z`, `0-9`, `_`.
using DatasetCode = Name<struct DatasetKind>;

/// A place in the change log: the first change is 1, 0 is before all.
struct Sequence {
  std::uint64_t value = 0;
  auto operator<=>(const Sequence&) const = default;
};

/// The id of the document that `organisation` hands in under `folder`:
/// fifty bits of SHA-256("organisation/folder") in base32.
ContentId make_content_id(const OrganisationCode& organisation, std::string_view folder);

/// Errors: InvalidInput if `text` is not ten characters of `a-z2-7`.
Result<ContentId> parse_content_id(std::string_view text);

}  // namespace sen::content

template <typename Kind>
struct std::hash<sen::content::Name<Kind>> {
  std::size_t operator()(const sen::content::Name<Kind>& name) const { return std::hash<std::string>()(name.value); }
};
