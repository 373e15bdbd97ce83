#include "engine/desk/form/urlencoded.h"

#include "engine/desk/form/text_value.h"

namespace sen::desk {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<std::string> decode(std::string_view sent) {
  std::string out;
  out.reserve(sent.size());
  for (std::size_t i = 0; i < sent.size(); ++i) {
    if (sent[i] == '+') {
      out.push_back(' ');
    } else if (sent[i] == '%') {
      if (i + 2 >= sent.size()) return std::nullopt;
      const int high = hex_digit(sent[i + 1]);
      const int low = hex_digit(sent[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      out.push_back(static_cast<char>(high * 16 + low));
      i += 2;
    } else {
      out.push_back(sent[i]);
    }
  }
  return out;
}

}  // namespace

FormFault UrlencodedReader::fault(FormFault::Kind kind) const {
  const auto name = decode(std::string_view(field_).substr(0, field_.find('=')));
  auto text = name && name->size() <= limits_.name_bytes ? text_value(*name) : std::nullopt;
  return {kind, text ? std::move(*text) : std::string()};
}

std::optional<FormFault> UrlencodedReader::feed(std::string_view bytes) {
  // A value of `field_bytes` is at most three times as long when it is encoded.
  const std::size_t most = 3 * (limits_.name_bytes + limits_.field_bytes) + 1;
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('&');
    field_.append(bytes.substr(0, end));
    if (field_.size() > most) return fault(FormFault::Kind::FieldTooLong);
    if (end == std::string_view::npos) return std::nullopt;
    bytes.remove_prefix(end + 1);
    if (auto wrong = end_of_field()) return wrong;
  }
  return std::nullopt;
}

std::optional<FormFault> UrlencodedReader::finish() {
  return field_.empty() ? std::nullopt : end_of_field();
}

std::optional<FormFault> UrlencodedReader::end_of_field() {
  const std::size_t equals = field_.find('=');
  if (equals == std::string::npos || equals == 0) return fault(FormFault::Kind::Malformed);
  const std::string_view sent = field_;
  const auto name = decode(sent.substr(0, equals));
  const auto value = decode(sent.substr(equals + 1));
  if (!name || !value) return fault(FormFault::Kind::Malformed);
  if (name->size() > limits_.name_bytes || value->size() > limits_.field_bytes)
    return fault(FormFault::Kind::FieldTooLong);
  kept_ += name->size() + value->size();
  if (form_.fields().size() >= limits_.fields || kept_ > limits_.memory_bytes)
    return fault(FormFault::Kind::TooManyFields);
  auto named = text_value(*name);
  auto text = text_value(*value);
  if (!named || !text) return fault(FormFault::Kind::NotText);
  form_.add(std::move(*named), std::move(*text));
  field_.clear();
  return std::nullopt;
}

}  // namespace sen::desk
