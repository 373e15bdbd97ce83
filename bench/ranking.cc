// Chooses the numbers of search/ranking.h.
//   ranking FOLDER [--descend] [--folds N] [--every N] [NAME=VALUE…]
// FOLDER holds sets as bench/retrieval reads them. Each set is ranked among its own paragraphs and among those of all
// sets, its questions as written, without marks and with half of the words without. Prints the figures of the shipped
// numbers, or of those given. With --descend the numbers that matter are tried a half smaller and larger, one after the
// other, and kept where the mean of all languages grows; --folds N does so N times, each time without the questions of
// every Nth paragraph, and prints what those questions get: the figures that readers with other questions may expect.
// --every N asks one question of N only.
#include <fmt/format.h>

#include <cmath>
#include <map>

#include "bench/memory_index.h"
#include "bench/retrieval_sets.h"
#include "content/model/lexicon.h"
#include "content/model/publication.h"
#include "content/model/vocabulary.h"
#include "search/entry.h"

namespace {

using namespace sen;
using search::Ranking;
using search::Weights;

/// A number of the ranking by name.
struct Knob {
  std::string name;
  std::function<double&(Ranking&)> of;
};

std::vector<Knob> knobs() {
  std::vector<Knob> all;
  const auto add = [&](std::string name, std::function<double&(Ranking&)> of) {
    all.push_back({std::move(name), std::move(of)});
  };
  add("k1", [](Ranking& r) -> double& { return r.bm25.k1; });
  add("b", [](Ranking& r) -> double& { return r.bm25.b; });
  add("delta", [](Ranking& r) -> double& { return r.bm25.delta; });
  add("question_word", [](Ranking& r) -> double& { return r.question_word; });
  add("function_word", [](Ranking& r) -> double& { return r.function_word; });
  add("pair_with_function_word", [](Ranking& r) -> double& { return r.pair_with_function_word; });
  add("pair_of_function_words", [](Ranking& r) -> double& { return r.pair_of_function_words; });
  add("sequence_with_function_word", [](Ranking& r) -> double& { return r.sequence_with_function_word; });
  add("name", [](Ranking& r) -> double& { return r.name; });
  add("translation", [](Ranking& r) -> double& { return r.translation; });
  add("reader_language", [](Ranking& r) -> double& { return r.reader_language; });
  const auto add_weight = [&](const std::string& name, double Weights::*weight) {
    add("marks." + name, [weight](Ranking& r) -> double& { return r.with_marks.*weight; });
    add("plain." + name, [weight](Ranking& r) -> double& { return r.without_marks.*weight; });
    add("vi." + name, [weight](Ranking& r) -> double& { return r.without_marks_in_vietnamese.*weight; });
  };
  add_weight("folded", &Weights::folded);
  add_weight("pair", &Weights::pair);
  add_weight("stem", &Weights::stem);
  add("marks.marked", [](Ranking& r) -> double& { return r.with_marks.marked; });
  return all;
}

/// Numbers of writings that know no marks, which all three sets of weights share.
const std::vector<std::pair<std::string, double Weights::*>>& shared_weights() {
  static const std::vector<std::pair<std::string, double Weights::*>> kShared{
      {"stem_pair", &Weights::stem_pair},
      {"plain", &Weights::plain},
      {"unigram", &Weights::unigram},
      {"bigram", &Weights::bigram},
      {"cluster", &Weights::cluster},
      {"cluster_pair", &Weights::cluster_pair},
      {"cluster_triple", &Weights::cluster_triple},
      {"word", &Weights::word}};
  return kShared;
}

double get(const Ranking& ranking, const std::string& name) {
  Ranking copy = ranking;
  for (const Knob& knob : knobs())
    if (knob.name == name) return knob.of(copy);
  for (const auto& [shared, weight] : shared_weights())
    if (shared == name) return copy.with_marks.*weight;
  throw std::runtime_error("no number is called " + name);
}

void set(Ranking& ranking, const std::string& name, double value) {
  get(ranking, name);  // Throws for a name that is none.
  for (const Knob& knob : knobs())
    if (knob.name == name) knob.of(ranking) = value;
  for (const auto& [shared, weight] : shared_weights())
    if (shared == name)
      for (Weights* weights : {&ranking.with_marks, &ranking.without_marks, &ranking.without_marks_in_vietnamese})
        weights->*weight = value;
}

std::vector<std::string> names() {
  std::vector<std::string> all;
  for (const Knob& knob : knobs()) all.push_back(knob.name);
  for (const auto& [name, weight] : shared_weights()) all.push_back(name);
  return all;
}

/// Those of which a change by half is worth a trial: the others are set by what they mean, or no set tells them apart.
const std::vector<std::string>& tried_names() {
  static const std::vector<std::string> kTried{
      "function_word", "question_word", "delta",       "marks.folded", "b",
      "vi.folded",     "marks.pair",    "translation", "stem_pair",    "unigram"};
  return kTried;
}

/// One way of asking one set: a line of the table.
struct Cell {
  std::string language;  ///< Or both, of questions in one about texts in the other.
  std::string name;
  std::vector<double> gains;  ///< Reciprocal rank of each question.
};

class Sets {
 public:
  Sets(const std::string& folder, std::size_t every, const content::Vocabulary& vocabulary,
       const content::Lexicon& lexicon)
      : sets_(bench::read_retrieval_sets(folder, {})), planner_(lexicon, vocabulary) {
    for (bench::RetrievalSet& set : sets_) {
      std::vector<bench::Question> asked;
      for (std::size_t i = 0; i < set.questions.size(); i += every) asked.push_back(std::move(set.questions[i]));
      set.questions = std::move(asked);
      bench::MemoryIndex& own = own_.emplace_back();
      for (const auto& [id, text] : set.corpus) {
        const auto words = words_of(id, text, set.language, vocabulary);
        own.add(words, set.language);
        all_.add(words, set.language);
      }
    }
  }

  /// Which fold a question belongs to, by the paragraph that answers it: languages share paragraphs.
  static std::size_t fold_of(const bench::Question& question, std::size_t folds) {
    return std::hash<std::string>()(*question.relevant.begin()) % folds;
  }

  const std::vector<bench::RetrievalSet>& sets() const { return sets_; }

  std::vector<Cell> ask(const Ranking& ranking) const {
    const search::QueryPlanner planner = planner_.with(ranking);
    std::vector<Cell> cells;
    ask_across(planner, "en", "vi", cells);
    ask_across(planner, "vi", "en", cells);
    std::size_t first = 0;
    for (std::size_t at = 0; at < sets_.size(); first += sets_[at++].corpus.size())
      for (const bench::Typing typing : {bench::Typing::AsWritten, bench::Typing::NoMarks, bench::Typing::HalfWithout})
        if (typing == bench::Typing::AsWritten || bench::has_marks_to_lose(sets_[at].language))
          ask_set(planner, at, first, typing, cells);
    return cells;
  }

 private:
  static std::unordered_map<std::string, std::uint32_t> words_of(const std::string& id, const std::string& text,
                                                                 const std::string& language,
                                                                 const content::Vocabulary& vocabulary) {
    store::VisibleEdition edition;
    edition.document.id = content::ContentId(id);
    edition.document.type = "news";
    edition.edition.locale = content::Locale(language);
    edition.version.title = "-";
    edition.version.text = text;
    return search::make_entry(edition, vocabulary).words;
  }

  void ask_set(const search::QueryPlanner& planner, std::size_t at, std::size_t first, bench::Typing typing,
               std::vector<Cell>& cells) const {
    const bench::RetrievalSet& set = sets_[at];
    std::mt19937 random(1);
    Cell own{set.language, set.language + bench::name_of(typing), {}};
    Cell all{set.language, own.name + " among all", {}};
    for (const bench::Question& question : set.questions) {
      const search::QueryPlan plan =
          planner.plan(bench::typed(question.text, typing, random), content::Locale(set.language));
      own.gains.push_back(gain(own_[at].rank(plan), set, 0, question));
      all.gains.push_back(gain(all_.rank(plan), set, first, question));
    }
    cells.push_back(std::move(own));
    cells.push_back(std::move(all));
  }

  /// The questions of one language on the paragraphs of another, which share their ids.
  void ask_across(const search::QueryPlanner& planner, const std::string& asked, const std::string& answered,
                  std::vector<Cell>& cells) const {
    const auto of = [&](const std::string& language) {
      return static_cast<std::size_t>(
          std::find_if(sets_.begin(), sets_.end(), [&](const auto& set) { return set.language == language; }) -
          sets_.begin());
    };
    const std::size_t from = of(asked), on = of(answered);
    if (from == sets_.size() || on == sets_.size()) return;
    Cell cell{asked + " on " + answered, asked + " on " + answered, {}};
    for (const bench::Question& question : sets_[from].questions) {
      const search::QueryPlan plan = planner.plan(question.text, content::Locale(asked));
      cell.gains.push_back(gain(own_[on].rank(plan), sets_[on], 0, question));
    }
    cells.push_back(std::move(cell));
  }

  static double gain(const std::vector<std::size_t>& hits, const bench::RetrievalSet& set, std::size_t first,
                     const bench::Question& question) {
    for (std::size_t rank = 0; rank < hits.size(); ++rank) {
      if (hits[rank] < first || hits[rank] >= first + set.corpus.size()) continue;
      if (question.relevant.count(set.corpus[hits[rank] - first].first) > 0) return 1.0 / static_cast<double>(rank + 1);
    }
    return 0;
  }

  std::vector<bench::RetrievalSet> sets_;
  search::QueryPlanner planner_;
  std::vector<bench::MemoryIndex> own_;
  bench::MemoryIndex all_;
};

/// Tries numbers and remembers what they gave.
class Trials {
 public:
  explicit Trials(const Sets& sets, std::size_t folds) : sets_(sets) {
    for (const bench::RetrievalSet& set : sets.sets()) {
      std::vector<std::size_t> of_set;
      for (const bench::Question& question : set.questions) of_set.push_back(Sets::fold_of(question, folds));
      fold_of_[set.language] = std::move(of_set);
    }
  }

  const std::vector<Cell>& cells(const Ranking& ranking) {
    std::string key;
    for (const std::string& name : names()) key += fmt::format("{:g} ", get(ranking, name));
    const auto found = tried_.find(key);
    return found != tried_.end() ? found->second : tried_.emplace(key, sets_.ask(ranking)).first->second;
  }

  /// The mean of a cell's questions that are of `fold`, or of those that are not.
  double mean(const Cell& cell, std::optional<std::size_t> fold, bool inside) const {
    const std::vector<std::size_t>& folds = fold_of_.at(cell.name.substr(0, 2));
    double sum = 0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < cell.gains.size(); ++i) {
      if (fold && (folds[i] == *fold) != inside) continue;
      sum += cell.gains[i];
      ++count;
    }
    return sum / static_cast<double>(count);
  }

  /// The mean over languages of the means of their cells: a language with marks has more of them.
  double mean_of_all(const Ranking& ranking, std::optional<std::size_t> without) {
    std::map<std::string, std::pair<double, double>> sums;
    for (const Cell& cell : cells(ranking)) {
      auto& [sum, count] = sums[cell.language];
      sum += mean(cell, without, false);
      ++count;
    }
    double total = 0;
    for (const auto& [language, sum] : sums) total += sum.first / sum.second;
    return total / static_cast<double>(sums.size());
  }

  Ranking descend(Ranking ranking, std::optional<std::size_t> without) {
    constexpr double kLeastGain = 0.0002;  // Less is noise.
    double best = mean_of_all(ranking, without);
    for (const std::string& name : tried_names()) {
      const double now = get(ranking, name);
      for (const double factor : {0.67, 1.33}) {
        Ranking other = ranking;
        set(other, name, std::round(now * factor * 100) / 100);
        const double mean = mean_of_all(other, without);
        if (mean < best + kLeastGain) continue;
        best = mean;
        ranking = other;
        fmt::print(stderr, "  {} = {:g}: {:.4f}\n", name, get(other, name), mean);
      }
    }
    return ranking;
  }

 private:
  const Sets& sets_;
  std::map<std::string, std::vector<std::size_t>> fold_of_;  ///< By language.
  std::map<std::string, std::vector<Cell>> tried_;
};

void print(const Ranking& ranking) {
  for (const std::string& name : names()) fmt::print("{}={:g} ", name, get(ranking, name));
  fmt::print("\n");
}

int run(const std::string& folder, const std::vector<std::string>& options) {
  const auto vocabulary = content::load_built_in_vocabulary();
  if (!vocabulary) throw std::runtime_error(vocabulary.error().message());
  const auto lexicon = content::load_built_in_lexicon();
  if (!lexicon) throw std::runtime_error(lexicon.error().message());
  Ranking ranking;
  std::size_t folds = 0, every = 1;
  bool descend = false;
  for (std::size_t i = 0; i < options.size(); ++i) {
    const std::string& option = options[i];
    if (const std::size_t equals = option.find('='); equals != std::string::npos)
      set(ranking, option.substr(0, equals), std::stod(option.substr(equals + 1)));
    else if (option == "--descend")
      descend = true;
    else if (option == "--folds" && i + 1 < options.size())
      folds = std::stoul(options[++i]);
    else if (option == "--every" && i + 1 < options.size())
      every = std::max<std::size_t>(1, std::stoul(options[++i]));
    else
      throw std::runtime_error("there is no option " + option);
  }
  const Sets sets(folder, every, *vocabulary, *lexicon);
  Trials trials(sets, std::max<std::size_t>(1, folds));

  std::map<std::string, double> held_out;
  for (std::size_t fold = 0; fold < folds; ++fold) {
    const Ranking chosen = trials.descend(ranking, fold);
    print(chosen);
    for (const Cell& cell : trials.cells(chosen)) {
      double sum = 0;
      sum = trials.mean(cell, fold, true);
      held_out[cell.name] += sum / static_cast<double>(folds);
    }
  }
  const Ranking chosen = descend ? trials.descend(ranking, std::nullopt) : ranking;
  print(chosen);
  fmt::print("| set | MRR@10 |{}\n|---|---|{}\n", folds > 0 ? " held out |" : "", folds > 0 ? "---|" : "");
  double sum = 0;
  for (const Cell& cell : trials.cells(chosen)) {
    sum += trials.mean(cell, std::nullopt, true);
    fmt::print("| {} | {:.4f} |", cell.name, trials.mean(cell, std::nullopt, true));
    if (folds > 0) fmt::print(" {:.4f} |", held_out[cell.name]);
    fmt::print("\n");
  }
  fmt::print("| mean | {:.4f} |\n", sum / static_cast<double>(trials.cells(chosen).size()));
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    fmt::print(stderr, "usage: ranking FOLDER [--descend] [--folds N] [--every N] [NAME=VALUE…]\n");
    return 2;
  }
  try {
    return run(arguments[1], {arguments + 2, arguments + count});
  } catch (const std::exception& error) {
    fmt::print(stderr, "ranking: {}\n", error.what());
    return 1;
  }
}
