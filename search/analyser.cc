#include "search/analyser.h"

#include "search/cjk.h"
#include "search/clusters.h"
#include "search/compounds.h"
#include "search/latin.h"
#include "search/stems.h"
#include "search/tokens.h"

namespace sen::search {
namespace {

bool is_latin(Writing writing) {
  return writing == Writing::Latin || writing == Writing::Number;
}

/// Words and their neighbours in one text.
class Words {
 public:
  Words(std::span<const Token> tokens, const Profile& profile, const TermSink& sink)
      : tokens_(tokens), profile_(profile), sink_(sink) {}

  void add(std::size_t at) const {
    const Token& token = tokens_[at];
    if (is_latin(token.writing)) return add_latin(at);
    give(Family::Plain, token.forms->folded(), token);
    for (const std::string& stem : stems(token)) give(Family::Stem, stem, token);
    const Token* const before = former(at);
    if (before != nullptr) give_pair(Family::StemPair, *before, stems(*before).front(), token, stems(token).front());
  }

 private:
  void give(Family family, std::string_view text, const Token& token) const {
    if (!text.empty()) sink_({family, text, token.begin, token.end, true});
  }

  void give_pair(Family family, const Token& before, const std::string& one, const Token& token,
                 const std::string& other) const {
    if (!one.empty() && !other.empty()) sink_({family, one + ' ' + other, before.begin, token.end});
  }

  /// The stems of a word that is not Latin; of a script without a stemmer the word itself.
  static const std::vector<std::string>& stems(const Token& token) {
    return token.forms->stems(token.writing == Writing::Cyrillic ? "ru" : token.writing == Writing::Arabic ? "ar" : "");
  }

  /// The token before, if it is of the same writing and nothing but a blank or an inner sign lies between.
  const Token* former(std::size_t at) const {
    if (at == 0 || !tokens_[at].follows) return nullptr;
    const Token& before = tokens_[at - 1];
    const bool same =
        before.writing == tokens_[at].writing || (is_latin(before.writing) && is_latin(tokens_[at].writing));
    return same ? &before : nullptr;
  }

  void add_latin(std::size_t at) const {
    const Token& token = tokens_[at];
    const WordForms& word = *token.forms;
    if (profile_.exact) give(Family::Exact, word.exact(), token);
    if (profile_.marked && word.has_marks()) give(Family::Marked, word.exact(), token);
    give(Family::Folded, word.folded(), token);
    give_stems(word, token);
    if (profile_.umlauts && word.has_marks()) {
      const std::string spelled = spell_out_umlauts(word.form());
      give(Family::Folded, spelled, token);
      if (!spelled.empty()) give(Family::Stem, stem("de", spelled), token);
    }
    const Token* const before = former(at);
    if (before != nullptr) give_pair(Family::Pair, *before, before->forms->folded(), token, word.folded());
  }

  /// Languages often agree on a stem: it is given once.
  void give_stems(const WordForms& word, const Token& token) const {
    std::vector<std::string_view> given;
    for (const std::string_view language : profile_.stemmed) {
      for (const std::string& stem : word.stems(language)) {
        if (std::find(given.begin(), given.end(), stem) != given.end()) continue;
        give(Family::Stem, stem, token);
        given.push_back(stem);
      }
    }
  }

  std::span<const Token> tokens_;
  const Profile& profile_;
  const TermSink& sink_;
};

constexpr std::array<std::string_view, 4> kStemmedLatin{"en", "fr", "es", "de"};

}  // namespace

Profile document_profile(const content::Locale& language) {
  if (language.value == "vi") return {.exact = true};
  const auto own = std::find(kStemmedLatin.begin(), kStemmedLatin.end(), language.value);
  // Latin words in a text of another script are most often English.
  const std::string_view stemmer = own == kStemmedLatin.end() ? kStemmedLatin.front() : *own;
  return {.marked = true, .umlauts = language.value == "de", .stemmed = {stemmer}};
}

Profile query_profile(const std::optional<content::Locale>& only) {
  if (!only) return {.exact = true, .marked = true, .stemmed = {kStemmedLatin.begin(), kStemmedLatin.end()}};
  Profile profile = document_profile(*only);
  profile.umlauts = false;
  return profile;
}

void analyse(std::string_view text, const Profile& profile, const TermSink& sink) {
  const std::vector<Token> tokens = tokenise(text);
  const Words words(tokens, profile, sink);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].writing == Writing::Cjk)
      analyse_cjk(text, tokens[i], sink);
    else if (tokens[i].writing == Writing::Clusters)
      analyse_clusters(text, tokens[i], sink);
    else
      words.add(i);
  }
  analyse_compounds(tokens, sink);
}

}  // namespace sen::search
