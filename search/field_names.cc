#include "search/field_names.h"

#include <algorithm>
#include <map>
#include <string>

#include "engine/base/text.h"
#include "search/phrases.h"
#include "search/tokens.h"

namespace sen::search {
namespace {

using enum Field;

constexpr FieldName kNames[] = {
    {"vi", Title, "tiêu đề"},
    {"vi", Language, "ngôn ngữ"},
    {"vi", Language, "tiếng"},
    {"vi", Type, "loại"},
    {"vi", Organisation, "cơ quan"},
    {"vi", Topic, "chủ đề"},
    {"vi", Place, "nơi"},
    {"vi", Place, "tỉnh"},
    {"vi", Place, "địa phương"},
    {"vi", Year, "năm"},
    {"vi", From, "từ"},
    {"vi", To, "đến"},
    {"en", Title, "title"},
    {"en", Language, "language"},
    {"en", Type, "type"},
    {"en", Organisation, "organisation"},
    {"en", Organisation, "organization"},
    {"en", Organisation, "by"},
    {"en", Topic, "topic"},
    {"en", Place, "place"},
    {"en", Place, "province"},
    {"en", Year, "year"},
    {"en", From, "from"},
    {"en", To, "to"},
    {"zh", Title, "标题"},
    {"zh", Language, "语言"},
    {"zh", Type, "类型"},
    {"zh", Organisation, "机构"},
    {"zh", Topic, "主题"},
    {"zh", Place, "地点"},
    {"zh", Year, "年份"},
    {"zh", From, "从"},
    {"zh", To, "到"},
    {"fr", Title, "titre"},
    {"fr", Language, "langue"},
    {"fr", Type, "genre"},
    {"fr", Organisation, "organisme"},
    {"fr", Topic, "thème"},
    {"fr", Place, "lieu"},
    {"fr", Year, "année"},
    {"fr", From, "depuis"},
    {"fr", To, "jusqu'au"},
    {"es", Title, "título"},
    {"es", Language, "idioma"},
    {"es", Type, "tipo"},
    {"es", Organisation, "organismo"},
    {"es", Topic, "tema"},
    {"es", Place, "lugar"},
    {"es", Year, "año"},
    {"es", From, "desde"},
    {"es", To, "hasta"},
    {"ru", Title, "заголовок"},
    {"ru", Language, "язык"},
    {"ru", Type, "тип"},
    {"ru", Organisation, "ведомство"},
    {"ru", Topic, "тема"},
    {"ru", Place, "место"},
    {"ru", Year, "год"},
    {"ru", From, "от"},
    {"ru", To, "до"},
    {"ja", Title, "題名"},
    {"ja", Language, "言語"},
    {"ja", Type, "種類"},
    {"ja", Organisation, "機関"},
    {"ja", Topic, "主題"},
    {"ja", Place, "場所"},
    {"ja", Year, "年"},
    {"ja", From, "以降"},
    {"ja", To, "以前"},
    {"ko", Title, "제목"},
    {"ko", Language, "언어"},
    {"ko", Type, "종류"},
    {"ko", Organisation, "기관"},
    {"ko", Topic, "주제"},
    {"ko", Place, "장소"},
    {"ko", Year, "연도"},
    {"ko", From, "부터"},
    {"ko", To, "까지"},
    {"lo", Title, "ຫົວຂໍ້"},
    {"lo", Language, "ພາສາ"},
    {"lo", Type, "ປະເພດ"},
    {"lo", Organisation, "ອົງການ"},
    {"lo", Topic, "ຫົວເລື່ອງ"},
    {"lo", Place, "ສະຖານທີ່"},
    {"lo", Year, "ປີ"},
    {"lo", From, "ຈາກ"},
    {"lo", To, "ຫາ"},
    {"km", Title, "ចំណងជើង"},
    {"km", Language, "ភាសា"},
    {"km", Type, "ប្រភេទ"},
    {"km", Organisation, "អង្គភាព"},
    {"km", Topic, "ប្រធានបទ"},
    {"km", Place, "ទីកន្លែង"},
    {"km", Year, "ឆ្នាំ"},
    {"km", From, "ពី"},
    {"km", To, "ដល់"},
    {"de", Title, "titel"},
    {"de", Language, "sprache"},
    {"de", Type, "art"},
    {"de", Organisation, "behörde"},
    {"de", Topic, "thema"},
    {"de", Place, "ort"},
    {"de", Year, "jahr"},
    {"de", From, "ab"},
    {"de", To, "bis"},
    {"ar", Title, "عنوان"},
    {"ar", Language, "لغة"},
    {"ar", Type, "نوع"},
    {"ar", Organisation, "جهة"},
    {"ar", Topic, "موضوع"},
    {"ar", Place, "مكان"},
    {"ar", Year, "سنة"},
    {"ar", From, "من"},
    {"ar", To, "إلى"},
};

std::string key_of(std::string_view name) {
  std::string key;
  for (const Piece& piece : pieces_of(name, Cut::Characters)) key += piece.folded;
  return key;
}

/// By key_of().
const std::map<std::string, Field>& fields() {
  static const std::map<std::string, Field> kFields = [] {
    std::map<std::string, Field> fields;
    for (const FieldName& name : kNames) fields.emplace(key_of(name.name), name.field);
    return fields;
  }();
  return kFields;
}

constexpr std::size_t kMostTokens = 2;  ///< Of a name: `tiêu đề`, `jusqu'au`.

}  // namespace

std::span<const FieldName> field_names() {
  return kNames;
}

std::optional<FieldAtEnd> field_at_end(std::string_view text) {
  const std::vector<Token> tokens = tokenise(text);
  if (tokens.empty() || tokens.back().end != text.size()) return std::nullopt;
  for (std::size_t count = std::min(kMostTokens, tokens.size()); count > 0; --count) {
    const std::size_t begin = tokens[tokens.size() - count].begin;
    if (begin > 0 && text[begin - 1] != ' ') continue;  // A part of something longer.
    const auto found = fields().find(key_of(text.substr(begin)));
    if (found != fields().end()) return FieldAtEnd{found->second, begin};
  }
  return std::nullopt;
}

}  // namespace sen::search
