#include "engine/desk/form/form.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "engine/desk/form/multipart.h"
#include "tests/support/temporary_folder.h"

// Of tests/fuzz/form_fuzz.cc; it aborts on a violation.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace sen::desk {
namespace {

using Kind = FormFault::Kind;

class FormTest : public testing::Test {
 protected:
  ReadForm read(const std::string& content_type, const std::string& body, const FormLimits& limits = {}) {
    http::Request request;
    request.headers = {{"Content-Type", content_type}};
    request.body = body;
    return read_form(request, limits, folder_.path()).value();
  }
  ReadForm urlencoded(const std::string& body, const FormLimits& limits = {}) {
    return read("application/x-www-form-urlencoded", body, limits);
  }
  ReadForm multipart(const std::string& body, const FormLimits& limits = {}) {
    return read("multipart/form-data; boundary=b", body, limits);
  }
  static std::string part(const std::string& disposition, const std::string& value) {
    return "--b\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + value + "\r\n";
  }
  static FormLimits with_files(std::size_t files, std::uint64_t bytes) {
    FormLimits limits;
    limits.files = files;
    limits.file_bytes = bytes;
    return limits;
  }
  std::size_t spooled() {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder_.path()), {}));
  }
  sen::test::TemporaryFolder folder_;
};

TEST_F(FormTest, ReadsAnUrlencodedForm) {
  const ReadForm read = urlencoded("name=L%C3%AA+Lan&role=editor&role=approver&text=a%0D%0Ab&empty=");

  ASSERT_FALSE(read.fault);
  EXPECT_EQ(read.form.value("name"), "Lê Lan");
  EXPECT_EQ(read.form.values("role"), (std::vector<std::string_view>{"editor", "approver"}));
  EXPECT_EQ(read.form.value("text"), "a\nb");
  EXPECT_TRUE(read.form.has("empty"));
  EXPECT_FALSE(read.form.has("absent"));
}

TEST_F(FormTest, ReadsTextInNormalForm) {
  EXPECT_EQ(urlencoded("name=e%CC%82").form.value("name"), "ê");
}

TEST_F(FormTest, NamesTheFieldThatIsWrong) {
  FormLimits limits;
  limits.field_bytes = 5;
  const std::vector<std::tuple<std::string, Kind, std::string>> cases = {
      {"title=abcdef", Kind::FieldTooLong, "title"}, {"a=1&title=%FF", Kind::NotText, "title"},
      {"title=a%00b", Kind::NotText, "title"},       {"title=%4", Kind::Malformed, "title"},
      {"title", Kind::Malformed, "title"},           {"=1", Kind::Malformed, ""}};
  for (const auto& [body, kind, field] : cases) {
    const ReadForm read = urlencoded(body, limits);
    ASSERT_TRUE(read.fault) << body;
    EXPECT_EQ(read.fault->kind, kind) << body;
    EXPECT_EQ(read.fault->field, field) << body;
  }
}

TEST_F(FormTest, TakesFilesToTheSpoolAndRemovesThemWithTheForm) {
  const std::string bytes = "PK\r\n--\r\n--c" + std::string(100'000, 'x') + "\r\n--";
  {
    const ReadForm read = multipart(part("name=\"note\"", "xin chào") +
                                        part("name=\"package\"; filename=\"C:\\gói\\bài.zip\"", bytes) + "--b--\r\n",
                                    with_files(1, 200'000));

    ASSERT_FALSE(read.fault);
    EXPECT_EQ(read.form.value("note"), "xin chào");
    const FormFile* file = read.form.file("package");
    ASSERT_NE(file, nullptr);
    EXPECT_EQ(file->name, "bài.zip");
    std::ifstream in(file->path(), std::ios::binary);
    EXPECT_EQ(std::string((std::istreambuf_iterator<char>(in)), {}), bytes);
    EXPECT_EQ(spooled(), 1U);
  }
  EXPECT_EQ(spooled(), 0U);
}

TEST_F(FormTest, SkipsAFileFieldThatWasLeftEmpty) {
  const ReadForm read = multipart(part("name=\"package\"; filename=\"\"", "") + "--b--", with_files(1, 10));

  ASSERT_FALSE(read.fault);
  EXPECT_EQ(read.form.file("package"), nullptr);
}

TEST_F(FormTest, RefusesWhatIsBeyondItsLimitsAndNamesTheField) {
  FormLimits few;
  few.fields = 2;
  const std::string file = part("name=\"package\"; filename=\"a.zip\"", "0123456789");

  EXPECT_EQ(multipart(file + "--b--", with_files(1, 9)).fault->kind, Kind::FileTooLarge);
  EXPECT_EQ(multipart(file + "--b--", with_files(1, 9)).fault->field, "package");
  EXPECT_EQ(multipart(file + file + "--b--", with_files(1, 10)).fault->kind, Kind::TooManyFiles);
  EXPECT_EQ(multipart(file + "--b--").fault->kind, Kind::TooManyFiles) << "a form that takes no files";
  EXPECT_EQ(urlencoded("a=1&b=2&c=3", few).fault->kind, Kind::TooManyFields);
  EXPECT_EQ(spooled(), 0U);
}

TEST_F(FormTest, RefusesMultipartThatCanBeReadInTwoWays) {
  const std::string fine = part("name=\"a\"", "1") + "--b--\r\n";
  ASSERT_FALSE(multipart(fine).fault);
  const std::string cut = fine.substr(0, fine.size() - 4);
  for (const std::string& body :
       {"preamble\r\n" + fine, fine + "epilogue", cut, std::string("--b\n") + fine.substr(5), std::string(),
        part("name=\"a\"; name=\"b\"", "1") + "--b--", part("name=a", "1") + "--b--",
        part("name=\"a\"; filename*=UTF-8''x", "1") + "--b--",
        part("name=\"a\"\r\nContent-Transfer-Encoding: base64", "1") + "--b--", part("filename=\"a\"", "1") + "--b--",
        std::string("--b\r\nX: y\r\n\r\n1\r\n--b--")}) {
    const ReadForm read = multipart(body);
    ASSERT_TRUE(read.fault) << body;
    EXPECT_EQ(read.fault->kind, Kind::Malformed) << body;
  }
}

TEST_F(FormTest, RefusesOtherMediaTypes) {
  for (const char* type : {"", "text/plain", "application/json", "multipart/mixed; boundary=b", "multipart/form-data",
                           "multipart/form-data; boundary=", "multipart/form-data; boundary=\"a b \""})
    EXPECT_EQ(read(type, "a=1").fault->kind, Kind::ContentType) << type;
}

TEST_F(FormTest, ReadsABodyFromTheSpool) {
  const std::string path = folder_.path() + "/body";
  std::ofstream(path, std::ios::binary) << "text=" << std::string(200'000, 'a') << "&csrf=t";
  http::Request request;
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"}};
  request.body_file = path;

  const ReadForm read = read_form(request, {}, folder_.path()).value();

  ASSERT_FALSE(read.fault);
  EXPECT_EQ(read.form.value("text").size(), 200'000U);
  EXPECT_EQ(read.form.value("csrf"), "t");
}

TEST(FormCorpus, IsReadTheSameHoweverItIsSplit) {
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(SEN_SOURCE_DIR "/tests/fuzz/corpus/form")) {
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    SCOPED_TRACE(entry.path());
    EXPECT_EQ(LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()), 0);
    files += 1;
  }
  EXPECT_GE(files, 5U);
}

}  // namespace
}  // namespace sen::desk
