// Retrieval figures of the search index: MRR@10 and Recall@10 of questions whose answering paragraph is known.
//   retrieval FOLDER [LANGUAGE…]
// FOLDER holds corpus.LANG.jsonl ({"id","text"}) and queries.LANG.jsonl ({"id","query","relevant":[ids]}). Each set is
// asked of an index of its own and of one that holds all sets, English questions of the Vietnamese paragraphs too;
// questions as they are, with no marks, and with half of the words without marks. Ends with 1 if a figure is below its
// floor.
#include <fmt/format.h>

#include <filesystem>

#include "bench/retrieval_sets.h"
#include "content/model/publication.h"
#include "engine/follow/runner.h"
#include "engine/store/store.h"
#include "engine/store/visible_content.h"
#include "search/search.h"

namespace {

using namespace sen;
using bench::Figures;
using bench::Question;
using bench::RetrievalSet;
using bench::Typing;

/// What every engine of reference/search-storage.md was measured to be able to reach, less what is noise.
const std::map<std::string, double>& floors() {
  static const std::map<std::string, double> kFloors{{"vi", .945}, {"vi, no marks", .935},
                                                     {"en", .95},  {"de", .92},
                                                     {"es", .94},  {"ru", .93},
                                                     {"ar", .91},  {"zh", .95},
                                                     {"ja", .93},  {"th", .95},
                                                     {"ko", .93},  {"fr", .77}};
  return kFloors;
}

/// An index of some sets. Paragraphs are documents whose id is their number in letters.
class Library {
 public:
  explicit Library(const content::Vocabulary& vocabulary) : vocabulary_(vocabulary) {
    std::filesystem::remove_all(folder_);
    auto opened = search::open_index(folder_, vocabulary);
    if (!opened) throw std::runtime_error(opened.error().message());
    index_ = std::move(*opened);
  }
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;
  ~Library() {
    index_ = nullptr;
    std::filesystem::remove_all(folder_);
  }

  void add(const RetrievalSet& set) {
    content::Change change;
    change.based_on = store_->log().head().sequence;
    for (const auto& [id, text] : set.corpus) {
      content::Document document;
      document.id = content::ContentId(name_of(names_.size()));
      names_[document.id.value] = set.language + "/" + id;
      document.type = "news";
      document.section = "news";
      document.organisation = content::OrganisationCode("none");
      document.folder = document.id.value;
      document.locales = {content::Locale(set.language)};
      content::Version version;
      version.id = document.id;
      version.locale = document.locales[0];
      version.number = 1;
      version.title = "-";
      version.text = text;
      content::Edition edition;
      edition.id = document.id;
      edition.locale = version.locale;
      edition.latest = 1;
      content::publish(edition, version, {0});
      change.mutations.emplace_back(document);
      change.mutations.emplace_back(version);
      change.mutations.emplace_back(edition);
    }
    if (const auto done = store_->commit(std::move(change)); !done) throw std::runtime_error(done.error().message());
  }

  void index() {
    const store::Library library(*store_, vocabulary_.fallbacks());
    if (const auto done = follow::catch_up(*store_, library, *index_); !done)
      throw std::runtime_error(done.error().message());
  }

  /// The questions of `set`, answered by the paragraphs in `language`: languages may share paragraphs.
  Figures ask(const RetrievalSet& set, Typing typing, const std::string& language) const {
    Figures figures;
    std::mt19937 random(1);
    for (const Question& question : set.questions) {
      search::Query query;
      query.text = bench::typed(question.text, typing, random);
      query.reader = content::Locale(set.language);
      const auto answer = index_->search(query);
      std::vector<std::string> found;
      for (const search::Hit& hit : answer ? answer->hits : std::vector<search::Hit>{})
        found.push_back(names_.at(hit.id.value));
      std::set<std::string> relevant;
      for (const std::string& id : question.relevant) relevant.insert(language + "/" + id);
      figures.add(found, relevant);
    }
    return figures;
  }

 private:
  static std::string name_of(std::size_t number) {
    std::string name(10, 'a');
    for (std::size_t at = name.size(); number > 0; number /= 26) name[--at] = static_cast<char>('a' + number % 26);
    return name;
  }

  const content::Vocabulary& vocabulary_;
  SystemClock clock_;
  std::string folder_ = (std::filesystem::temp_directory_path() / "sen-retrieval").string();
  std::unique_ptr<store::Store> store_ = store::open_memory_store(clock_);
  std::unique_ptr<search::Index> index_;
  std::map<std::string, std::string> names_;
};

/// Prints the figures of one set in one index; whether all are above their floors.
bool report(const char* where, const Library& library, const RetrievalSet& set, bool with_floors) {
  bool above = true;
  for (const Typing typing : {Typing::AsWritten, Typing::NoMarks, Typing::HalfWithout}) {
    if (typing != Typing::AsWritten && !bench::has_marks_to_lose(set.language)) continue;
    const std::string name = set.language + bench::name_of(typing);
    const Figures figures = library.ask(set, typing, set.language);
    const auto floor = floors().find(name);
    const bool low = with_floors && floor != floors().end() && figures.mean_mrr() < floor->second;
    above = above && !low;
    fmt::print("| {} | {} | {:.3f} | {:.3f} |{}\n", where, name, figures.mean_mrr(), figures.mean_recall(),
               low ? " below its floor" : "");
  }
  return above;
}

/// English questions on Vietnamese paragraphs that say the same, and the other way round.
void report_across(const Library& library, const RetrievalSet& answers, const std::vector<RetrievalSet>& sets) {
  for (const RetrievalSet& asked : sets) {
    const std::set<std::string> pair{asked.language, answers.language};
    if (pair != std::set<std::string>{"en", "vi"}) continue;
    const Figures figures = library.ask(asked, Typing::AsWritten, answers.language);
    fmt::print("| its own | {} on {} | {:.3f} | {:.3f} |\n", asked.language, answers.language, figures.mean_mrr(),
               figures.mean_recall());
  }
}

int run(const std::string& folder, std::vector<std::string> languages) {
  const auto vocabulary = content::load_built_in_vocabulary();
  if (!vocabulary) throw std::runtime_error(vocabulary.error().message());
  const std::vector<RetrievalSet> sets = bench::read_retrieval_sets(folder, std::move(languages));

  bool above = true;
  fmt::print("| index of | set | MRR@10 | Recall@10 |\n|---|---|---|---|\n");
  for (const RetrievalSet& set : sets) {
    Library library(*vocabulary);
    library.add(set);
    library.index();
    above = report("its own", library, set, true) && above;
    report_across(library, set, sets);
  }
  Library library(*vocabulary);
  for (const RetrievalSet& set : sets) library.add(set);
  library.index();
  for (const RetrievalSet& set : sets) report("all sets", library, set, false);
  return above ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    fmt::print(stderr, "usage: retrieval FOLDER [LANGUAGE…]\n");
    return 2;
  }
  try {
    return run(arguments[1], {arguments + 2, arguments + count});
  } catch (const std::exception& error) {
    fmt::print(stderr, "retrieval: {}\n", error.what());
    return 1;
  }
}
