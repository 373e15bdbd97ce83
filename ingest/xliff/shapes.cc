#include "ingest/xliff/shapes.h"

#include <algorithm>
#include <array>

#include "engine/base/text.h"

namespace sen::xliff {
namespace {

/// An element of the core: what it may hold and bear (XLIFF 2.1, section 4.2; `!` marks what it must bear).
struct Shape {
  std::string_view name;
  std::string_view children;    ///< Names parted by blanks; `*`: elements of other namespaces too; `#`: text.
  std::string_view attributes;  ///< `*`: attributes of any namespace; else only those of XLIFF's modules.
};
constexpr std::string_view kInlines = "# cp ph pc sc ec mrk sm em";
constexpr std::string_view kCodeAttributes =
    "canCopy canDelete canReorder canOverlap copyOf type subType dir subFlowsStart subFlowsEnd dispStart dispEnd "
    "equivStart "
    "equivEnd dataRefStart dataRefEnd subFlows disp equiv dataRef";
constexpr std::array kShapes = std::to_array<Shape>({
    {"xliff", "file", "!version !srcLang trgLang xml:space xml:lang *"},
    {"file", "* skeleton notes unit group", "!id canResegment original translate srcDir trgDir xml:space xml:lang *"},
    {"skeleton", "# *", "href"},
    {"group", "* notes unit group", "!id name canResegment translate srcDir trgDir type xml:space xml:lang *"},
    {"unit", "* notes originalData segment ignorable",
     "!id name canResegment translate srcDir trgDir type xml:space xml:lang *"},
    {"segment", "source target", "id canResegment state subState"},
    {"ignorable", "source target", "id"},
    {"notes", "note", ""},
    {"note", "#", "id appliesTo category priority *"},
    {"originalData", "data", ""},
    {"data", "# cp", "!id dir xml:space"},
    {"source", kInlines, "xml:lang xml:space"},
    {"target", kInlines, "xml:lang xml:space order"},
    {"cp", "", "!hex"},
    {"ph", "", "!id"},
    {"pc", kInlines, "!id"},
    {"sc", "", "!id isolated"},
    {"ec", "", "id isolated startRef"},
    {"mrk", kInlines, "!id translate type ref value *"},
    {"sm", "", "!id translate type ref value *"},
    {"em", "", "!startRef"},
});

constexpr std::string_view kFormatting = "{urn:oasis:names:tc:xliff:fs:2.0}";

bool lists(std::string_view words, std::string_view word) {
  const auto all = split(words, ' ');
  return std::find(all.begin(), all.end(), word) != all.end();
}

bool is_token(std::string_view text) {
  return !text.empty() && text.find_first_of(" \t\n\"'<>&/#=?") == std::string_view::npos;
}

std::string_view trim_all(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  return begin == std::string_view::npos ? std::string_view() : text.substr(begin);
}

/// The attributes of the format style module (section 5.3): `fs` names an element of HTML.
Result<void> formatting(const Element& element, std::string_view name, std::string_view value) {
  const bool known = name == "fs" || name == "subFs";
  const bool html =
      value.find_first_not_of("abcdefghijklmnopqrstuvwxyz123456") == std::string_view::npos && value.size() <= 10;
  const bool end_of_pair = element.core("ec") && element.get("isolated") != "yes";
  if (!known || end_of_pair || (name == "fs" && !html)) return fault(element, "fs:" + std::string(name) + " is wrong");
  return {};
}

Result<void> value_of(const Element& element, std::string_view name, std::string_view value) {
  constexpr std::pair<std::string_view, std::string_view> kValues[] = {{"translate", "yes no"},
                                                                       {"canResegment", "yes no"},
                                                                       {"canCopy", "yes no"},
                                                                       {"canDelete", "yes no"},
                                                                       {"canOverlap", "yes no"},
                                                                       {"isolated", "yes no"},
                                                                       {"canReorder", "yes no firstNo"},
                                                                       {"dir", "ltr rtl auto"},
                                                                       {"srcDir", "ltr rtl auto"},
                                                                       {"trgDir", "ltr rtl auto"},
                                                                       {"xml:space", "default preserve"},
                                                                       {"state", "initial translated reviewed final"},
                                                                       {"appliesTo", "source target"}};
  for (const auto& [attribute, values] : kValues)
    if (attribute == name && !lists(values, value))
      return fault(element, std::string(name) + " is none of " + std::string(values));
  if ((name == "id" || name == "startRef") && !is_token(value))
    return fault(element, std::string(name) + " is no name");
  const bool plain = lists("fmt ui quote link image other", value);
  if (name == "type" && is_code(element) && !plain) return fault(element, "type is unknown");
  const bool annotation = (element.core("mrk") || element.core("sm")) && name == "type";
  if (annotation && !lists("generic comment term", value) && value.find(':') == std::string_view::npos)
    return fault(element, "type is unknown");
  if (name == "hex") {
    const bool digits = value.size() >= 4 && value.size() <= 6 &&
                        value.find_first_not_of("0123456789ABCDEFabcdef") == std::string_view::npos;
    if (!digits) return fault(element, "hex is no code point");
  }
  return {};
}

Result<void> attributes(const Element& element, const Shape& shape) {
  for (const std::string_view name : split(shape.attributes, ' '))
    if (name.starts_with('!') && !element.attributes.contains(std::string(name.substr(1))))
      return fault(element, "lacks " + std::string(name.substr(1)));
  for (const auto& [name, value] : element.attributes) {
    const bool known = lists(shape.attributes, name) || lists(shape.attributes, "!" + name) ||
                       (is_code(element) && lists(kCodeAttributes, name));
    const bool module =
        name.starts_with("{urn:oasis:names:tc:xliff:") || name.starts_with("{http://www.w3.org/2005/11/its}");
    const bool other = name.starts_with('{') && (module || lists(shape.attributes, "*"));
    if (!known && !other) return fault(element, "may not bear " + name);
    if (name.starts_with(kFormatting)) SEN_TRY(formatting(element, name.substr(kFormatting.size()), value));
    SEN_TRY(value_of(element, name, value));
  }
  return {};
}

Result<void> counts(const Element& element) {
  if (element.core("xliff") && count(element, "file") == 0) return fault(element, "holds no <file>");
  if (element.core("file") && count(element, "unit") + count(element, "group") == 0)
    return fault(element, "holds no <unit>");
  if (element.core("unit") && count(element, "segment") == 0) return fault(element, "holds no <segment>");
  if (element.core("notes") && count(element, "note") == 0) return fault(element, "holds no <note>");
  if (element.core("originalData") && count(element, "data") == 0) return fault(element, "holds no <data>");
  if ((element.core("segment") || element.core("ignorable")) &&
      (count(element, "source") != 1 || count(element, "target") > 1))
    return fault(element, "holds not one <source> and at most one <target>");
  if (element.core("skeleton") && element.children.empty() != element.attributes.contains("href"))
    return fault(element, "needs either href or content");
  if (element.core("mrk") || element.core("sm")) {
    const bool comment = element.get("type") == "comment";
    if (comment && element.attributes.contains("ref") == element.attributes.contains("value"))
      return fault(element, "a comment needs either ref or value");
  }
  return {};
}

}  // namespace

Error fault(const Element& element, const std::string& message) {
  return {ErrorCode::InvalidInput, "line " + std::to_string(element.line) + ": <" + element.name + ">: " + message};
}

bool is_code(const Element& element) {
  return element.core("ph") || element.core("pc") || element.core("sc") || element.core("ec");
}

std::size_t count(const Element& element, std::string_view name) {
  return static_cast<std::size_t>(std::count_if(element.children.begin(), element.children.end(),
                                                [&](const Element& child) { return child.core(name); }));
}

Result<void> check_shape(const Element& element) {
  const auto* const found =
      std::find_if(kShapes.begin(), kShapes.end(), [&](const Shape& one) { return one.name == element.name; });
  if (found == kShapes.end()) return fault(element, "is no element of XLIFF");
  SEN_TRY(attributes(element, *found));
  for (const Element& child : element.children) {
    const bool text = child.name.empty();
    if (text && (lists(found->children, "#") || trim_all(child.text).empty())) continue;
    if (text) return fault(element, "holds text");
    if (child.space != kCore) {
      if (lists(found->children, "*")) continue;
      return fault(child, "may not stand in <" + element.name + ">");
    }
    if (!lists(found->children, child.name)) return fault(child, "may not stand in <" + element.name + ">");
    SEN_TRY(check_shape(child));
  }
  return counts(element);
}

}  // namespace sen::xliff
