#include "ingest/print/words.h"

namespace sen::print {
namespace {

constexpr Words kEnglish = {
    .title = "Check report",
    .accepted = "Nothing stands in the way of this package",
    .refused = "This package needs mending before it can be handed in",
    .error = "error",
    .errors = "errors",
    .warning = "warning",
    .warnings = "warnings",
    .line = "line",
    .row = "row",
    .field = "field",
    .column = "column",
    .what = "What",
    .where = "Where",
    .why = "Why",
    .how = "How to fix it",
    .rule = "Rule",
    .compared = "Compare",
    .explained = "Explained by {name}, {time}",
    .amended = "Typed beside the package",
    .whole_package = "The package as a whole",
    .checked = "Checked {time} (UTC+7)",
    .nothing = "No findings.",
    .page = "Page {n} of {of}",
    .more = "{n} further findings are in the JSON report.",
    .signed_by = "Signed with the key {key} ({label}), sequence {sequence}",
    .counts =
        "Files: {files} · documents: {documents} · editions: {editions} · pictures: {images} · datasets: {datasets} · "
        "observations: {observations}",
};

constexpr Words kVietnamese = {
    .title = "Báo cáo kiểm tra",
    .accepted = "Gói không có lỗi nào cản trở",
    .refused = "Cần sửa gói trước khi gửi duyệt",
    .error = "lỗi",
    .errors = "lỗi",
    .warning = "cảnh báo",
    .warnings = "cảnh báo",
    .line = "dòng",
    .row = "hàng",
    .field = "trường",
    .column = "cột",
    .what = "Vấn đề",
    .where = "Vị trí",
    .why = "Vì sao",
    .how = "Cách sửa",
    .rule = "Quy tắc",
    .compared = "So sánh",
    .explained = "{name} giải thích, {time}",
    .amended = "Nội dung bổ sung kèm gói",
    .whole_package = "Toàn bộ gói",
    .checked = "Kiểm tra lúc {time} (giờ Hà Nội)",
    .nothing = "Không phát hiện vấn đề nào.",
    .page = "Trang {n}/{of}",
    .more = "Còn {n} phát hiện nữa trong báo cáo JSON.",
    .signed_by = "Ký bằng khoá {key} ({label}), số thứ tự {sequence}",
    .counts =
        "Tệp: {files} · tài liệu: {documents} · bản ngôn ngữ: {editions} · ảnh: {images} · bộ dữ liệu: {datasets} · "
        "số liệu: {observations}",
};

}  // namespace

const Words& words_in(ingest::MessageLanguage language) {
  return language == ingest::MessageLanguage::Vietnamese ? kVietnamese : kEnglish;
}

std::string filled(std::string pattern, const std::string& name, const std::string& value) {
  const std::string place = "{" + name + "}";
  if (const std::size_t at = pattern.find(place); at != std::string::npos) pattern.replace(at, place.size(), value);
  return pattern;
}

}  // namespace sen::print
