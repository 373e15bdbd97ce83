// Any form is read the same way however its bytes are split, and what is accepted is text within the limits.
#include <cstdlib>
#include <string>
#include <string_view>

#include "engine/base/text.h"
#include "engine/desk/form/multipart.h"
#include "engine/desk/form/urlencoded.h"

namespace {

using sen::desk::Form;
using sen::desk::FormFault;
using sen::desk::FormLimits;

void require(bool condition) {
  if (!condition) std::abort();
}

FormLimits small_limits() {
  FormLimits limits;
  limits.fields = 8;
  limits.name_bytes = 40;
  limits.field_bytes = 300;
  limits.memory_bytes = 800;
  limits.files = 2;
  limits.file_bytes = 500;
  return limits;
}

/// What is kept of a form, or that it is at fault: which limit is reached first depends on the pieces.
std::string told(const Form& form, const std::optional<FormFault>& fault) {
  if (fault) return "fault";
  std::string text;
  for (const auto& [name, value] : form.fields()) {
    require(sen::is_utf8(name) && sen::is_utf8(value) && value.find('\r') == std::string::npos);
    text += name + "=" + value + "\n";
  }
  for (const sen::desk::FormFile& file : form.files()) {
    require(sen::is_utf8(file.name) && file.name.find_first_of("/\\") == std::string::npos && file.size() <= 500);
    text += file.field + "<" + file.name + ":" + std::to_string(file.size()) + "\n";
  }
  return text;
}

std::string read_multipart(std::string_view bytes, std::size_t piece) {
  const FormLimits limits = small_limits();
  Form form;
  sen::desk::MultipartReader reader("b", limits, "/tmp", form);
  std::optional<FormFault> fault;
  for (; !bytes.empty() && !fault; bytes.remove_prefix(std::min(piece, bytes.size())))
    fault = reader.feed(bytes.substr(0, piece)).value();
  if (!fault) fault = reader.finish();
  return told(form, fault);
}

std::string read_urlencoded(std::string_view bytes, std::size_t piece) {
  const FormLimits limits = small_limits();
  Form form;
  sen::desk::UrlencodedReader reader(limits, form);
  std::optional<FormFault> fault;
  for (; !bytes.empty() && !fault; bytes.remove_prefix(std::min(piece, bytes.size())))
    fault = reader.feed(bytes.substr(0, piece));
  if (!fault) fault = reader.finish();
  return told(form, fault);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t piece = 1 + data[0] % 7;
  const std::string whole = read_multipart(bytes, size);
  require(read_multipart(bytes, 1) == whole);
  require(read_multipart(bytes, piece) == whole);
  const std::string encoded = read_urlencoded(bytes, size);
  require(read_urlencoded(bytes, 1) == encoded);
  require(read_urlencoded(bytes, piece) == encoded);
  std::string type = "multipart/form-data; boundary=";
  type += bytes.substr(0, 80);
  sen::desk::multipart_boundary(type);
  return 0;
}
