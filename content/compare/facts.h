#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "content/compare/protected_names.h"
#include "content/model/ids.h"

namespace sen::compare {

/// What must be the same in every language of a document.
enum class FactKind {
  Number,          ///< `12,5 triệu`, `12.5 million`, `1250万`: compared by value; a percent sign does not count.
  Date,            ///< With a day and a month, or a month and a year.
  DocumentNumber,  ///< `47/NQ-CP`, `202/2025/QH15`
  Name,            ///< Of ProtectedNames.
};

/// Something that one text says and the other does not.
struct Fact {
  FactKind kind = FactKind::Number;
  std::string text;   ///< As it is written.
  std::string value;  ///< `12500000`, `2026-11-20`, `--11-20`, `2026-11`, `47/NQ-CP`; a name in the other language.
  std::size_t offset = 0;  ///< Bytes from the start of its text.
  std::size_t line = 0;    ///< From 1.
};

struct FactDifferences {
  std::vector<Fact> only_in_source, only_in_translation;  ///< In the order of their text, each value once.
};

/// Plain text or CommonMark in one of the site's languages, UTF-8.
struct TextIn {
  content::Locale locale;
  std::string_view text;
};

/// The figures, dates, document numbers and protected names of each text that the other lacks. Numbers are read as
/// each language writes them (decimal comma or point, groups, native digits, words such as `million` and 万), and what
/// is written in words on one side is looked for in words (ICU's spellout rules). What can be read in two ways
/// counts as the same if one reading is: few false alarms come before finding all. Addresses of links, code and
/// numbers that are part of a word (`G20`) are not compared; nor are 0, 1 and 2, which languages say without a figure;
/// organisations are looked for in the source only.
/// Thread-safe. Bounded: of a text the first kMostFactBytes and 5,000 numbers are read.
inline constexpr std::size_t kMostFactBytes = 512 * 1024;
FactDifferences differing_facts(const TextIn& source, const TextIn& translation, const ProtectedNames& names);

}  // namespace sen::compare
