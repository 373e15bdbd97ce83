#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "ingest/findings.h"

namespace sen::ingest {

/// Why an entry may not be called `name`; nothing if it may. Names are relative, UTF-8, at most 200
/// bytes, parted by `/`, without `.` and `..` parts, backslashes, drive letters and control characters.
std::optional<Phrase> name_fault(std::string_view name);

/// Lets each name in once. Called by one thread.
class EntryNames {
 public:
  /// `name` in NFC, without a leading `./`; nothing with a finding if it is not accepted or if another
  /// entry has it but for case.
  std::optional<std::string> accept(std::string_view name, Findings& findings);

 private:
  std::map<std::string, std::string> seen_;  ///< Case-folded name to name.
};

/// A name that may hold anything, fit for a finding: malformed bytes as `?`, at most 200 bytes.
std::string shown_name(std::string_view name);

/// Whether operating systems leave such files behind: `.DS_Store`, `__MACOSX/…`, `Thumbs.db`.
bool is_litter(std::string_view name);

/// Whether the first bytes of a file are those of an archive.
bool is_archive(std::string_view first_bytes);

}  // namespace sen::ingest
