#include "tests/integration/kill/packages.h"

#include <zlib.h>

#include <filesystem>
#include <fstream>

#include "ingest/publisher.h"
#include "tests/support/content.h"

namespace sen::test {
namespace {

// Digits are spelled as letters, so that a search finds the word and nothing near it.
std::string letters(std::uint64_t number) {
  std::string out;
  for (const char digit : std::to_string(number)) out += static_cast<char>('b' + 2 * (digit - '0'));
  return out;
}

Result<void> put(store::Store& store, const store::BlobName& name, const std::string& bytes) {
  const std::unique_ptr<store::BlobWriter> writer = SEN_TRY(store.blobs().create(name));
  SEN_TRY(writer->append(bytes));
  return writer->finish();
}

void append_u32(std::string& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFF);
}

void append_chunk(std::string& out, const std::string& type, const std::string& data) {
  append_u32(out, static_cast<std::uint32_t>(data.size()));
  const std::string body = type + data;
  out += body;
  append_u32(out, static_cast<std::uint32_t>(
                      crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()))));
}

/// A PNG (RFC 2083) of 360 by 240 pixels of noise that follows from `seed`.
std::string noisy_png(std::uint64_t seed) {
  constexpr std::uint32_t kWidth = 360, kHeight = 240;
  std::string rows;
  for (std::uint32_t y = 0; y < kHeight; ++y) {
    rows += '\0';  // no filter
    for (std::uint32_t x = 0; x < kWidth * 3; ++x)
      rows += static_cast<char>((seed * 2654435761U + (y * kWidth * 3 + x) * 40503U) >> 7 & 0xFF);
  }
  uLongf size = compressBound(static_cast<uLong>(rows.size()));
  std::string packed(size, '\0');
  compress2(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(rows.data()),
            static_cast<uLong>(rows.size()), 1);
  packed.resize(size);

  std::string header;
  append_u32(header, kWidth);
  append_u32(header, kHeight);
  header += std::string("\x08\x02\x00\x00\x00", 5);  // 8 bits, RGB
  std::string png("\x89PNG\r\n\x1a\n", 8);
  append_chunk(png, "IHDR", header);
  append_chunk(png, "IDAT", packed);
  append_chunk(png, "IEND", {});
  return png;
}

void write_file(const std::filesystem::path& path, const std::string& bytes) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

std::string folder_of(std::uint64_t package, int document) {
  return std::to_string(package) + "-" + std::to_string(document);
}

/// Writes the files of a real package.
void write_package(const std::filesystem::path& folder, std::uint64_t number) {
  write_file(
      folder / "datapackage.json",
      R"({"name": "kill-)" + std::to_string(number) +
          R"(", "version": "1", "licenses": [{"name": "CC-BY-4.0"}], "sen": {"format": 1, "organisation": "mofa"},)"
          R"( "resources": []})");
  for (int i = 0; i < kDocuments; ++i) {
    const std::filesystem::path article = folder / "articles" / folder_of(number, i);
    write_file(article / "document.yaml", "type: news\ntopics: [economy]\nimage: images/one.png\n");
    for (const std::string locale : {"en", "vi"})
      write_file(article / (locale + ".md"),
                 "---\ntitle: " + unique_word(number, i) + " " + locale + "\n---\n\nText.\n");
  }
  write_file(folder / "images/one.png", picture_bytes(number));
  write_file(folder / "images.csv",
             "file,credit,licence,alt.vi,alt.en\nimages/one.png,Sen,CC-BY-4.0,Một bức tranh,A picture\n");
}

Result<content::Sequence> publish_files(store::Store& store, const content::Vocabulary& vocabulary,
                                        std::uint64_t number, const std::string& scratch, const std::string& program) {
  const std::filesystem::path folder = std::filesystem::path(scratch) / ("kill-" + std::to_string(number));
  write_package(folder, number);
  const SystemClock clock;
  ingest::Publisher publisher(store, vocabulary, clock);
  ingest::Options options;
  options.publish = true;
  options.worker = program;
  const ingest::Receipt receipt = SEN_TRY(publisher.publish(folder.string(), options));
  std::filesystem::remove_all(folder);
  if (receipt.outcome == ingest::Outcome::Published) return receipt.sequence;
  return Error(ErrorCode::InvalidInput, ingest::to_json(receipt));
}

}  // namespace

bool is_real(std::uint64_t package) {
  return package % 5 == 0;
}

std::string document_id(std::uint64_t package, int document) {
  return content::make_content_id(content::OrganisationCode("mofa"), folder_of(package, document)).value;
}

std::string unique_word(std::uint64_t package, int document) {
  return "goi" + letters(package) + "x" + letters(static_cast<std::uint64_t>(document));
}

std::string picture_bytes(std::uint64_t package) {
  if (is_real(package)) return noisy_png(package);
  std::string bytes;
  while (bytes.size() < 150'000) bytes += sha256(std::to_string(package) + "/" + std::to_string(bytes.size())).view();
  return bytes;
}

std::string rendition_bytes(std::uint64_t package) {
  return picture_bytes(package).substr(0, 20'000);
}

Result<content::Sequence> store_package(store::Store& store, const content::Vocabulary& vocabulary,
                                        std::uint64_t number, const std::string& scratch, const std::string& program) {
  if (is_real(number)) return publish_files(store, vocabulary, number, scratch, program);
  content::Media media;
  media.digest = sha256(picture_bytes(number));
  media.content_type = "image/jpeg";
  media.renditions = {{320, 240, "webp", 20'000}};
  SEN_TRY(put(store, {media.digest, "original"}, picture_bytes(number)));
  SEN_TRY(put(store, {media.digest, content::rendition_name(media.renditions[0])}, rendition_bytes(number)));

  std::vector<content::Mutation> mutations = {media};
  for (int i = 0; i < kDocuments; ++i) {
    const std::string id = document_id(number, i);
    content::Document shared = document(id);
    shared.locales = {content::Locale("en"), content::Locale("vi")};
    content::MediaUse use;
    use.digest = media.digest;
    use.file = "images/one.jpg";
    shared.media = {use};
    mutations.emplace_back(shared);
    for (const char* locale : {"en", "vi"}) {
      const content::Version words = version(id, locale, 1, unique_word(number, i) + " " + locale);
      mutations.emplace_back(words);
      mutations.emplace_back(published(words, static_cast<std::int64_t>(number) * 1'000));
    }
  }
  if (number > 1) {
    const std::string id = document_id(number - 1, 0);
    const auto snapshot = SEN_TRY(store.snapshot({}));
    content::Edition edition = SEN_TRY(snapshot->edition(content::ContentId(id), content::Locale("vi")));
    content::Version corrected = version(id, "vi", 2, unique_word(number - 1, 0) + " corrected");
    corrected.kind = content::ChangeKind::Correction;
    corrected.note = "corrected";
    edition.latest = 2;
    content::publish(edition, corrected, {static_cast<std::int64_t>(number) * 1'000});
    mutations.emplace_back(corrected);
    mutations.emplace_back(edition);
  }
  content::Change change = planned(store, std::move(mutations));
  change.reason = "package " + std::to_string(number);
  return store.commit(std::move(change));
}

}  // namespace sen::test
