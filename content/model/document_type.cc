#include "content/model/document_type.h"

#include <algorithm>
#include <array>

#include "content/model/code_book.h"
#include "content/model/yaml_map.h"

namespace sen::content {
namespace {

constexpr int kMostApprovals = 2;

Result<FieldType::Kind> parse_kind(const YamlMap& field, std::string_view name) {
  using Kind = FieldType::Kind;
  static constexpr std::array<std::pair<std::string_view, Kind>, 8> kKinds = {{{"text", Kind::Text},
                                                                               {"url", Kind::Url},
                                                                               {"date", Kind::Date},
                                                                               {"datetime", Kind::DateTime},
                                                                               {"integer", Kind::Integer},
                                                                               {"code", Kind::Code},
                                                                               {"list", Kind::List},
                                                                               {"url-list", Kind::UrlList}}};
  for (const auto& [known, kind] : kKinds)
    if (known == name) return kind;
  return field.error("unknown kind \"" + std::string(name) + "\"");
}

Result<std::pair<std::string, Texts>> read_code(YamlMap& map) {
  const std::string code = SEN_TRY(map.text("code"));
  return std::pair(code, SEN_TRY(map.texts("labels")));
}

Result<FieldType> read_field(YamlMap& map) {
  FieldType field;
  field.name = SEN_TRY(map.text("name"));
  const std::string kind = SEN_TRY(map.text("kind"));
  field.kind = SEN_TRY(parse_kind(map, kind));
  field.required = SEN_TRY(map.flag("required"));
  field.shown = SEN_TRY(map.flag("shown"));
  field.labels = SEN_TRY(map.texts("labels"));
  field.codes = SEN_TRY(read_each(map, "codes", read_code));
  if ((field.kind == FieldType::Kind::Code) == field.codes.empty())
    return map.error("a field has \"codes\" if its kind is code, and only then");
  return field;
}

Result<std::string> read_tone(YamlMap& map) {
  std::string tone = SEN_TRY(map.text_or("tone", "plain"));
  static constexpr std::array<std::string_view, 3> kTones = {"plain", "press", "check"};
  if (std::find(kTones.begin(), kTones.end(), tone) == kTones.end()) return map.error("unknown tone \"" + tone + "\"");
  return tone;
}

bool is_date(const FieldType* field) {
  return field != nullptr && (field->kind == FieldType::Kind::Date || field->kind == FieldType::Kind::DateTime);
}

Result<TypeCheck> read_check(YamlMap& map) {
  TypeCheck check;
  check.rule = SEN_TRY(map.text("rule"));
  check.field = SEN_TRY(map.text_or("field", ""));
  check.other = SEN_TRY(map.text_or("other", ""));
  check.count = static_cast<std::uint32_t>(SEN_TRY(map.number_or("count", 0)));
  static constexpr std::array<std::string_view, 3> kRules = {"min_items", "needs_image", "not_before"};
  if (std::find(kRules.begin(), kRules.end(), check.rule) == kRules.end())
    return map.error("unknown rule \"" + check.rule + "\"");
  return check;
}

Result<Section> read_section(YamlMap& map, CodeBook& book) {
  Section section;
  section.code = SEN_TRY(map.text("code"));
  SEN_TRY(book.declare("section", section.code, map));
  section.in_navigation = SEN_TRY(map.flag("navigation"));
  section.labels = SEN_TRY(map.texts("labels"));
  return section;
}

}  // namespace

const FieldType* DocumentType::field(std::string_view name) const {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const FieldType& one) { return one.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

Result<DocumentType> read_document_type(const EmbeddedFile& file) {
  YamlMap map = SEN_TRY(YamlMap::parse(file));
  DocumentType type;
  type.code = SEN_TRY(map.text("type"));
  type.section = SEN_TRY(map.text("section"));
  type.schema_org = SEN_TRY(map.text("schema_org"));
  type.tone = SEN_TRY(read_tone(map));
  type.date_field = SEN_TRY(map.text_or("date_field", ""));
  const int approvals = SEN_TRY(map.number_or("approvals", 1));
  if (approvals < 1 || approvals > kMostApprovals) return map.error("\"approvals\" is neither 1 nor 2");
  type.approvals = static_cast<std::uint32_t>(approvals);
  type.sign_off = SEN_TRY(map.flag("sign_off"));
  type.needs_note = SEN_TRY(map.flag("needs_note"));
  type.unlisted = SEN_TRY(map.flag("unlisted"));
  type.labels = SEN_TRY(map.texts("labels"));
  type.plural = SEN_TRY(map.texts("plural"));
  type.fields = SEN_TRY(read_each(map, "fields", read_field));
  type.checks = SEN_TRY(read_each(map, "checks", read_check));
  for (const TypeCheck& check : type.checks)
    for (const std::string& name : {check.field, check.other})
      if (!name.empty() && type.field(name) == nullptr) return map.error("a check names no field \"" + name + "\"");
  if (!type.date_field.empty() && !is_date(type.field(type.date_field)))
    return map.error("\"date_field\" names no date field");
  SEN_TRY(map.finish());
  return type;
}

Result<std::vector<Section>> read_sections(const EmbeddedFile& file) {
  YamlMap map = SEN_TRY(YamlMap::parse(file));
  CodeBook book;
  const auto read_one = [&](YamlMap& section) { return read_section(section, book); };
  std::vector<Section> sections = SEN_TRY(read_each(map, "sections", read_one));
  SEN_TRY(map.finish());
  return sections;
}

}  // namespace sen::content
