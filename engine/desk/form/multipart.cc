// multipart/form-data (RFC 7578) as browsers send it:
//   --BOUNDARY CRLF  (header CRLF)+  CRLF  bytes  (CRLF --BOUNDARY CRLF … )*  CRLF --BOUNDARY-- CRLF?

#include "engine/desk/form/multipart.h"

#include "engine/base/text.h"
#include "engine/desk/form/text_value.h"

namespace sen::desk {
namespace {

constexpr std::size_t kMaxHeadBytes = 4096;
constexpr std::size_t kMaxBoundary = 70;
using Kind = FormFault::Kind;

bool is_boundary_character(char c) {
  const bool letter = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  return letter || std::string_view("'()+_,-./:=? ").find(c) != std::string_view::npos;
}

/// The value of a quoted parameter that follows in `text`, which moves behind it. Browsers write `"`, CR and LF in
/// names as %22, %0D and %0A (HTML, section 4.10.21.8), so a quotation mark ends it.
std::optional<std::string> quoted(std::string_view& text) {
  if (!text.starts_with('"')) return std::nullopt;
  const std::size_t end = text.find('"', 1);
  if (end == std::string_view::npos) return std::nullopt;
  std::string value;
  for (std::size_t i = 1; i < end; ++i) {
    const std::string_view rest = text.substr(i, 3);
    if (rest == "%22") {
      value.push_back('"');
      i += 2;
    } else if (rest == "%0D" || rest == "%0A") {
      value.push_back(' ');
      i += 2;
    } else {
      value.push_back(text[i]);
    }
  }
  text.remove_prefix(end + 1);
  return value;
}

struct Disposition {
  std::string name;
  std::optional<std::string> file_name;
};

/// `form-data; name="…"; filename="…"` (RFC 7578, section 4.2).
std::optional<Disposition> read_disposition(std::string_view value) {
  constexpr std::string_view kFormData = "form-data";
  if (!equals_ignoring_ascii_case(value.substr(0, kFormData.size()), kFormData)) return std::nullopt;
  value.remove_prefix(kFormData.size());
  std::optional<std::string> name, file_name;
  while (!value.empty()) {
    value = trim(value);
    if (!value.starts_with(';')) return std::nullopt;
    value = trim(value.substr(1));
    const std::size_t equals = value.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    const std::string key = to_lower_ascii(value.substr(0, equals));
    value.remove_prefix(equals + 1);
    auto given = quoted(value);
    if (!given) return std::nullopt;
    std::optional<std::string>* place = key == "name" ? &name : key == "filename" ? &file_name : nullptr;
    if (!place || place->has_value()) return std::nullopt;
    *place = std::move(given);
  }
  if (!name || name->empty()) return std::nullopt;
  return Disposition{std::move(*name), std::move(file_name)};
}

/// Without the folders that some browsers send along.
std::string_view base_name(std::string_view path) {
  const std::size_t slash = path.find_last_of("/\\");
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

}  // namespace

std::optional<std::string> multipart_boundary(std::string_view content_type) {
  const std::size_t semicolon = content_type.find(';');
  if (semicolon == std::string_view::npos) return std::nullopt;
  if (!equals_ignoring_ascii_case(trim(content_type.substr(0, semicolon)), "multipart/form-data")) return std::nullopt;
  std::string_view rest = trim(content_type.substr(semicolon + 1));
  constexpr std::string_view kBoundary = "boundary=";
  if (!equals_ignoring_ascii_case(rest.substr(0, kBoundary.size()), kBoundary)) return std::nullopt;
  rest.remove_prefix(kBoundary.size());
  if (rest.size() >= 2 && rest.starts_with('"') && rest.ends_with('"')) rest = rest.substr(1, rest.size() - 2);
  if (rest.empty() || rest.size() > kMaxBoundary || rest.ends_with(' ')) return std::nullopt;
  if (!std::all_of(rest.begin(), rest.end(), is_boundary_character)) return std::nullopt;
  return std::string(rest);
}

MultipartReader::MultipartReader(std::string_view boundary, const FormLimits& limits, std::string spool_folder,
                                 Form& form)
    : delimiter_("\r\n--" + std::string(boundary)),
      limits_(limits),
      spool_folder_(std::move(spool_folder)),
      form_(form) {}

Result<std::optional<FormFault>> MultipartReader::feed(std::string_view bytes) {
  buffer_.append(bytes);
  for (bool more = true; more;) {
    more = false;
    if (auto wrong = SEN_TRY(step(more))) return wrong;
  }
  return std::optional<FormFault>();
}

std::optional<FormFault> MultipartReader::finish() const {
  if (state_ == State::End && (buffer_.empty() || buffer_ == "\r\n")) return std::nullopt;
  return FormFault{Kind::Malformed, name_};
}

Result<std::optional<FormFault>> MultipartReader::step(bool& more) {
  const std::optional<FormFault> fine;
  switch (state_) {
    case State::Start: {
      const std::string first = delimiter_.substr(2);
      if (buffer_.size() < first.size()) return fine;
      if (!buffer_.starts_with(first)) return std::optional(FormFault{Kind::Malformed, {}});
      buffer_.erase(0, first.size());
      state_ = State::AfterBoundary;
      more = true;
      return fine;
    }
    case State::AfterBoundary:
      if (buffer_.size() < 2) return fine;
      if (!buffer_.starts_with("\r\n") && !buffer_.starts_with("--"))
        return std::optional(FormFault{Kind::Malformed, name_});
      state_ = buffer_.front() == '-' ? State::End : State::Headers;
      buffer_.erase(0, 2);
      more = true;
      return fine;
    case State::Headers:
      return read_headers(more);
    case State::Value:
      return read_value(more);
    case State::End:
      if (buffer_.size() > 2) return std::optional(FormFault{Kind::Malformed, {}});
      return fine;
  }
  return fine;
}

Result<std::optional<FormFault>> MultipartReader::read_headers(bool& more) {
  const std::size_t end = buffer_.find("\r\n\r\n");
  if (end == std::string::npos ? buffer_.size() > kMaxHeadBytes : end > kMaxHeadBytes)
    return std::optional(FormFault{Kind::Malformed, {}});
  if (end == std::string::npos) return std::optional<FormFault>();
  if (auto wrong = begin_part(std::string_view(buffer_).substr(0, end))) return wrong;
  buffer_.erase(0, end + 4);
  state_ = State::Value;
  more = true;
  return std::optional<FormFault>();
}

std::optional<FormFault> MultipartReader::begin_part(std::string_view head) {
  std::optional<Disposition> disposition;
  std::string content_type;
  while (!head.empty()) {
    const std::size_t end = head.find("\r\n");
    const std::string_view line = head.substr(0, end);
    head = end == std::string_view::npos ? std::string_view() : head.substr(end + 2);
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || line.find_first_of("\r\n") != std::string_view::npos)
      return FormFault{Kind::Malformed, {}};
    const std::string name = to_lower_ascii(line.substr(0, colon));
    const std::string_view value = trim(line.substr(colon + 1));
    if (name == "content-disposition" && !disposition) {
      disposition = read_disposition(value);
    } else if (name == "content-type" && content_type.empty()) {
      content_type = value;
    } else {
      return FormFault{Kind::Malformed, {}};
    }
  }
  if (!disposition) return FormFault{Kind::Malformed, {}};
  auto name = text_value(disposition->name);
  if (!name) return FormFault{Kind::NotText, {}};
  if (name->size() > limits_.name_bytes) return FormFault{Kind::FieldTooLong, {}};
  name_ = std::move(*name);
  if (form_.fields().size() + form_.files().size() >= limits_.fields + limits_.files)
    return FormFault{Kind::TooManyFields, name_};
  value_.clear();
  file_.reset();
  if (!disposition->file_name) return std::nullopt;
  const auto file_name = text_value(*disposition->file_name);
  const auto type = text_value(content_type);
  if (!file_name || !type) return FormFault{Kind::NotText, name_};
  file_ = FormFile{name_, std::string(base_name(*file_name)), *file_name, *type, std::make_shared<http::Spool>()};
  return std::nullopt;
}

Result<std::optional<FormFault>> MultipartReader::read_value(bool& more) {
  const std::size_t end = buffer_.find(delimiter_);
  if (end == std::string::npos) {
    // What could be the beginning of a delimiter waits for what follows.
    if (buffer_.size() < delimiter_.size()) return std::optional<FormFault>();
    const std::size_t sure = buffer_.size() - delimiter_.size() + 1;
    if (auto wrong = SEN_TRY(take(std::string_view(buffer_).substr(0, sure)))) return wrong;
    buffer_.erase(0, sure);
    return std::optional<FormFault>();
  }
  if (auto wrong = SEN_TRY(take(std::string_view(buffer_).substr(0, end)))) return wrong;
  buffer_.erase(0, end + delimiter_.size());
  if (auto wrong = end_part()) return wrong;
  state_ = State::AfterBoundary;
  more = true;
  return std::optional<FormFault>();
}

Result<std::optional<FormFault>> MultipartReader::take(std::string_view bytes) {
  if (bytes.empty()) return std::optional<FormFault>();
  if (file_) {
    if (form_.files().size() >= limits_.files) return std::optional(FormFault{Kind::TooManyFiles, name_});
    if (file_->size() + bytes.size() > limits_.file_bytes) return std::optional(FormFault{Kind::FileTooLarge, name_});
    SEN_TRY(file_->spool->append(bytes, 0, spool_folder_));
    return std::optional<FormFault>();
  }
  kept_ += bytes.size();
  if (value_.size() + bytes.size() > limits_.field_bytes) return std::optional(FormFault{Kind::FieldTooLong, name_});
  if (kept_ > limits_.memory_bytes) return std::optional(FormFault{Kind::TooManyFields, name_});
  value_.append(bytes);
  return std::optional<FormFault>();
}

std::optional<FormFault> MultipartReader::end_part() {
  if (file_) {
    // A file field that was left empty comes as a part without name and bytes.
    if (file_->name.empty() && file_->size() == 0) return std::nullopt;
    if (form_.files().size() >= limits_.files) return FormFault{Kind::TooManyFiles, name_};
    form_.add(std::move(*file_));
    file_.reset();
    return std::nullopt;
  }
  kept_ += name_.size();
  if (form_.fields().size() >= limits_.fields) return FormFault{Kind::TooManyFields, name_};
  auto text = text_value(value_);
  if (!text) return FormFault{Kind::NotText, name_};
  form_.add(name_, std::move(*text));
  return std::nullopt;
}

}  // namespace sen::desk
