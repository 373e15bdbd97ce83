#include "bench/made_packages.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <random>
#include <sstream>
#include <stdexcept>

namespace sen::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFrequentVietnamese =
    "và của các có được cho trong là người với không đã năm một những ngày về phát triển kinh tế hợp tác quốc gia "
    "doanh nghiệp đầu tư xuất khẩu văn hóa du lịch giáo dục môi trường khí hậu nông nghiệp biển đảo di sản thành phố "
    "tỉnh cộng đồng nước ngoài hội nghị bộ trưởng chính phủ việt nam hà nội đà nẵng huế cà phê lúa gạo thủy sản";
constexpr std::string_view kFrequentEnglish =
    "the of and to in for is on that by with as was at from this are been which year their more has will its country "
    "province economy export trade culture heritage tourism education health climate energy investment minister "
    "government agreement partner region community people festival harvest rice coffee port railway university visit";

std::vector<std::string> words_of(std::string_view text) {
  std::istringstream in{std::string(text)};
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

/// Every word that is one of `heads`, one of `middles` and one of `tails`.
void add_composed(std::vector<std::string>& words, std::string_view heads, std::string_view middles,
                  std::string_view tails, std::mt19937& random) {
  std::vector<std::string> composed;
  for (const std::string& head : words_of(heads))
    for (const std::string& middle : words_of(middles))
      for (const std::string& tail : words_of(tails)) composed.push_back(head + middle + (tail == "-" ? "" : tail));
  std::shuffle(composed.begin(), composed.end(), random);
  words.insert(words.end(), composed.begin(), composed.end());
}

/// The words of a language, most frequent first.
std::vector<std::string> vocabulary_of(const std::string& language) {
  std::mt19937 random(1);
  if (language == "vi") {
    std::vector<std::string> words = words_of(kFrequentVietnamese);
    add_composed(words, "b c ch d đ g h kh l m n ng nh ph q r s t th tr v x",
                 "a à á ả ạ ă ắ â ấ ầ e ẹ ê ế ề i í ì o ó ò ô ố ồ ơ ớ ờ u ú ư ứ ừ", "- n ng m i", random);
    return words;
  }
  if (language == "en") {
    std::vector<std::string> words = words_of(kFrequentEnglish);
    add_composed(words, "re de pro con in ex per sub trans inter",
                 "port form duct serv struct press tain vest sign mand tract ject mit vert cede clud spect scrib",
                 "- ed ing ion er able ment ive al s ance or", random);
    return words;
  }
  throw std::invalid_argument("no words for the language " + language);
}

class Writer {
 public:
  explicit Writer(const std::string& language)
      : language_(language), words_(vocabulary_of(language)), random_(static_cast<unsigned>(language[0])) {}

  std::string edition(std::size_t number, std::size_t words) {
    std::string out = "---\ntitle: " + sentence(8) + " " + std::to_string(number) + "\nsummary: " + sentence(24) + "\n";
    out += "---\n\n";
    for (std::size_t left = words; left > 0;) {
      const std::size_t now = std::min<std::size_t>(left, 60);
      out += (left % 180 == 0 ? "## " + sentence(5) + "\n\n" : std::string()) + sentence(now) + ".\n\n";
      left -= now;
    }
    return out;
  }
  const std::string& language() const { return language_; }

 private:
  const std::string& word() {
    const double share = std::uniform_real_distribution<double>(0, 1)(random_);
    const double rank = std::exp(share * std::log(static_cast<double>(words_.size())));
    return words_[std::min(static_cast<std::size_t>(rank), words_.size()) - 1];
  }
  std::string sentence(std::size_t words) {
    std::string out;
    for (std::size_t i = 0; i < words; ++i) out += (i == 0 ? "" : " ") + word();
    return out;
  }

  std::string language_;
  std::vector<std::string> words_;
  std::mt19937 random_;
};

void write(const fs::path& file, const std::string& text) {
  fs::create_directories(file.parent_path());
  std::ofstream out(file, std::ios::binary);
  out << text;
  if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
}

std::string manifest(const std::string& name, const std::string& resources) {
  return R"({"name": ")" + name + R"(", "title": "Made for a benchmark", "version": "1",
 "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
 "sen": {"format": 1, "organisation": "mofa"}, "resources": [)" +
         resources + "]}\n";
}

/// Dates an hour apart, so that a listing has an order.
std::string date_of(std::size_t number) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "20%02zu-%02zu-%02zuT%02zu:00:00Z", 20 + number / 8064 % 6,
                1 + number / 672 % 12, 1 + number / 24 % 28, number % 24);
  return text.data();
}

}  // namespace

std::vector<std::string> make_packages(const fs::path& folder, const Shape& shape) {
  constexpr std::array<const char*, 3> kTopics{"economy", "culture", "diplomacy"};
  constexpr std::array<const char*, 4> kPlaces{"01", "31", "48", "79"};
  constexpr std::array<const char*, 2> kTypes{"news", "press-release"};
  std::vector<Writer> writers;
  for (const std::string& language : shape.languages) writers.emplace_back(language);
  std::vector<std::string> paths;
  for (std::size_t i = 0; i < shape.packages; ++i) {
    const std::string name = "made-" + std::to_string(i);
    paths.push_back((folder / name).string());
    write(folder / name / "datapackage.json", manifest(name, ""));
    for (std::size_t j = 0; j < shape.documents; ++j) {
      const std::size_t number = i * shape.documents + j;
      const fs::path article = folder / name / "articles" / ("article-" + std::to_string(number));
      write(article / "document.yaml",
            std::string("type: ") + kTypes[number % kTypes.size()] + "\ndate: " + date_of(number) + "\ntopics: [" +
                kTopics[number % kTopics.size()] + "]\nplaces: [\"" + kPlaces[number % kPlaces.size()] + "\"]\n");
      for (Writer& writer : writers) write(article / (writer.language() + ".md"), writer.edition(number, shape.words));
    }
  }
  return paths;
}

std::string make_table_package(const fs::path& folder, std::size_t series, std::size_t years) {
  constexpr std::size_t kAreas = 100, kLastYear = 2024;
  write(folder / "made-table" / "datapackage.json",
        manifest("made-table", R"({"name": "bench", "path": "tables/bench.csv", "title": "Bench",
  "schema": {"fields": [{"name": "indicator", "type": "string"}, {"name": "area", "type": "string"},
                        {"name": "year", "type": "year"}, {"name": "value", "type": "number"}]},
  "sen": {"dataflow": "BENCH", "title": {"vi": "Đo", "en": "Bench"}, "topics": ["economy"],
          "columns": {"indicator": {"role": "dimension"}, "area": {"role": "dimension"}, "year": {"role": "time"},
                      "value": {"role": "measure", "unit": "USD"}}}})"));
  std::mt19937 random(1);
  std::string text = "indicator,area,year,value\n";
  for (std::size_t i = 0; i < series; ++i)
    for (std::size_t year = kLastYear + 1 - years; year <= kLastYear; ++year)
      text += "I" + std::to_string(i / kAreas) + ",A" + std::to_string(i % kAreas) + "," + std::to_string(year) + "," +
              std::to_string(random() % 1'000'000) + "." + std::to_string(random() % 10) + "\n";
  write(folder / "made-table" / "tables" / "bench.csv", text);
  return (folder / "made-table").string();
}

}  // namespace sen::bench
