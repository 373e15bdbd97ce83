#include "ingest/intake/template.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>

#include "engine/base/bytes.h"

namespace sen::intake {
namespace {

constexpr std::size_t kEnough = std::size_t{64} * 1024;
constexpr unsigned kPlainFile = 0644;

constexpr std::string_view kDocument =
    "# Said once for all languages / Thông tin chung cho mọi ngôn ngữ\n"
    "type: news\n"
    "topics: [economy]\n"
    "image: images/sample.png\n";

constexpr std::string_view kVietnamese =
    "---\n"
    "title: Tiêu đề bài viết (mẫu)\n"
    "summary: Một câu tóm tắt nội dung chính.\n"
    "---\n\n"
    "Viết nội dung bài ở đây. Mỗi đoạn cách nhau một dòng trống.\n\n"
    "## Tiêu đề mục\n\n"
    "Mỗi ngôn ngữ là một tệp cùng thư mục: vi.md, en.md, zh.md …\n\n"
    "![](images/sample.png)\n\n"
    "![](tables/my-table.csv)\n";

constexpr std::string_view kEnglish =
    "---\n"
    "title: The title of the article (sample)\n"
    "summary: One sentence that says what it is about.\n"
    "translates: vi\n"
    "---\n\n"
    "Write the text here. A blank line parts two paragraphs.\n\n"
    "## A heading\n\n"
    "Each language is a file in the same folder: vi.md, en.md, zh.md …\n\n"
    "![](images/sample.png)\n\n"
    "![](tables/my-table.csv)\n";

constexpr std::string_view kPictures =
    "file,credit,licence,alt.vi,alt.en,caption.vi,caption.en\n"
    "images/sample.png,Sen (ảnh mẫu / sample),CC0-1.0,Ảnh mẫu: một khung màu xanh,Sample picture: a blue frame,"
    "Ảnh mẫu: thay bằng ảnh của bạn.,Sample picture: put yours in its place.\n";

constexpr std::string_view kTable =
    "year,province,visitors\n"
    "2024,01,1200\n"
    "2024,79,3400\n"
    "2025,01,1350\n"
    "2025,79,3600\n";

/// A frame, 400 × 200 pixels, PNG.
constexpr auto kPicture = std::to_array<unsigned char>(
    {0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x01,
     0x90, 0x00, 0x00, 0x00, 0xc8, 0x01, 0x03, 0x00, 0x00, 0x00, 0xfc, 0xdb, 0x25, 0xa1, 0x00, 0x00, 0x00, 0x06, 0x50,
     0x4c, 0x54, 0x45, 0x0b, 0x4f, 0x6c, 0xd6, 0xe8, 0xf0, 0xc6, 0xed, 0x0c, 0x55, 0x00, 0x00, 0x00, 0x37, 0x49, 0x44,
     0x41, 0x54, 0x78, 0x9c, 0xed, 0xcb, 0xa1, 0x01, 0x00, 0x00, 0x08, 0x03, 0xa0, 0xfd, 0xff, 0xb4, 0x26, 0xbb, 0xeb,
     0xd0, 0x49, 0x80, 0xc2, 0x54, 0x14, 0x45, 0x51, 0x14, 0x45, 0x51, 0x14, 0x45, 0x51, 0x14, 0x45, 0x51, 0x14, 0x45,
     0x51, 0x14, 0x45, 0x51, 0x14, 0x45, 0x51, 0x14, 0x45, 0x51, 0x94, 0x2b, 0xc0, 0xd3, 0x02, 0x1f, 0x4a, 0x13, 0x93,
     0x8d, 0x36, 0x22, 0xb6, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82});

constexpr std::string_view kReadMe =
    "Đổi tên thư mục articles/my-article cho mỗi bài (chữ thường không dấu, nối bằng dấu gạch ngang) và sửa các tệp. "
    "Đặt "
    "ảnh vào thư mục images, mỗi ảnh một hàng trong images.csv; bảng số liệu vào thư mục tables, mỗi bảng một mục "
    "trong "
    "datapackage.json. Bài, ảnh và bảng ở đây là mẫu: thay hoặc xoá đi, rồi nén tất cả lại.\n\n"
    "Rename the folder articles/my-article for each article (lower-case letters, joined by hyphens) and change the "
    "files. "
    "Put pictures into the folder images, each with a row in images.csv, and tables into the folder tables, each with "
    "an "
    "entry in datapackage.json. The article, the picture and the table here are samples: replace or remove them, and "
    "pack "
    "all of it.\n";

/// Of the table: a dataflow belongs to the organisation that first hands it in, so each has one of its own. A code that
/// a dataflow's may not hold as it is (`ingest/dataset_mapping.cc`: at most 50, a letter first) is told by its hash.
std::string dataflow(const content::OrganisationCode& organisation) {
  constexpr std::string_view kEnd = "_MY_TABLE";
  constexpr std::size_t kMost = 50 - kEnd.size();
  constexpr std::size_t kHashDigits = 8;
  const auto in_capitals = [](std::string_view letters) {
    std::string out;
    for (const char letter : letters)
      out += letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter == '-' ? '_' : letter;
    return out;
  };
  std::string code = in_capitals(organisation.value);
  const bool letter_first = !code.empty() && code.front() >= 'A' && code.front() <= 'Z';
  if (!letter_first) code.insert(0, "O_");
  if (!letter_first || code.size() > kMost) {
    code.resize(std::min(code.size(), kMost - kHashDigits - 1));
    code += "_" + in_capitals(to_hex(sha256(organisation.value)).substr(0, kHashDigits));
  }
  return code.append(kEnd);
}

std::string manifest(const content::OrganisationCode& organisation) {
  return R"({
  "name": ")" +
         organisation.value + R"(-package",
  "title": "My package",
  "version": "1",
  "licenses": [{"name": "CC-BY-4.0"}],
  "sen": {"format": 1, "organisation": ")" +
         organisation.value + R"("},
  "resources": [
    {
      "name": "my-table",
      "path": "tables/my-table.csv",
      "schema": {"fields": [
        {"name": "year", "type": "year"},
        {"name": "province", "type": "string"},
        {"name": "visitors", "type": "integer", "constraints": {"minimum": 0}}
      ]},
      "sen": {
        "dataflow": ")" +
         dataflow(organisation) + R"(",
        "title": {"vi": "Bảng mẫu: khách tham quan theo tỉnh", "en": "Sample table: visitors by province"},
        "description": {"vi": "Số liệu mẫu, không có thật.", "en": "Sample figures, made up."},
        "topics": ["economy"],
        "columns": {
          "year": {"role": "time"},
          "province": {"role": "dimension", "codelist": "CL_PROVINCE"},
          "visitors": {"role": "measure", "unit": "PERSONS"}
        }
      }
    }
  ]
}
)";
}

bool add(archive* out, const char* name, std::string_view bytes) {
  const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(), archive_entry_free);
  archive_entry_set_pathname(entry.get(), name);
  archive_entry_set_size(entry.get(), static_cast<la_int64_t>(bytes.size()));
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), kPlainFile);
  return archive_write_header(out, entry.get()) == ARCHIVE_OK &&
         archive_write_data(out, bytes.data(), bytes.size()) == static_cast<la_ssize_t>(bytes.size());
}

}  // namespace

Result<std::string> package_template(const content::OrganisationCode& organisation) {
  const std::unique_ptr<archive, decltype(&archive_write_free)> out(archive_write_new(), archive_write_free);
  std::string zip(kEnough, '\0');
  std::size_t used = 0;
  const std::string_view picture(reinterpret_cast<const char*>(kPicture.data()), kPicture.size());
  bool good = archive_write_set_format_zip(out.get()) == ARCHIVE_OK &&
              archive_write_open_memory(out.get(), zip.data(), zip.size(), &used) == ARCHIVE_OK;
  good = good && add(out.get(), "datapackage.json", manifest(organisation)) && add(out.get(), "README.txt", kReadMe) &&
         add(out.get(), "articles/my-article/document.yaml", kDocument) &&
         add(out.get(), "articles/my-article/vi.md", kVietnamese) &&
         add(out.get(), "articles/my-article/en.md", kEnglish) && add(out.get(), "images.csv", kPictures) &&
         add(out.get(), "images/sample.png", picture) && add(out.get(), "tables/my-table.csv", kTable) &&
         archive_write_close(out.get()) == ARCHIVE_OK;
  if (!good) return Error(ErrorCode::Storage, "the template of a package cannot be packed");
  zip.resize(used);
  return zip;
}

}  // namespace sen::intake
