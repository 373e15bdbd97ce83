#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/model/change.h"
#include "engine/desk/visit.h"

/// The log as an auditor reads it.
namespace sen::desk {

/// Which entries are asked for; what is empty does not count.
struct AuditFilter {
  std::string person;                    ///< Account, or `operator`, `scheduler`.
  std::string organisation;              ///< Code of the actor's.
  std::string item;                      ///< Part of an item's name: `document:abcdefghij`, `account:lan`.
  std::string action;                    ///< Part of the reason: `approve`.
  std::optional<Timestamp> from, until;  ///< Half open.
};
/// From the query of a request. Errors: InvalidInput names the field of a day that is none.
Result<AuditFilter> read_audit_filter(const http::Request& request);

/// What a mutation is about, by name: `account:lan`, `edition:abcdefghij/vi`.
std::string item_of(const content::Mutation& mutation);
/// What a record says, as fields and values in a fixed order. Bodies and bytes are left out: their digests are named.
http::Pairs facts_of(const content::Mutation& mutation);

/// The same record as the last entry before `sequence` left it; nothing if there was none among the last hundred that
/// touched it. Errors: Storage.
Result<std::optional<content::Mutation>> former_record(const Visit& visit, content::Sequence sequence,
                                                       const content::Mutation& mutation);

/// Entries before `before` (0: from the end), newest first, that fit and that this person may see; at most `limit`,
/// after looking at no more than 20,000. `next`: where to go on, 0 at the beginning of the log. Errors: Storage.
struct AuditPart {
  std::vector<content::Change> entries;
  std::uint64_t next = 0;
};
Result<AuditPart> read_audit(const Visit& visit, const AuditFilter& filter, std::uint64_t before, std::size_t limit);

}  // namespace sen::desk
