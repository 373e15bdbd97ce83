#include "ingest/intake/template.h"

#include <archive.h>
#include <archive_entry.h>

#include <memory>
#include <string_view>

namespace sen::intake {
namespace {

constexpr std::size_t kEnough = std::size_t{64} * 1024;
constexpr unsigned kPlainFile = 0644;

constexpr std::string_view kDocument =
    "# Said once for all languages / Thông tin chung cho mọi ngôn ngữ\n"
    "type: news\n"
    "topics: [economy]\n";

constexpr std::string_view kVietnamese =
    "---\n"
    "title: Tiêu đề bài viết\n"
    "summary: Một câu tóm tắt nội dung chính.\n"
    "---\n\n"
    "Viết nội dung bài ở đây. Mỗi đoạn cách nhau một dòng trống.\n\n"
    "## Tiêu đề mục\n\n"
    "Mỗi ngôn ngữ là một tệp cùng thư mục: vi.md, en.md, zh.md …\n";

constexpr std::string_view kEnglish =
    "---\n"
    "title: The title of the article\n"
    "summary: One sentence that says what it is about.\n"
    "translates: vi\n"
    "---\n\n"
    "Write the text here. A blank line parts two paragraphs.\n\n"
    "## A heading\n\n"
    "Each language is a file in the same folder: vi.md, en.md, zh.md …\n";

constexpr std::string_view kReadMe =
    "Đổi tên thư mục articles/my-article cho mỗi bài (chữ thường không dấu, nối bằng dấu gạch ngang), sửa các tệp, đặt "
    "ảnh "
    "vào thư mục images rồi nén tất cả lại.\n\n"
    "Rename the folder articles/my-article for each article (lower-case letters, joined by hyphens), change the files, "
    "put "
    "pictures into a folder images, and pack all of it.\n";

std::string manifest(const content::OrganisationCode& organisation) {
  return "{\n"
         "  \"name\": \"" +
         organisation.value +
         "-package\",\n"
         "  \"title\": \"My package\",\n"
         "  \"version\": \"1\",\n"
         "  \"licenses\": [{\"name\": \"CC-BY-4.0\"}],\n"
         "  \"sen\": {\"format\": 1, \"organisation\": \"" +
         organisation.value +
         "\"},\n"
         "  \"resources\": []\n"
         "}\n";
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
  bool good = archive_write_set_format_zip(out.get()) == ARCHIVE_OK &&
              archive_write_open_memory(out.get(), zip.data(), zip.size(), &used) == ARCHIVE_OK;
  good = good && add(out.get(), "datapackage.json", manifest(organisation)) && add(out.get(), "README.txt", kReadMe) &&
         add(out.get(), "articles/my-article/document.yaml", kDocument) &&
         add(out.get(), "articles/my-article/vi.md", kVietnamese) &&
         add(out.get(), "articles/my-article/en.md", kEnglish) && archive_write_close(out.get()) == ARCHIVE_OK;
  if (!good) return Error(ErrorCode::Storage, "the template of a package cannot be packed");
  zip.resize(used);
  return zip;
}

}  // namespace sen::intake
