#include "ingest/catalogue/catalogue.h"

namespace sen::ingest::catalogue {
namespace {

constexpr WhyText kReasons[] = {
    // The package and its archive.
    {Rule::UnreadablePackage, "without its files nothing of it can be checked or stored",
     "không đọc được tệp thì không thể kiểm tra hay lưu nội dung nào"},
    {Rule::NotAPackage, "only these three can be opened safely and in the same way on every machine",
     "chỉ ba dạng này mở được an toàn và giống nhau trên mọi máy"},
    {Rule::ArchiveDamaged, "a file that arrived incomplete must not be published in part",
     "tệp nhận được không trọn vẹn thì không được công bố một phần"},
    {Rule::ArchiveEncrypted, "what cannot be read cannot be checked, reviewed or approved",
     "nội dung không đọc được thì không thể kiểm tra, biên tập hay duyệt"},
    {Rule::ArchiveMismatch, "two programs would unpack two different packages from it; it is not clear which was meant",
     "hai chương trình có thể giải nén ra hai gói khác nhau; không rõ gói nào là đúng"},
    {Rule::ArchiveOverlap, "sound archives have no such places; they are a known way to hide or multiply content",
     "tệp nén lành mạnh không có chỗ như vậy; đây là cách giấu hoặc nhân bội dữ liệu đã biết"},
    {Rule::ArchiveUnsupported, "others could not open the archive, now or in many years",
     "người khác có thể không mở được tệp nén, hiện nay cũng như nhiều năm sau"},
    {Rule::EntryName, "the name could point outside the package, or cannot be kept on every system",
     "tên này có thể trỏ ra ngoài gói, hoặc không lưu được trên mọi hệ thống"},
    {Rule::EntryDuplicate, "on many systems one of the two would overwrite the other unseen",
     "trên nhiều hệ thống, tệp này sẽ ghi đè tệp kia mà không ai biết"},
    {Rule::EntryType, "it could lead outside the package, to files of the server",
     "mục này có thể dẫn ra ngoài gói, tới tệp của máy chủ"},
    {Rule::NestedArchive, "what is in an archive within the archive is not seen by reviewers",
     "người biên tập không nhìn thấy nội dung của tệp nén nằm trong gói"},
    {Rule::TooManyEntries, "the check must stay quick for everybody who waits",
     "việc kiểm tra phải nhanh cho mọi người đang chờ"},
    {Rule::PackageTooLarge, "the check must stay quick for everybody who waits",
     "việc kiểm tra phải nhanh cho mọi người đang chờ"},
    {Rule::UnpackedTooLarge, "the server's disk is shared; a small file must not fill it",
     "ổ đĩa của máy chủ dùng chung; một tệp nhỏ không được làm đầy"},
    {Rule::EntryRatio, "so much is packed into few bytes only in files that are made to harm",
     "chỉ tệp cố ý gây hại mới nén được nhiều đến vậy"},
    {Rule::FileTooLarge, "readers on a slow line could not open it, and the check must stay quick",
     "bạn đọc có đường truyền chậm không mở được, và việc kiểm tra phải nhanh"},
    {Rule::IgnoredFile, "nothing is stored that no page, picture or table shows",
     "hệ thống không lưu tệp mà không trang, ảnh hay bảng nào dùng"},
    {Rule::XmlDoctype, "such a declaration can make a program that reads the file fetch or leak others",
     "khai báo này có thể khiến chương trình đọc tệp tải về hoặc làm lộ tệp khác"},
    {Rule::EmptyPackage, "there would be nothing to review or publish", "không có gì để biên tập hay công bố"},
    // Manifest, document.yaml, front matter, images.csv: their form.
    {Rule::MissingManifest, "it says who hands in what, under which licence",
     "tệp này cho biết ai gửi, gửi gì và theo giấy phép nào"},
    {Rule::Syntax, "what is written behind that place would be guessed, and guesses are not published",
     "phần sau chỗ đó chỉ có thể đoán, mà không công bố điều phỏng đoán"},
    {Rule::TextEncoding, "letters with marks would reach readers as wrong signs",
     "chữ có dấu sẽ hiển thị sai với bạn đọc"},
    {Rule::ControlCharacter, "it cannot be seen, and can change how a text is shown or read aloud",
     "ký tự này không nhìn thấy được, và có thể làm sai cách hiển thị hoặc đọc bài"},
    {Rule::UnknownField, "what it says is not used, so readers will not see it",
     "nội dung của trường này không được dùng nên bạn đọc sẽ không thấy"},
    {Rule::MisspeltField,
     "it looks like a field that decides what is published, or when: it must not be left out unseen",
     "tên này giống một trường quyết định nội dung hoặc thời điểm công bố, nên không thể tự bỏ qua"},
    {Rule::WrongKind, "another kind of value could only be guessed at", "giá trị kiểu khác chỉ có thể phỏng đoán"},
    {Rule::UnsupportedFormat, "a newer format may mean other things by the same words",
     "định dạng mới hơn có thể dùng cùng tên trường với nghĩa khác"},
    // What a manifest says.
    {Rule::MissingOrganisation, "every text is published in the name of an organisation that answers for it",
     "mọi bài đều được công bố dưới tên cơ quan chịu trách nhiệm"},
    {Rule::UnknownOrganisation, "every text is published in the name of an organisation that answers for it",
     "mọi bài đều được công bố dưới tên cơ quan chịu trách nhiệm"},
    {Rule::UnknownLicence, "editors and machines abroad use again only what has a licence that they know",
     "báo chí và hệ thống nước ngoài chỉ dùng lại nội dung có giấy phép mà họ nhận biết được"},
    // Repairs.
    {Rule::RepairedName, "the name stands in the log and in addresses, which have these characters only",
     "tên được ghi trong nhật ký và địa chỉ, nơi chỉ dùng các ký tự này"},
    {Rule::RepairedOrganisation, "every text is published in the name of an organisation that answers for it",
     "mọi bài đều được công bố dưới tên cơ quan chịu trách nhiệm"},
    {Rule::RepairedLicence, "without a clear licence the press abroad may not use texts, pictures and figures again",
     "không có giấy phép rõ ràng thì báo chí nước ngoài không được dùng lại bài, ảnh và số liệu"},
    {Rule::RepairedManifest, "it is looked for in one place, so that everybody finds it",
     "tệp này có một vị trí cố định để ai cũng tìm thấy"},
    {Rule::RepairedPath, "the file that was taken may be another one than was meant",
     "tệp được dùng có thể không phải tệp định dùng"},
    {Rule::RepairedPlace, "readers look for news of a province under its name of today",
     "bạn đọc tìm tin của một tỉnh theo tên hiện nay"},
    {Rule::RepairedBom, "some programs show the mark as a wrong sign",
     "một số chương trình hiển thị dấu này thành ký tự lạ"},
    {Rule::RepairedEncoding, "an encoding that is guessed can turn letters with marks into others",
     "bảng mã phỏng đoán có thể làm sai chữ có dấu"},
    {Rule::RepairedDelimiter, "a wrong sign between columns moves figures into other columns",
     "dấu ngăn sai sẽ đẩy số liệu sang cột khác"},
    {Rule::RepairedDecimalComma, "`1,5` read with a decimal point would be another figure",
     "`1,5` nếu đọc theo dấu chấm thập phân sẽ thành số khác"},
};

}  // namespace

std::span<const WhyText> package_reasons() {
  return kReasons;
}

}  // namespace sen::ingest::catalogue
