#include "ingest/catalogue/catalogue.h"

namespace sen::ingest::catalogue {
namespace {

using enum Severity;

constexpr RuleText kRules[] = {
    // Pictures.
    {Rule::ImageFormat, "image-format", Error, "the file is no picture in JPEG, PNG, WebP or GIF",
     "tệp không phải ảnh JPEG, PNG, WebP hay GIF", "save the picture as JPEG or PNG",
     "hãy lưu ảnh dưới dạng JPEG hoặc PNG"},
    {Rule::ImageTooLarge, "image-too-large", Error, "the picture is too large: {0}", "ảnh quá lớn: {0}",
     "at most 40 megapixels, 16,000 pixels a side and 20 MB", "tối đa 40 megapixel, mỗi cạnh 16.000 điểm ảnh và 20 MB"},
    {Rule::ImageDamaged, "image-damaged", Error, "the picture cannot be read: {0}", "không đọc được ảnh: {0}",
     "save it again", "hãy lưu lại ảnh"},
    {Rule::WorkerLimit, "worker-limit", Error, "reading the file was stopped: {0}", "việc đọc tệp bị dừng: {0}",
     "the file asks for too much; simplify it or save it again",
     "tệp đòi hỏi quá nhiều tài nguyên; hãy đơn giản hóa hoặc lưu lại"},
    {Rule::MissingAlt, "missing-alt", Warning, "the picture `{0}` has no alternative text in `{1}`",
     "ảnh `{0}` chưa có văn bản thay thế ở `{1}`", "fill in alt.{1} in images.csv",
     "hãy điền alt.{1} trong images.csv"},
    {Rule::UnusedImage, "unused-image", Warning, "no document uses the picture; it is not stored",
     "không tài liệu nào dùng ảnh này; ảnh không được lưu", "name it in a text, or leave it out",
     "hãy dùng ảnh trong bài, hoặc bỏ ra khỏi gói"},
    {Rule::BadFocus, "bad-focus", Error, "`{0}` is no focal point", "`{0}` không phải điểm lấy nét",
     "write two parts of width and height: 0.5,0.45", "hãy ghi hai phần của chiều rộng và chiều cao: 0.5,0.45"},
    {Rule::RightsExpired, "rights-expired", Warning, "the right to show the picture ended on {0}",
     "quyền sử dụng ảnh đã hết từ {0}", "replace the picture, or renew `rights_until`",
     "hãy thay ảnh, hoặc gia hạn `rights_until`"},
    // Tables.
    {Rule::RemoteResource, "remote-resource", Error, "`{0}` lies elsewhere and is not fetched",
     "`{0}` nằm ở nơi khác và không được tải về", "put the file into the package", "hãy đặt tệp vào trong gói"},
    {Rule::TableHeader, "table-header", Error,
     "the header does not fit the schema: `{0}` stands where `{1}` is declared",
     "dòng tiêu đề không khớp lược đồ: có `{0}` ở chỗ khai `{1}`", "rename the column or the field",
     "hãy đổi tên cột hoặc tên trường"},
    {Rule::TableQuotes, "table-quotes", Error, "a quoted cell is not closed, or text follows its end",
     "ô trong dấu nháy không được đóng, hoặc có chữ sau dấu đóng", "double the quotes within a cell: \"\"",
     "hãy viết đôi dấu nháy bên trong ô: \"\""},
    {Rule::TableColumns, "table-columns", Error, "the row has {0} cells; the header has {1}",
     "dòng có {0} ô; tiêu đề có {1} ô", "fill or remove cells", "hãy bổ sung hoặc bớt ô"},
    {Rule::TableEmpty, "table-empty", Warning, "the table has no rows", "bảng không có dòng nào",
     "add rows below the header, or leave the table out", "hãy thêm dòng dưới tiêu đề, hoặc bỏ bảng ra khỏi gói"},
    {Rule::BadPattern, "bad-pattern", Warning, "the pattern of `{0}` cannot be used and is not checked",
     "không dùng được mẫu của `{0}` nên không kiểm tra", "correct the regular expression in the schema, or remove it",
     "hãy sửa biểu thức chính quy trong lược đồ, hoặc bỏ nó"},
    {Rule::CellType, "cell-type", Error, "`{0}` is no {1}", "`{0}` không phải {1}",
     "correct the cell, declare another type in the schema, or list the text in \"missingValues\"",
     "hãy sửa ô này, khai kiểu khác trong lược đồ, hoặc ghi giá trị này vào \"missingValues\""},
    {Rule::CellRequired, "cell-required", Error, "a value is missing", "thiếu giá trị", "fill the cell",
     "hãy điền ô này"},
    {Rule::CellUnique, "cell-unique", Error, "`{0}` stands twice in a column whose values must differ",
     "`{0}` bị lặp trong cột yêu cầu giá trị khác nhau", "remove the repetition", "hãy bỏ giá trị lặp"},
    {Rule::CellConstraint, "cell-constraint", Error, "`{0}` breaks the rule {1}", "`{0}` vi phạm quy tắc {1}",
     "correct the cell, or the constraint in the schema", "hãy sửa ô này, hoặc sửa ràng buộc trong lược đồ"},
    {Rule::CellCode, "cell-code", Error, "`{0}` is not in the codelist {1}", "`{0}` không có trong danh mục {1}",
     "use a code of the list, or add it to \"codelists\"", "dùng mã có trong danh mục, hoặc thêm vào \"codelists\""},
    {Rule::CellPeriod, "cell-period", Error, "`{0}` is no period", "`{0}` không phải kỳ thời gian",
     "write 2024, 2024-Q1, 2024-11 or 2024-11-20", "hãy ghi 2024, 2024-Q1, 2024-11 hoặc 2024-11-20"},
    {Rule::DuplicateKey, "duplicate-key", Error,
     "the row repeats the dimensions and the period of an earlier one: `{0}`",
     "dòng lặp lại các chiều và kỳ của dòng trước: `{0}`", "keep one of them", "hãy giữ một dòng"},
    // Datasets.
    {Rule::BadDataflow, "bad-dataflow", Error, "`{0}` is no dataflow code", "`{0}` không phải mã bộ dữ liệu",
     "use A-Z, 0-9 and `_`, a letter first: EXPORTS", "dùng A-Z, 0-9 và `_`, bắt đầu bằng chữ: EXPORTS"},
    {Rule::MappingColumn, "mapping-column", Error, "the table has no column `{0}`", "bảng không có cột `{0}`",
     "write the name as it stands in the header", "hãy ghi tên đúng như ở dòng tiêu đề"},
    {Rule::MappingRole, "mapping-role", Error, "`{0}` is no role of a column", "`{0}` không phải vai trò của cột",
     "write dimension, time, measure or attribute", "hãy ghi dimension, time, measure hoặc attribute"},
    {Rule::MissingMeasure, "missing-measure", Error, "no column is mapped as measure",
     "chưa có cột nào được khai là measure", "give one column \"role\": \"measure\"",
     "hãy khai \"role\": \"measure\" cho một cột"},
    {Rule::ProposedMapping, "proposed-mapping", Warning, "the table has no mapping; proposed: {0}",
     "bảng chưa có ánh xạ; đề xuất: {0}", "add it as \"sen\" to the resource", "hãy thêm vào \"sen\" của tài nguyên"},
    {Rule::TableNotStored, "table-not-stored", Warning, "the table cannot be read as statistics and is not stored: {0}",
     "bảng không đọc được như số liệu nên không được lưu: {0}", "map its columns with \"sen\"",
     "hãy ánh xạ các cột bằng \"sen\""},
    {Rule::ChartWithoutDataset, "chart-without-dataset", Warning,
     "the table `{0}` is not shown: it is not stored as a dataset",
     "bảng `{0}` không được hiển thị vì không được lưu thành bộ dữ liệu", "describe it in datapackage.json",
     "hãy mô tả bảng trong datapackage.json"},
    {Rule::TooManyObservations, "too-many-observations", Error, "more than {0} figures in one package",
     "nhiều hơn {0} số liệu trong một gói", "split the package", "hãy chia nhỏ gói"},
    // What only the store knows.
    {Rule::DatasetOfAnother, "dataset-of-another", Error, "the dataflow `{0}` belongs to `{1}`",
     "bộ dữ liệu `{0}` thuộc về `{1}`", "choose another code", "hãy chọn mã khác"},
    {Rule::EmbargoOnUpdate, "embargo-on-update", Warning,
     "the document is public already: this change of it waits until the embargo ends, and what is public stays",
     "tài liệu đã công bố: thay đổi này chờ đến khi hết lệnh cấm công bố, nội dung đang công bố giữ nguyên",
     "to take the document back, hand in a withdrawal", "nếu muốn gỡ tài liệu, hãy gửi yêu cầu rút bài"},
    {Rule::WithdrawalNeedsPublish, "withdrawal-needs-publish", Error,
     "a withdrawal takes effect only when it is published", "việc rút bài chỉ có hiệu lực khi được công bố",
     "hand it in with --publish", "hãy gửi với --publish"},
    {Rule::DocumentWaits, "document-waits", Warning,
     "the document is public: what changes in it waits for approval, its own fields and pictures as a proposal",
     "tài liệu đã công bố: thay đổi phải chờ duyệt, các trường và ảnh chung được duyệt như một đề nghị",
     "ask an approver to look at it", "hãy báo cho người duyệt"},
};

}  // namespace

std::span<const RuleText> table_rules() {
  return kRules;
}

}  // namespace sen::ingest::catalogue
