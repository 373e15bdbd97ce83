#include "search/analyser.h"

#include "search/arabic.h"
#include "search/cjk.h"
#include "search/clusters.h"
#include "search/compounds.h"
#include "search/latin.h"
#include "search/stems.h"
#include "search/tokens.h"
#include "search/vietnamese.h"

namespace sen::search {
namespace {

bool is_latin(Writing writing) {
  return writing == Writing::Latin || writing == Writing::Number;
}

/// Words and their neighbours in one text.
class Words {
 public:
  Words(std::span<const Token> tokens, const Profile& profile, const TermSink& sink)
      : tokens_(tokens), profile_(profile), sink_(sink), folded_(tokens.size()), stems_(tokens.size()) {}

  void add(std::size_t at) {
    const Token& token = tokens_[at];
    switch (token.writing) {
      case Writing::Latin:
      case Writing::Number:
        return add_latin(at);
      case Writing::Cyrillic:
        folded_[at] = fold_marks(token.form);
        stems_[at] = stem("ru", folded_[at]);
        return add_stemmed(at);
      case Writing::Arabic: {
        const std::string plain = plain_arabic(token.form);
        folded_[at] = fold_arabic(plain);
        stems_[at] = stem("ar", plain);
        return add_stemmed(at);
      }
      default:
        folded_[at] = fold_marks(token.form);
        stems_[at] = folded_[at];
        return add_stemmed(at);
    }
  }

  std::span<const std::string> folded() const { return folded_; }

 private:
  void give(Family family, std::string_view text, const Token& token, bool needed = true) const {
    if (!text.empty()) sink_({family, text, token.begin, token.end, needed});
  }

  /// The token before, if it is of the same writing and nothing but a blank or an inner sign lies between.
  const Token* former(std::size_t at) const {
    if (at == 0 || !tokens_[at].follows) return nullptr;
    const Token& before = tokens_[at - 1];
    const bool same =
        before.writing == tokens_[at].writing || (is_latin(before.writing) && is_latin(tokens_[at].writing));
    return same ? &before : nullptr;
  }

  void give_pair(Family family, const std::vector<std::string>& words, std::size_t at) const {
    const Token* const before = former(at);
    if (before == nullptr || words[at - 1].empty() || words[at].empty()) return;
    sink_({family, words[at - 1] + ' ' + words[at], before->begin, tokens_[at].end});
  }

  void add_latin(std::size_t at) {
    const Token& token = tokens_[at];
    std::string& folded = folded_[at];
    folded = fold_marks(token.form);
    const bool marked = folded != token.form;
    if (profile_.exact || (profile_.marked && marked)) {
      const std::string exact = exact_form(token.form);
      if (profile_.exact) give(Family::Exact, exact, token);
      if (profile_.marked && marked) give(Family::Marked, exact, token);
    }
    give(Family::Folded, folded, token);
    give_stems(token.form, folded, token);
    if (profile_.umlauts && marked) {
      const std::string spelled = spell_out_umlauts(token.form);
      give(Family::Folded, spelled, token);
      give_stems(spelled, spelled, token);
    }
    give_pair(Family::Pair, folded_, at);
  }

  /// The stems of a word as written and as it is typed without marks; each once, as languages often agree.
  void give_stems(const std::string& form, const std::string& folded, const Token& token) const {
    std::vector<std::string> given;
    const auto give_once = [&](std::string stemmed) {
      if (std::find(given.begin(), given.end(), stemmed) != given.end()) return;
      give(Family::Stem, stemmed, token);
      given.push_back(std::move(stemmed));
    };
    for (const std::string_view language : profile_.stemmed) {
      give_once(stem(language, folded));
      if (form != folded) give_once(fold_marks(stem(language, form)));
    }
  }

  void add_stemmed(std::size_t at) {
    give(Family::Plain, folded_[at], tokens_[at]);
    give(Family::Stem, stems_[at], tokens_[at]);
    give_pair(Family::StemPair, stems_, at);
  }

  std::span<const Token> tokens_;
  const Profile& profile_;
  const TermSink& sink_;
  std::vector<std::string> folded_;
  std::vector<std::string> stems_;
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
  Words words(tokens, profile, sink);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].writing == Writing::Cjk)
      analyse_cjk(text, tokens[i], sink);
    else if (tokens[i].writing == Writing::Clusters)
      analyse_clusters(text, tokens[i], sink);
    else
      words.add(i);
  }
  analyse_compounds(tokens, words.folded(), sink);
}

}  // namespace sen::search
