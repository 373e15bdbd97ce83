#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <sstream>

#include "engine/base/text.h"
#include "ingest/value.h"

namespace sen::ingest {
namespace {

/// A refusal of ours while yaml-cpp calls back; it leaves the parser as an exception.
struct Refused {
  std::uint64_t line;
  Reason what;
};

/// What yaml-cpp says, in words that both languages have. An officer meets these; the rest keep its English.
Reason reason_of(const std::string& message) {
  namespace yaml = YAML::ErrorMsg;
  static const std::map<std::string_view, Phrase> kPhrases = {
      {yaml::TAB_IN_INDENTATION, Phrase::YamlTab},   {yaml::END_OF_MAP, Phrase::YamlMisplaced},
      {yaml::END_OF_MAP_FLOW, Phrase::YamlMapOpen},  {yaml::END_OF_SEQ, Phrase::YamlMisplaced},
      {yaml::END_OF_SEQ_FLOW, Phrase::YamlListOpen}, {yaml::MAP_KEY, Phrase::YamlMisplaced},
      {yaml::MAP_VALUE, Phrase::YamlMisplaced},      {yaml::BLOCK_ENTRY, Phrase::YamlMisplaced},
      {yaml::FLOW_END, Phrase::YamlMisplaced},       {yaml::UNKNOWN_TOKEN, Phrase::YamlMisplaced},
      {yaml::DOC_IN_SCALAR, Phrase::YamlQuotes},     {yaml::EOF_IN_SCALAR, Phrase::YamlQuotes},
      {yaml::INVALID_ESCAPE, Phrase::YamlEscape},    {yaml::INVALID_HEX, Phrase::YamlEscape},
      {yaml::INVALID_UNICODE, Phrase::YamlEscape},   {yaml::ALIAS_NOT_FOUND, Phrase::Aliases},
      {yaml::UNKNOWN_ANCHOR, Phrase::Aliases},       {yaml::ANCHOR_NOT_FOUND, Phrase::Anchors}};
  const auto found = kPhrases.find(message);
  return found == kPhrases.end() ? Reason{Phrase::YamlOther, {message}} : Reason{found->second};
}

/// Builds a Value from the parser's events. What could grow beyond the file (aliases) or hide
/// (anchors, tags, repeated names) is refused.
class Builder final : public YAML::EventHandler {
 public:
  explicit Builder(std::uint64_t first_line) : first_line_(first_line) {}
  Value take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark& /*mark*/) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    place(mark, "", anchor, Value::Kind::Null, "");
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override { refuse(mark, {Phrase::Aliases}); }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    const bool plain_null = tag == "?" && (value == "~" || value == "null");
    place(mark, tag, anchor, plain_null ? Value::Kind::Null : Value::Kind::Scalar, value);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value /*style*/) override {
    open(place(mark, tag, anchor, Value::Kind::List, ""), mark);
  }
  void OnSequenceEnd() override { stack_.pop_back(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value /*style*/) override {
    open(place(mark, tag, anchor, Value::Kind::Map, ""), mark);
  }
  void OnMapEnd() override { stack_.pop_back(); }

 private:
  struct Open {
    Value* value;
    bool has_name = false;
    std::string name = {};
  };

  [[noreturn]] void refuse(const YAML::Mark& mark, Reason what) const { throw Refused{line_of(mark), std::move(what)}; }
  std::uint64_t line_of(const YAML::Mark& mark) const { return first_line_ + static_cast<std::uint64_t>(mark.line); }

  void open(Value* value, const YAML::Mark& mark) {
    if (stack_.size() >= kMaxDepth) refuse(mark, {Phrase::NestedTooDeep, {std::to_string(kMaxDepth)}});
    stack_.push_back({value});
  }

  /// Puts a value where the file has it; null for the name of a map's member.
  Value* place(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, Value::Kind kind,
               const std::string& text) {
    if (anchor != 0) refuse(mark, {Phrase::Anchors});
    if (!tag.empty() && tag != "?" && tag != "!") refuse(mark, {Phrase::Tags});
    if (++values_ > kMaxValues) refuse(mark, {Phrase::TooManyValues, {std::to_string(kMaxValues)}});
    auto nfc = to_nfc(text);
    if (!nfc) refuse(mark, {Phrase::NotUtf8});
    Value value;
    value.kind = kind;
    value.line = line_of(mark);
    if (kind == Value::Kind::Scalar) value.text = *std::move(nfc);
    if (stack_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    Open& parent = stack_.back();
    if (parent.value->is_list()) return &parent.value->items.emplace_back(std::move(value));
    if (!parent.has_name) {
      if (!value.is_scalar()) refuse(mark, {Phrase::NamePlain});
      if (parent.value->find(value.text) != nullptr) refuse(mark, {Phrase::NameTwice, {value.text}});
      parent.name = std::move(value.text);
      parent.has_name = true;
      return nullptr;
    }
    parent.has_name = false;
    parent.value->members.push_back({std::move(parent.name), std::move(value)});
    return &parent.value->members.back().value;
  }

  std::uint64_t first_line_;
  Value root_;
  std::vector<Open> stack_;
  std::size_t values_ = 0;
};

}  // namespace

std::variant<Value, SyntaxError> read_yaml(std::string_view text, std::uint64_t first_line) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (!is_utf8(text)) return SyntaxError{first_line, {Phrase::NotUtf8}};
  std::istringstream stream{std::string(text)};
  Builder builder(first_line);
  try {
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(builder)) return Value();
    return builder.take();
  } catch (const Refused& refused) {
    return SyntaxError{refused.line, refused.what};
  } catch (const YAML::Exception& error) {
    const auto line = error.mark.is_null() ? 0 : static_cast<std::uint64_t>(error.mark.line);
    return SyntaxError{first_line + line, reason_of(error.msg)};
  }
}

}  // namespace sen::ingest
