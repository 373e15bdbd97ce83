#include "engine/portal/site.h"

#include <toml++/toml.h>

#include <algorithm>

namespace sen::portal {
namespace {

using content::Locale;

/// Reads one key after another and keeps the first thing that is wrong.
class TableReader {
 public:
  TableReader(const toml::table& table, std::string_view file) : table_(table), file_(file) {}

  void text(std::string_view key, std::string& out) {
    if (const toml::node* node = take(key)) {
      if (const auto value = node->value<std::string>()) {
        out = *value;
      } else {
        fail(*node, "`" + std::string(key) + "` must be text");
      }
    }
  }

  void flag(std::string_view key, bool& out) {
    if (const toml::node* node = take(key)) {
      if (node->is_boolean()) {
        out = *node->value<bool>();
      } else {
        fail(*node, "`" + std::string(key) + "` must be true or false");
      }
    }
  }

  void texts(std::string_view key, content::Texts& out) {
    const toml::node* node = take(key);
    if (!node) return;
    const toml::table* by_language = node->as_table();
    if (!by_language) return fail(*node, "`" + std::string(key) + "` must be a table of texts by language");
    out.clear();
    for (const auto& [language, value] : *by_language) {
      if (const auto words = value.value<std::string>()) {
        out[Locale(std::string(language.str()))] = *words;
      } else {
        fail(value, "`" + std::string(key) + "." + std::string(language.str()) + "` must be text");
      }
    }
  }

  /// A code of the vocabulary, which gives `out` its names; else texts by language.
  void organisation_or_texts(std::string_view key, const content::Vocabulary& vocabulary,
                             content::OrganisationCode& organisation, content::Texts& out) {
    const toml::node* node = table_.get(key);
    const auto code = node ? node->value<std::string>() : std::nullopt;
    if (!code) return texts(key, out);
    take(key);
    const content::Organisation* known = vocabulary.organisation(content::OrganisationCode(*code));
    if (!known) return fail(*node, "`" + std::string(key) + "` names no organisation: " + *code);
    organisation = known->code;
    out = known->names;
  }

  template <typename Known>
  std::vector<std::string> list(std::string_view key, Known known) {
    std::vector<std::string> out;
    const toml::node* node = take(key);
    if (!node) return out;
    const toml::array* array = node->as_array();
    if (!array) {
      fail(*node, "`" + std::string(key) + "` must be a list");
      return out;
    }
    for (const toml::node& item : *array) {
      const auto value = item.value<std::string>();
      if (!value || !known(*value)) {
        fail(item, "`" + std::string(key) + "` names something unknown" + (value ? ": " + *value : ""));
      } else {
        out.push_back(*value);
      }
    }
    return out;
  }

  Result<void> finish() {
    for (const auto& [key, value] : table_)
      if (std::find(taken_.begin(), taken_.end(), key.str()) == taken_.end())
        fail(value, "unknown key `" + std::string(key.str()) + "`");
    if (problem_.empty()) return {};
    return Error(ErrorCode::InvalidInput, problem_);
  }

  void fail(const toml::node& node, const std::string& what) {
    if (problem_.empty())
      problem_ = std::string(file_) + ": line " + std::to_string(node.source().begin.line) + ": " + what;
  }

 private:
  const toml::node* take(std::string_view key) {
    taken_.emplace_back(key);
    return table_.get(key);
  }

  const toml::table& table_;
  std::string_view file_;
  std::vector<std::string> taken_;
  std::string problem_;
};

void fill_lists(Site& site, const content::Vocabulary& vocabulary) {
  if (site.languages.empty())
    for (const content::Language& language : vocabulary.languages()) site.languages.push_back(language.code);
  if (site.sections.empty())
    for (const content::Section& section : vocabulary.sections()) site.sections.push_back(section.code);
}

}  // namespace

Result<Site> read_site(std::string_view toml, std::string_view file, const content::Vocabulary& vocabulary) {
  toml::table root;
  try {
    root = toml::parse(toml, file);
  } catch (const toml::parse_error& error) {
    return Error(ErrorCode::InvalidInput, std::string(file) + ": line " + std::to_string(error.source().begin.line) +
                                              ": " + std::string(error.description()));
  }
  Site site = sample_site(vocabulary);
  const toml::node* node = root.get("site");
  if (!node) return site;
  if (!node->is_table()) return Error(ErrorCode::InvalidInput, std::string(file) + ": `site` must be a table");

  TableReader reader(*node->as_table(), file);
  reader.texts("name", site.name);
  reader.texts("tagline", site.tagline);
  reader.organisation_or_texts("owner", vocabulary, site.organisation, site.owner);
  reader.texts("official_line", site.official_line);
  reader.text("address", site.address);
  reader.text("email", site.email);
  reader.text("press_email", site.press_email);
  reader.text("press_kit", site.press_kit);
  reader.text("phone", site.phone);
  reader.texts("postal_address", site.postal_address);
  reader.text("security_contact", site.security_contact);
  reader.flag("sample", site.sample);
  reader.flag("indexing", site.indexing);
  reader.text("outlines_file", site.outlines_file);
  site.languages.clear();
  for (std::string& code :
       reader.list("languages", [&](const std::string& c) { return vocabulary.language(Locale(c)) != nullptr; }))
    site.languages.emplace_back(std::move(code));
  site.sections = reader.list("sections", [&](const std::string& code) { return vocabulary.section(code) != nullptr; });
  SEN_TRY(reader.finish());
  // Only the sample may say of itself what nobody wrote into the file.
  if (!site.sample && !node->as_table()->contains("official_line")) site.official_line.clear();
  while (!site.address.empty() && site.address.back() == '/') site.address.pop_back();
  fill_lists(site, vocabulary);
  return site;
}

Site sample_site(const content::Vocabulary& vocabulary) {
  const auto in = [](const char* tag) { return Locale(tag); };
  Site site;
  site.name = {{in("en"), "Sen"}};
  site.tagline = {{in("vi"), "Thông tin đối ngoại Việt Nam, bằng mười hai ngôn ngữ"},
                  {in("en"), "News and figures from Viet Nam, in twelve languages"},
                  {in("zh"), "以十二种语言呈现越南资讯与数据"},
                  {in("fr"), "Actualités et chiffres du Viet Nam, en douze langues"},
                  {in("es"), "Noticias y datos de Viet Nam, en doce idiomas"},
                  {in("ru"), "Новости и данные о Вьетнаме на двенадцати языках"},
                  {in("ja"), "ベトナムのニュースと統計を12の言語で"},
                  {in("ko"), "베트남의 소식과 통계를 열두 언어로"},
                  {in("lo"), "ຂ່າວ ແລະ ຕົວເລກຈາກຫວຽດນາມ ໃນ 12 ພາສາ"},
                  {in("km"), "ព័ត៌មាន និងតួលេខពីវៀតណាម ជា ១២ ភាសា"},
                  {in("de"), "Nachrichten und Zahlen aus Viet Nam in zwölf Sprachen"},
                  {in("ar"), "أخبار وأرقام من فيتنام باثنتي عشرة لغة"}};
  site.official_line = {{in("vi"), "Bản trình diễn của Sen, phần mềm tự do cho cổng thông tin đối ngoại"},
                        {in("en"), "A demonstration of Sen, free software for public information"},
                        {in("zh"), "Sen 演示站：面向公共信息的自由软件"},
                        {in("fr"), "Une démonstration de Sen, logiciel libre pour l’information publique"},
                        {in("es"), "Una demostración de Sen, software libre para la información pública"},
                        {in("ru"), "Демонстрация Sen – свободной программы для публичной информации"},
                        {in("ja"), "Sen のデモサイト：公共情報のための自由ソフトウェア"},
                        {in("ko"), "Sen 데모: 공공 정보를 위한 자유 소프트웨어"},
                        {in("lo"), "ເວັບໄຊສາທິດຂອງ Sen, ຊອບແວເສລີສຳລັບຂໍ້ມູນສາທາລະນະ"},
                        {in("km"), "គេហទំព័របង្ហាញរបស់ Sen កម្មវិធីសេរីសម្រាប់ព័ត៌មានសាធារណៈ"},
                        {in("de"), "Eine Vorführung von Sen, freier Software für öffentliche Information"},
                        {in("ar"), "عرض توضيحي لـ Sen، برمجية حرة للمعلومات العامة"}};
  fill_lists(site, vocabulary);
  return site;
}

}  // namespace sen::portal
