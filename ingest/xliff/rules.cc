#include "ingest/xliff/rules.h"

#include <array>

namespace sen::xliff {
namespace {

using ingest::Severity;

struct Text {
  std::string_view code;
  Severity severity;
  std::string_view english, vietnamese, english_hint, vietnamese_hint;
};

/// In the order of Rule.
constexpr std::array kTexts = std::to_array<Text>({
    {"xliff-other-document", Severity::Error, "the file translates `{1}`, not `{0}`",
     "tệp dịch `{1}`, không phải `{0}`", "upload it for the document it belongs to", "hãy tải lên cho đúng tài liệu"},
    {"xliff-other-languages", Severity::Error, "the file is from `{1}`, not from `{0}`",
     "tệp dịch từ `{1}`, không phải từ `{0}`", "upload it for the language it was ordered for",
     "hãy tải lên cho đúng ngôn ngữ đã yêu cầu"},
    {"xliff-source-changed", Severity::Warning, "the source text has changed since the file was exported",
     "văn bản nguồn đã thay đổi từ khi xuất tệp", "compare the translation with the source of today",
     "hãy đối chiếu bản dịch với bản nguồn hiện nay"},
    {"xliff-unknown-unit", Severity::Warning, "the document has no such paragraph: its translation is not used",
     "tài liệu không có đoạn này: bản dịch của đoạn không được dùng", "export the document again",
     "hãy xuất lại tài liệu"},
    {"xliff-untranslated", Severity::Warning, "there is no translation: the source text stays",
     "chưa có bản dịch: giữ nguyên văn bản nguồn", "translate it, or leave it if it is the same in both languages",
     "hãy dịch, hoặc để nguyên nếu hai ngôn ngữ giống nhau"},
    {"xliff-missing-code", Severity::Error, "the translation has lost the mark {0}", "bản dịch thiếu dấu định dạng {0}",
     "put the code back where its words are", "hãy đặt lại mã vào đúng chỗ"},
    {"xliff-unknown-code", Severity::Error, "the code {0} is not in the source", "mã {0} không có trong văn bản nguồn",
     "remove it", "hãy bỏ mã này"},
    {"xliff-crossed-codes", Severity::Error,
     "the codes are not within each other: one begins before and ends within another",
     "các mã đan chéo nhau: một mã mở trước nhưng đóng bên trong mã khác", "put begin and end of each code in order",
     "hãy sắp lại thứ tự mở và đóng của các mã"},
    {"xliff-lost-mark", Severity::Warning, "a mark would not be shown as in the source: {0}",
     "một dấu định dạng sẽ không hiển thị như bản nguồn: {0}", "put a blank or take the punctuation out of the mark",
     "hãy thêm dấu cách hoặc đưa dấu câu ra ngoài"},
});

std::string filled(std::string_view pattern, std::initializer_list<std::string_view> values) {
  std::string out(pattern);
  std::size_t number = 0;
  for (const std::string_view value : values) {
    const std::string place = "{" + std::to_string(number++) + "}";
    for (std::size_t at = out.find(place); at != std::string::npos; at = out.find(place, at + value.size()))
      out.replace(at, place.size(), value);
  }
  return out;
}

}  // namespace

ingest::Finding make_finding(Rule rule, ingest::MessageLanguage language, std::string_view file, int line,
                             std::string_view unit, std::initializer_list<std::string_view> values) {
  const Text& text = kTexts[static_cast<std::size_t>(rule)];
  const bool vietnamese = language == ingest::MessageLanguage::Vietnamese;
  ingest::Finding finding;
  finding.severity = text.severity;
  finding.file = file;
  if (line > 0) finding.line = static_cast<std::uint64_t>(line);
  finding.field = unit;
  finding.rule = text.code;
  finding.message = filled(vietnamese ? text.vietnamese : text.english, values);
  finding.hint = vietnamese ? text.vietnamese_hint : text.english_hint;
  return finding;
}

}  // namespace sen::xliff
