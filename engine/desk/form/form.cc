#include "engine/desk/form/form.h"

#include <fstream>
#include <functional>

#include "engine/base/text.h"
#include "engine/desk/form/multipart.h"
#include "engine/desk/form/urlencoded.h"

namespace sen::desk {
namespace {

constexpr std::size_t kPieceBytes = std::size_t{64} * 1024;
using Feed = std::function<Result<std::optional<FormFault>>(std::string_view)>;

/// Hands the body to `feed`, piece by piece, until it finds a fault.
Result<std::optional<FormFault>> feed_body(const http::Request& request, const Feed& feed) {
  if (request.body_file.empty()) return feed(request.body);
  std::ifstream in(request.body_file, std::ios::binary);
  std::string piece(kPieceBytes, '\0');
  while (in) {
    in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    const auto got = static_cast<std::size_t>(in.gcount());
    if (auto wrong = SEN_TRY(feed(std::string_view(piece).substr(0, got)))) return wrong;
  }
  if (!in.eof()) return Error(ErrorCode::Storage, "a spool file cannot be read");
  return std::optional<FormFault>();
}

bool is_urlencoded(std::string_view content_type) {
  return equals_ignoring_ascii_case(trim(content_type.substr(0, content_type.find(';'))),
                                    "application/x-www-form-urlencoded");
}

}  // namespace

Result<std::string> FormFile::read() const {
  std::string bytes(size(), '\0');
  std::ifstream in(path(), std::ios::binary);
  if (!bytes.empty() && !in.read(bytes.data(), static_cast<std::streamsize>(bytes.size())))
    return Error(ErrorCode::Storage, "a spool file cannot be read");
  return bytes;
}

std::string_view Form::value(std::string_view field) const {
  for (const auto& [name, value] : fields_)
    if (name == field) return value;
  return {};
}

bool Form::has(std::string_view field) const {
  return std::any_of(fields_.begin(), fields_.end(), [&](const auto& entry) { return entry.first == field; });
}

std::vector<std::string_view> Form::values(std::string_view field) const {
  std::vector<std::string_view> found;
  for (const auto& [name, value] : fields_)
    if (name == field) found.emplace_back(value);
  return found;
}

const FormFile* Form::file(std::string_view field) const {
  for (const FormFile& file : files_)
    if (file.field == field) return &file;
  return nullptr;
}

Result<ReadForm> read_form(const http::Request& request, const FormLimits& limits, const std::string& spool_folder) {
  ReadForm read;
  const std::string_view content_type = request.header("Content-Type").value_or("");
  if (is_urlencoded(content_type)) {
    UrlencodedReader reader(limits, read.form);
    read.fault = SEN_TRY(feed_body(
        request, [&](std::string_view bytes) -> Result<std::optional<FormFault>> { return reader.feed(bytes); }));
    if (!read.fault) read.fault = reader.finish();
    return read;
  }
  const auto boundary = multipart_boundary(content_type);
  if (!boundary) {
    read.fault = FormFault{FormFault::Kind::ContentType, {}};
    return read;
  }
  MultipartReader reader(*boundary, limits, spool_folder, read.form);
  read.fault = SEN_TRY(feed_body(request, [&](std::string_view bytes) { return reader.feed(bytes); }));
  if (!read.fault) read.fault = reader.finish();
  return read;
}

}  // namespace sen::desk
