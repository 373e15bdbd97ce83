#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/ids.h"
#include "search/term.h"

namespace sen::search {

/// Changes with every change of what analyse() gives: an index of another version is rebuilt.
inline constexpr int kAnalyserVersion = 2;

/// Which families of terms Latin words give; every other script gives the same in a text and a query.
struct Profile {
  bool exact = false;                       ///< Family::Exact.
  bool marked = false;                      ///< Family::Marked for words with marks.
  bool umlauts = false;                     ///< Words with umlauts also as they are spelled without.
  std::vector<std::string_view> stemmed{};  ///< Family::Stem by each of these stemmers (BCP 47).
};

/// What a text in `language` is found by.
Profile document_profile(const content::Locale& language);

/// What a question may ask for: its language is unknown, so it gives the terms of every Latin language, or
/// of `only` when the question is limited to that language.
Profile query_profile(const std::optional<content::Locale>& only = std::nullopt);

/// Gives `sink` every term of `text`, UTF-8 of any language and form; no text with a letter or digit gives none.
/// The one analyser of index, query and snippet (docs/decisions/0005-one-analyser.md). Thread-safe.
void analyse(std::string_view text, const Profile& profile, const TermSink& sink);

}  // namespace sen::search
