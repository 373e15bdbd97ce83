#pragma once

#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace sen::bench {

struct Question {
  std::string text;
  std::set<std::string> relevant;  ///< Ids of the paragraphs that answer it.
};

/// Questions whose answering paragraph is known, in one language.
struct RetrievalSet {
  std::string language;
  std::vector<std::pair<std::string, std::string>> corpus;  ///< Id and text.
  std::vector<Question> questions;
};

/// How questions are typed.
enum class Typing { AsWritten, NoMarks, HalfWithout };

/// The sets of `folder` (corpus.LANG.jsonl: {"id","text"}; queries.LANG.jsonl: {"id","query","relevant":[ids]}); of
/// all languages of the portal and Thai if `languages` is empty. Throws std::runtime_error if there are none.
std::vector<RetrievalSet> read_retrieval_sets(const std::string& folder, std::vector<std::string> languages);

/// Whether people type the language without its marks as well.
bool has_marks_to_lose(const std::string& language);

/// `text` as `typing` has it. `random` decides which words lose their marks.
std::string typed(const std::string& text, Typing typing, std::mt19937& random);

/// ``, `, no marks`, `, half without`.
const char* name_of(Typing typing);

/// Sums of the two measures over questions; ranks count from 1, of ten hits.
struct Figures {
  double mrr = 0, recall = 0;
  std::size_t questions = 0;

  /// Takes in one question: what was found, best first.
  void add(const std::vector<std::string>& hits, const std::set<std::string>& relevant);
  double mean_mrr() const { return mrr / static_cast<double>(questions); }
  double mean_recall() const { return recall / static_cast<double>(questions); }
};

}  // namespace sen::bench
