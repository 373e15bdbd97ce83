#include "search/compounds.h"

namespace sen::search {
namespace {

constexpr std::size_t kMostParts = 24;

bool takes_part(const Token& token) {
  return token.writing == Writing::Latin || token.writing == Writing::Number || token.writing == Writing::Cyrillic;
}

bool is_hyphen(char32_t sign) {
  return sign == '-' || sign == 0x2010 || sign == 0x2011 || sign == 0x2013;
}

/// Apostrophes and middle dots part words; they make no name.
bool holds_together(char32_t sign) {
  return sign != 0 && sign != '\'' && sign != 0x2019 && sign != 0x00B7;
}

struct Compound {
  std::span<const Token> tokens;

  bool all(Writing writing) const {
    return std::all_of(tokens.begin(), tokens.end(), [&](const Token& t) { return t.writing == writing; });
  }
  bool only_signs(bool (*wanted)(char32_t)) const {
    return std::all_of(tokens.begin() + 1, tokens.end(), [&](const Token& t) { return wanted(t.sign); });
  }
};

/// Digits in threes behind the first part: the separators only group them.
bool is_grouped_number(const Compound& compound) {
  const auto groups = [](char32_t sign) { return sign == '.' || sign == ','; };
  return compound.all(Writing::Number) && compound.only_signs(groups) &&
         compound.tokens.front().forms->folded().size() <= 3 &&
         std::all_of(compound.tokens.begin() + 1, compound.tokens.end(),
                     [](const Token& t) { return t.forms->folded().size() == 3; });
}

bool is_hyphenated(const Compound& compound) {
  return compound.only_signs(is_hyphen) && !compound.all(Writing::Number);
}

bool has_number(const Compound& compound) {
  return std::any_of(compound.tokens.begin(), compound.tokens.end(),
                     [](const Token& t) { return t.writing == Writing::Number; });
}

/// Written together, or with one sign for those that are often mixed up.
std::string joined(const Compound& compound, bool bare) {
  std::string whole;
  for (std::size_t i = 0; i < compound.tokens.size(); ++i) {
    const char32_t sign = compound.tokens[i].sign;
    if (i > 0 && !bare)
      whole += is_hyphen(sign) || sign == '/' || sign == '_' ? '/' : sign == ',' ? '.' : static_cast<char>(sign);
    whole += compound.tokens[i].forms->folded();
  }
  return whole;
}

}  // namespace

void analyse_compounds(std::span<const Token> tokens, const TermSink& sink) {
  for (std::size_t first = 0; first < tokens.size();) {
    std::size_t last = first + 1;
    while (takes_part(tokens[first]) && last < tokens.size() && takes_part(tokens[last]) &&
           holds_together(tokens[last].sign) && last - first < kMostParts)
      ++last;
    if (last - first > 1) {
      const Compound compound{tokens.subspan(first, last - first)};
      const auto give = [&](Family family, bool bare) {
        sink({family, joined(compound, bare), tokens[first].begin, tokens[last - 1].end});
      };
      const bool grouped = is_grouped_number(compound), hyphenated = is_hyphenated(compound);
      if (grouped || hyphenated) give(Family::Folded, true);
      if (!grouped && (!hyphenated || has_number(compound))) give(Family::Whole, false);
    }
    first = last;
  }
}

}  // namespace sen::search
