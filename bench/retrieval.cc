// Retrieval figures of the search index: MRR@10 and Recall@10 of questions whose answering paragraph is known.
//   retrieval FOLDER [LANGUAGE…]
// FOLDER holds corpus.LANG.jsonl ({"id","text"}) and queries.LANG.jsonl ({"id","query","relevant":[ids]}). Each set is
// asked of an index of its own and of one that holds all sets; questions as they are, with no marks, and with half of
// the words without marks. Ends with 1 if a figure is below its floor.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>

#include "content/model/publication.h"
#include "engine/follow/runner.h"
#include "engine/store/store.h"
#include "engine/store/visible_content.h"
#include "search/latin.h"
#include "search/search.h"
#include "search/tokens.h"

namespace {

using namespace sen;

struct Question {
  std::string text;
  std::set<std::string> relevant;
};

struct Set {
  std::string language;
  std::vector<std::pair<std::string, std::string>> corpus;  ///< Id and text.
  std::vector<Question> questions;
};

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

std::vector<nlohmann::json> lines_of(const std::string& file) {
  std::vector<nlohmann::json> lines;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) lines.push_back(nlohmann::json::parse(line));
  return lines;
}

Set read_set(const std::string& folder, const std::string& language) {
  Set set{.language = language, .corpus = {}, .questions = {}};
  for (const nlohmann::json& line : lines_of(folder + "/corpus." + language + ".jsonl"))
    set.corpus.emplace_back(line["id"].get<std::string>(), line["text"].get<std::string>());
  for (const nlohmann::json& line : lines_of(folder + "/queries." + language + ".jsonl"))
    set.questions.push_back({line["query"].get<std::string>(), line["relevant"].get<std::set<std::string>>()});
  return set;
}

std::string without_marks(const std::string& text) {
  return search::fold_marks(search::fold_case(text));
}

std::string half_without_marks(const std::string& text, std::mt19937& random) {
  std::string out;
  std::istringstream words(text);
  for (std::string word; words >> word;) out += (random() % 2 == 0 ? without_marks(word) : word) + " ";
  return out;
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

  void add(const Set& set) {
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

  struct Figures {
    double mrr = 0, recall = 0;
  };

  Figures ask(const Set& set, const std::function<std::string(const std::string&)>& typed) const {
    Figures sum;
    for (const Question& question : set.questions) {
      search::Query query;
      query.text = typed(question.text);
      query.reader = content::Locale(set.language);
      const auto answer = index_->search(query);
      std::size_t rank = 0, first = 0, found = 0;
      for (const search::Hit& hit : answer ? answer->hits : std::vector<search::Hit>{}) {
        ++rank;
        const std::string& name = names_.at(hit.id.value);
        const bool relevant =
            name.rfind(set.language + "/", 0) == 0 && question.relevant.count(name.substr(set.language.size() + 1)) > 0;
        if (!relevant) continue;
        ++found;
        if (first == 0) first = rank;
      }
      if (first > 0) sum.mrr += 1.0 / static_cast<double>(first);
      sum.recall +=
          static_cast<double>(found) / static_cast<double>(std::min<std::size_t>(10, question.relevant.size()));
    }
    const auto count = static_cast<double>(set.questions.size());
    return {sum.mrr / count, sum.recall / count};
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
bool report(const char* where, const Library& library, const Set& set, bool with_floors) {
  bool above = true;
  std::mt19937 random(1);
  const auto line = [&](const std::string& name, const std::function<std::string(const std::string&)>& typed) {
    const Library::Figures figures = library.ask(set, typed);
    const auto floor = floors().find(name);
    const bool low = with_floors && floor != floors().end() && figures.mrr < floor->second;
    above = above && !low;
    fmt::print("| {} | {} | {:.3f} | {:.3f} |{}\n", where, name, figures.mrr, figures.recall,
               low ? " below its floor" : "");
  };
  line(set.language, [](const std::string& text) { return text; });
  static const std::set<std::string> kMarked{"vi", "fr", "es", "de"};
  if (kMarked.count(set.language) > 0) {
    line(set.language + ", no marks", without_marks);
    line(set.language + ", half without", [&](const std::string& text) { return half_without_marks(text, random); });
  }
  return above;
}

int run(const std::string& folder, std::vector<std::string> languages) {
  if (languages.empty()) languages = {"vi", "en", "zh", "fr", "es", "ru", "ja", "ko", "de", "ar", "th"};
  const auto vocabulary = content::load_built_in_vocabulary();
  if (!vocabulary) throw std::runtime_error(vocabulary.error().message());
  std::vector<Set> sets;
  for (const std::string& language : languages)
    if (std::filesystem::exists(folder + "/corpus." + language + ".jsonl")) sets.push_back(read_set(folder, language));
  if (sets.empty()) throw std::runtime_error("no retrieval sets in " + folder);

  bool above = true;
  fmt::print("| index of | set | MRR@10 | Recall@10 |\n|---|---|---|---|\n");
  for (const Set& set : sets) {
    Library library(*vocabulary);
    library.add(set);
    library.index();
    above = report("its own", library, set, true) && above;
  }
  Library library(*vocabulary);
  for (const Set& set : sets) library.add(set);
  library.index();
  for (const Set& set : sets) report("all sets", library, set, false);
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
