#include "ingest/catalogue/catalogue.h"

namespace sen::ingest::catalogue {
namespace {

constexpr WhyText kReasons[] = {
    // Pictures.
    {Rule::ImageFormat, "other formats are not shown by every browser, or can run programs",
     "các định dạng khác không hiển thị được trên mọi trình duyệt, hoặc có thể chạy chương trình"},
    {Rule::ImageTooLarge, "making its sizes for phones would take memory and time from everybody",
     "tạo các cỡ ảnh cho điện thoại sẽ chiếm bộ nhớ và thời gian của mọi người"},
    {Rule::ImageDamaged, "readers would see half a picture or none",
     "bạn đọc sẽ thấy ảnh bị thiếu hoặc không thấy ảnh"},
    {Rule::WorkerLimit, "a file that asks for so much would hold up everybody who waits",
     "tệp đòi hỏi nhiều như vậy sẽ làm chậm mọi người đang chờ"},
    {Rule::MissingAlt, "readers who do not see the picture hear this text instead; without it they learn nothing of it",
     "người không nhìn thấy ảnh sẽ nghe đoạn mô tả này; thiếu nó, họ không biết ảnh có gì"},
    {Rule::MissingCredit,
     "a picture without a source is not used again by the press, and its author has a right to be named",
     "báo chí không dùng lại ảnh không rõ nguồn, và tác giả có quyền được ghi tên"},
    {Rule::UnusedImage, "nothing is stored that no page shows", "hệ thống không lưu tệp mà không trang nào dùng"},
    {Rule::BadFocus, "phones cut the picture around this point", "điện thoại cắt ảnh quanh điểm này"},
    {Rule::RightsExpired, "readers are not shown a picture whose right has ended",
     "bạn đọc không được xem ảnh đã hết quyền sử dụng"},
    // Tables.
    {Rule::RemoteResource, "what lies elsewhere can change or vanish after it was approved",
     "tệp nằm ở nơi khác có thể thay đổi hoặc biến mất sau khi đã duyệt"},
    {Rule::TableHeader, "figures would be read under another column's name", "số liệu sẽ bị đọc theo tên của cột khác"},
    {Rule::TableQuotes, "the cells behind it would be read as one", "các ô phía sau sẽ bị đọc dính thành một"},
    {Rule::TableColumns, "the figures of the row would stand in other columns", "số liệu trong dòng sẽ nằm sai cột"},
    {Rule::TableEmpty, "readers would open an empty table", "bạn đọc sẽ mở ra một bảng trống"},
    {Rule::BadPattern, "mistakes that it should catch go through", "những lỗi mà mẫu này cần phát hiện sẽ bị bỏ qua"},
    {Rule::CellType, "a figure that is read wrongly is published wrongly", "số đọc sai thì công bố sai"},
    {Rule::CellRequired, "the table's own schema says that there is always a value",
     "chính lược đồ của bảng quy định luôn phải có giá trị"},
    {Rule::CellUnique, "two rows would say different things of the same", "hai dòng sẽ nói khác nhau về cùng một thứ"},
    {Rule::CellReference, "the row speaks of something that the package does not have",
     "dòng này nói đến thứ không có trong gói"},
    {Rule::BadForeignKey, "mistakes that it should catch go through",
     "những lỗi mà khóa này cần phát hiện sẽ bị bỏ qua"},
    {Rule::CellConstraint, "the table's own schema excludes this value", "chính lược đồ của bảng loại trừ giá trị này"},
    {Rule::CellCode, "ranking organisations compare by code; an unknown one is counted nowhere",
     "các tổ chức xếp hạng so sánh theo mã; mã lạ sẽ không được tính"},
    {Rule::CellPeriod, "a figure without a clear period stands in no time series",
     "số liệu không rõ kỳ thì không xếp được vào chuỗi thời gian"},
    {Rule::DuplicateKey, "two figures for the same place and time cannot both be right",
     "hai số liệu cho cùng nơi, cùng kỳ không thể cùng đúng"},
    // Datasets.
    {Rule::BadDataflow, "machines ask for the dataset by this code, in SDMX and in addresses",
     "máy tra cứu bộ dữ liệu theo mã này, trong SDMX và trong địa chỉ"},
    {Rule::RepeatedDataflow, "one code names one dataset for all who use it",
     "mỗi mã chỉ dùng cho một bộ dữ liệu đối với mọi nơi sử dụng"},
    {Rule::MappingColumn, "without the column its figures cannot be found", "không có cột thì không tìm được số liệu"},
    {Rule::MappingRole, "the role says whether a column is place, time or figure",
     "vai trò cho biết cột là nơi chốn, thời gian hay số liệu"},
    {Rule::MissingMeasure, "a statistic without a figure says nothing", "số liệu thống kê phải có cột số"},
    {Rule::ProposedMapping, "what a column means is a guess until somebody says so",
     "ý nghĩa của cột chỉ là phỏng đoán cho đến khi có người xác nhận"},
    {Rule::PlainTable, "ranking organisations take statistics only", "các tổ chức xếp hạng chỉ lấy số liệu thống kê"},
    {Rule::TableNotStored, "a figure whose meaning is not clear is better not published",
     "số liệu không rõ nghĩa thì chưa nên công bố"},
    {Rule::ChartWithoutDataset, "readers would see a gap where the table is named",
     "bạn đọc sẽ thấy chỗ trống ở nơi nhắc đến bảng"},
    {Rule::TooManyObservations, "a package is stored whole or not at all, in one step that must stay short",
     "một gói được lưu trọn vẹn hoặc không lưu gì, trong một bước phải thật ngắn"},
    {Rule::TablesTooLarge, "a package is stored whole or not at all, in one step that must stay short",
     "một gói được lưu trọn vẹn hoặc không lưu gì, trong một bước phải thật ngắn"},
    // What only the store knows.
    {Rule::DatasetOfAnother, "only the organisation that answers for a dataset changes it",
     "chỉ cơ quan chịu trách nhiệm về bộ dữ liệu mới được sửa"},
    {Rule::StructureWaits, "machines read public figures by these columns; they cannot change behind an approval",
     "máy đang đọc số liệu công khai theo các cột này; không thể đổi trong lúc chờ duyệt"},
    {Rule::EmbargoOnUpdate, "what is public cannot be made unknown again by an embargo",
     "nội dung đã công khai không thể trở lại bí mật bằng lệnh cấm công bố"},
    {Rule::WithdrawalNeedsPublish, "a withdrawal that waits would leave the text public meanwhile",
     "yêu cầu rút bài nếu phải chờ thì bài vẫn công khai trong lúc đó"},
    {Rule::DocumentWaits, "what the public reads changes only after approval",
     "nội dung công chúng đang đọc chỉ thay đổi sau khi được duyệt"},
    {Rule::NearDuplicate,
     "two organisations that say the same twice confuse readers; one text in both names is stronger",
     "hai cơ quan cùng đăng một nội dung làm bạn đọc lúng túng; một bài chung tên hai cơ quan sẽ thuyết phục hơn"},
    {Rule::TopicOverlap, "readers expect one voice on one matter; differing texts are quoted against each other",
     "bạn đọc mong một tiếng nói thống nhất về một việc; các bài khác nhau dễ bị dẫn ra để đối chiếu nhau"},
    // What only the desk knows.
    {Rule::PackageOfAnother, "nobody publishes in the name of an organisation without being of it",
     "không ai được công bố thay tên cơ quan mà mình không thuộc về"},
};

}  // namespace

std::span<const WhyText> table_reasons() {
  return kReasons;
}

}  // namespace sen::ingest::catalogue
