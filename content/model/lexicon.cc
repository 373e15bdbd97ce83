// Reads content/lexicon: YAML whose first lines say what its keys mean, and en-vi/*.tsv, where a line is
// `english<TAB>vietnamese; vietnamese` or a comment that begins with `#`.
#include "content/model/lexicon.h"

#include "content/model/yaml_map.h"
#include "embedded/lexicon.h"
#include "engine/base/text.h"

namespace sen::content {
namespace {

constexpr std::string_view kFunctionWords = "function-words.yaml", kAbbreviations = "abbreviations.yaml";
constexpr std::string_view kTranslations = "en-vi/";

Result<std::vector<FunctionWords>> read_function_words(const EmbeddedFile& file) {
  YamlMap map = SEN_TRY(YamlMap::parse(file));
  const auto read_one = [](YamlMap& one) -> Result<FunctionWords> {
    FunctionWords words;
    words.language = Locale(SEN_TRY(one.text("code")));
    words.question = SEN_TRY(one.list("question"));
    words.function = SEN_TRY(one.list("function"));
    return words;
  };
  std::vector<FunctionWords> all = SEN_TRY(read_each(map, "languages", read_one));
  SEN_TRY(map.finish());
  return all;
}

Result<std::vector<std::vector<std::string>>> read_abbreviations(const EmbeddedFile& file) {
  YamlMap map = SEN_TRY(YamlMap::parse(file));
  const auto read_one = [](YamlMap& one) -> Result<std::vector<std::string>> {
    std::vector<std::string> names = SEN_TRY(one.list("names"));
    if (names.size() < 2) return one.error("\"names\" has not two names that mean the same");
    return names;
  };
  auto all = SEN_TRY(read_each(map, "abbreviations", read_one));
  SEN_TRY(map.finish());
  return all;
}

Error line_error(std::string_view file, std::size_t line, std::string_view message) {
  return {ErrorCode::InvalidInput,
          std::string(file).append(": line ").append(std::to_string(line)).append(": ").append(message)};
}

Result<Translation> read_translation(std::string_view line, std::string_view file, std::size_t number) {
  const std::size_t tab = line.find('\t');
  if (tab == std::string_view::npos) return line_error(file, number, "no tab between English and Vietnamese");
  Translation entry{.english = std::string(trim(line.substr(0, tab))), .vietnamese = {}};
  if (entry.english.empty()) return line_error(file, number, "no English");
  for (const std::string_view part : split(line.substr(tab + 1), ';')) {
    if (trim(part).empty()) return line_error(file, number, "an empty translation");
    entry.vietnamese.emplace_back(trim(part));
  }
  return entry;
}

Result<void> read_translations(const EmbeddedFile& file, std::vector<Translation>& into) {
  std::size_t number = 0;
  for (std::string_view line : split(file.bytes, '\n')) {
    ++number;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (trim(line).empty() || line[0] == '#') continue;
    into.push_back(SEN_TRY(read_translation(line, file.name, number)));
  }
  return {};
}

}  // namespace

Result<Lexicon> load_lexicon(std::span<const EmbeddedFile> files) {
  Lexicon lexicon;
  for (const EmbeddedFile& file : files) {
    if (file.name == kFunctionWords)
      lexicon.function_words_ = SEN_TRY(read_function_words(file));
    else if (file.name == kAbbreviations)
      lexicon.abbreviations_ = SEN_TRY(read_abbreviations(file));
    else if (file.name.substr(0, kTranslations.size()) == kTranslations)
      SEN_TRY(read_translations(file, lexicon.translations_));
    else
      return Error(ErrorCode::InvalidInput, std::string(file.name) + ": not a file of the lexicon");
  }
  return lexicon;
}

Result<Lexicon> load_built_in_lexicon() {
  return load_lexicon(embedded::lexicon());
}

}  // namespace sen::content
